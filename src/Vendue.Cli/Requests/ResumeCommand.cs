using System.CommandLine;
using Vendue.Cli.CommandLine;
using Vendue.Cli.Markets;
using Vendue.Client;

namespace Vendue.Cli.Requests;

/// <summary><c>vendue request resume</c>: goes on with a request that another process posted.</summary>
static class ResumeCommand
{
    internal static Command Create()
    {
        var kept = new Argument<FileInfo>("FILE") { Description = "The request's file, as `vendue request --keep` wrote it." };
        var node = MarketConnection.NodeOption();
        var key = MarketConnection.KeyOption();
        var receipt = ReceiptFile.Option();
        var (proof, publicValues) = (ProofOutput.ProofOption(), ProofOutput.PublicValuesOption());
        return new Command("resume", "Go on with a request that was kept in a file: hand over the key of its private input, take the other steps that the mechanism asks of a requester, and wait for the proof. Exit code 0: proven; 1: not.")
        {
            kept, node, key, receipt, proof, publicValues,
        }.Runs(async (parse, console, cancellation) =>
        {
            var file = parse.GetRequiredValue(kept);
            var request = RequestFile.Load(file);
            var signer = MarketConnection.SignerOf(parse.GetRequiredValue(key));
            if (signer.Account != request.Wish.Account) throw new CommandException("other-account", $"The request in '{file}' is of {request.Wish.Account}, and the key of {signer.Account}: name that account's key.");
            var output = new ProofOutput(parse.GetValue(proof), parse.GetValue(publicValues));
            using var files = output.Open([file]);
            using var market = await MarketConnection.OpenAsync(parse.GetRequiredValue(node), signer, cancellation).ConfigureAwait(false);
            if (market.Market.GenesisHash != request.Genesis) throw new CommandException("other-market", $"The request in '{file}' was posted in another market, of genesis {request.Genesis}: name its node with --node.");
            var requester = new Requester(market, answer => ReceiptFile.Append(parse.GetValue(receipt), answer));
            var asked = new Asked(requester.Follow(request.Wish), request.Wish.Index, null, requester, file);
            if (request.InputKey is { } input) requester.KeepKey(asked.Request, input);
            return await new RequestWait(market, asked, request.Key, console).RunAsync(files, output, cancellation).ConfigureAwait(false);
        }).WithExamples("vendue request resume 0x6b86…4b.request.json --key me.json --proof proof.json");
    }
}

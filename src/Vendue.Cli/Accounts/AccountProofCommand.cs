using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Cli.Markets;
using Vendue.Client;
using Vendue.Kernel;

namespace Vendue.Cli.Accounts;

/// <summary><c>vendue account proof</c>: what an account has, proven so that it can be kept and checked without the market.</summary>
static class AccountProofCommand
{
    const long MostBytes = 1 << 20;

    internal static Command Create()
    {
        var name = new Argument<string?>("NAME") { Description = "The account.", Arity = ArgumentArity.ZeroOrOne };
        var node = MarketConnection.NodeOption();
        var save = new Option<FileInfo>("--save") { Description = "Where the proof goes. `vendue audit --receipts` takes it as well.", HelpName = "FILE" };
        var check = new Option<FileInfo>("--check") { Description = "A saved proof to check instead, without any market.", HelpName = "FILE" };
        var against = new Option<FileInfo[]>("--against") { Description = "Receipts, or other saved proofs, of the same operator that the checked one must not contradict.", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
        var key = ValueOption.Hash("--operator-key", "The operator's public key as it is known to you. Without it the one that the proof states.", required: false);
        var market = ValueOption.Hash("--market", "The hash of the market's genesis as it is known to you. Without it the one that the proof states.", required: false);
        return new Command("proof", "Prove what an account has, to the state that the operator signed; or check a saved proof. Exit code 1: it proves nothing.") { name, node, save, check, against, key, market }
            .Runs((parse, console, cancellation) =>
            {
                Hash32? knownKey = parse.GetResult(key) is null ? null : parse.GetValue(key), knownMarket = parse.GetResult(market) is null ? null : parse.GetValue(market);
                return (parse.GetValue(name), parse.GetValue(check)) switch
                {
                    ({ } text, null) => FetchAsync(ShowCommand.NameOf(text), parse.GetRequiredValue(node), parse.GetValue(save), knownKey, knownMarket, console, cancellation),
                    (null, { } file) => Task.FromResult(Check(file, parse.GetValue(against) ?? [], knownKey, knownMarket, console)),
                    _ => throw new CommandException("usage", "Give either an account's name or --check: see `vendue account proof --help`."),
                };
            }).WithExamples(
                "vendue account proof 0x8ba1f109551bd432803012645ac136ddd64dba72 --save balance.json",
                "vendue account proof --check balance.json --operator-key 0x3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29");
    }

    static async Task<int> FetchAsync(Name account, Uri node, FileInfo? save, Hash32? key, Hash32? market, CommandConsole console, CancellationToken cancellation)
    {
        using var files = new OutputFiles(save is null ? [] : [save], []);
        using var client = await MarketClient.ConnectAsync(node, new MarketClientOptions { OperatorKey = key, Genesis = market, Retries = 2 }, cancellation).ConfigureAwait(false);
        var proof = await client.GetAccountProofAsync(account, cancellation).ConfigureAwait(false)
            ?? throw new CommandException("unknown-account", $"The market has no account {account}: a first deposit opens one.", ExitCode.Negative);
        if (save is not null)
        {
            files.Write(save, (byte[])[.. proof.ToJson(), (byte)'\n']);
            files.Commit();
        }
        return Answer(proof, key is not null, console);
    }

    static int Check(FileInfo file, FileInfo[] against, Hash32? key, Hash32? market, CommandConsole console)
    {
        var proof = StateProof.FromJson(InputFile.Read(file, MostBytes));
        if (proof.Wrong(market, key) is { } wrong) throw new CommandException("proof-invalid", wrong, ExitCode.Negative);
        var statement = SignedStatement.Of(new SignedCheckpoint(proof.Stated(), proof.Signature), file.Name);
        foreach (var other in ReceiptFile.Read(against))
        {
            if (other.IsSignedBy(proof.OperatorKey) && SignedStatement.Contradiction(statement, other) is { } why)
                throw new CommandException("equivocation", $"The operator contradicts itself in {file.Name} and {other.Origin}: {why}. `vendue audit --receipts {file.Name} … --evidence FILE` writes it down.", ExitCode.Negative);
        }
        return Answer(proof, key is not null, console);
    }

    static int Answer(StateProof proof, bool keyKnown, CommandConsole console)
    {
        var stated = proof.Stated();
        var inclusion = proof.Inclusion();
        var machine = new JsonObject
        {
            ["proven"] = true,
            ["market"] = proof.Market.ToString(),
            ["operatorKey"] = proof.OperatorKey.ToString(),
            ["sequence"] = stated.Sequence,
            ["now"] = stated.Now,
            ["root"] = stated.Root.ToString(),
            ["standing"] = inclusion.Part == StatePart.Accounts ? JsonSerializer.SerializeToNode(inclusion.Account(), WireJson.Options) : JsonSerializer.SerializeToNode(inclusion.Request(), WireJson.Options),
        };
        console.Answer(Text(stated, inclusion), machine);
        if (!keyKnown) console.Warn($"The proof itself states the operator's key {proof.OperatorKey}: give the one you know with --operator-key to be sure whose word it is.");
        return ExitCode.Success;
    }

    static string Text(in Checkpoint stated, in InclusionProof inclusion)
    {
        var text = new StringBuilder();
        if (inclusion.Part == StatePart.Accounts)
        {
            var account = inclusion.Account();
            text.Append($"Proven: account {account.Account} has\n");
            foreach (var balance in account.Balances) text.Append($"  {balance.Asset,-12} {balance.Free:N0} free, {balance.Held:N0} held\n");
        }
        else
        {
            var request = inclusion.Request();
            text.Append($"Proven: request {request.Request} of {request.Owner} is open until {request.Ends}, and for it are held\n");
            foreach (var held in request.Holdings) text.Append($"  {held.Asset,-12} {held.Amount:N0} of {held.Owner} ({held.Place.ToString().ToLowerInvariant()})\n");
        }
        return text.Append($"in the state that the operator signed after entry {stated.Sequence}, at {stated.Now}, with root {stated.Root}.").ToString();
    }
}

using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Cli.Explaining;
using Vendue.Cli.Markets;
using Vendue.Cli.Proofs;
using Vendue.Client;
using Vendue.Kernel;
using Vendue.Mechanisms;
using Vendue.Proofs.ZkVms;

namespace Vendue.Cli.Requests;

/// <summary><c>vendue request</c>: asks a market for a proof, and with --wait follows it to its end.</summary>
static class RequestCommand
{
    const ulong LongestDeadline = 365UL * 24 * 3600;

    internal static Command Create()
    {
        var node = MarketConnection.NodeOption();
        var key = MarketConnection.KeyOption();
        var statement = new StatementOptions();
        var ceiling = ValueOption.Amount("--ceiling", "The most to pay, in base units of the payment asset.");
        var deadline = ValueOption.Number("--deadline", "Within how many seconds the proof is wanted.", 1, LongestDeadline, required: true);
        var receipt = ReceiptFile.Option();
        var wait = new Option<bool>("--wait") { Description = "Follow the request to its end, taking the steps that the mechanism asks of a requester. Exit code 0: proven; 1: not." };
        var (proof, publicValues) = (ProofOutput.ProofOption(), ProofOutput.PublicValuesOption());
        var isPrivate = new Option<bool>("--private") { Description = "Store the input sealed, for the assigned prover alone. Its key is handed over after the assignment, by --wait or `vendue request resume`; a key that never comes costs the requester." };
        var keep = new Option<FileInfo?>("--keep") { Description = "Keep what it takes to go on with the request in a new file that only you may read, for `vendue request resume`. With --private it is kept in any case: without this option as REQUEST.request.json in this folder. It is deleted when the request has ended.", HelpName = "FILE" };
        var estimate = new Option<bool>("--estimate") { Description = "Send nothing; say what a price and a wait are likely to be, from the rules and from what was paid lately." };
        var command = new Command("request", "Ask a market for a proof.") { ListRequestsCommand.Create(), ShowRequestCommand.Create(), ResumeCommand.Create() };
        foreach (var option in (Option[])[node, key, .. statement.All, ceiling, deadline, receipt, wait, isPrivate, keep, proof, publicValues, estimate]) command.Add(option);
        return command.Runs(async (parse, console, cancellation) =>
        {
            var output = new ProofOutput(parse.GetValue(proof), parse.GetValue(publicValues));
            if (!parse.GetValue(wait) && output.IsWanted) throw new CommandException("usage", "--proof and --public-out need --wait: the proof is not there before the request ended.");
            var signer = MarketConnection.SignerOf(parse.GetRequiredValue(key));
            var wanted = await console.While("Reading the key", () => statement.Read(parse), cancellation).ConfigureAwait(false);
            if (wanted.Key is ReceiptProgram pinned) ReceiptOptions.Warn(console, pinned.Verifiers);
            if (parse.GetValue(estimate)) return await EstimateAsync(parse.GetRequiredValue(node), wanted, parse.GetValue(ceiling), parse.GetValue(deadline), console, cancellation).ConfigureAwait(false);
            using var files = output.Open(wanted.Files);
            using var market = await MarketConnection.OpenAsync(parse.GetRequiredValue(node), signer, cancellation).ConfigureAwait(false);
            var asked = await AskAsync(market, signer, wanted, parse.GetValue(ceiling), parse.GetValue(deadline), parse.GetValue(receipt), parse.GetValue(isPrivate), parse.GetValue(keep), cancellation).ConfigureAwait(false);
            if (parse.GetValue(wait)) return await new RequestWait(market, asked, wanted.Key, console).RunAsync(files, output, cancellation).ConfigureAwait(false);
            console.Answer(
                $"Request {asked.Request} is posted (entry {asked.Answer!.Sequence}). {Next(asked, parse.GetValue(isPrivate), parse.GetRequiredValue(key))}",
                Machine(asked));
            return ExitCode.Success;
        }).WithExamples(
            "vendue request --key me.json --zkey chain.zkey --input input.json --ceiling 1000000 --deadline 600 --wait --proof proof.json --public-out public.json",
            "vendue request --key me.json --vkey chain.vkey.json --work 877 --input input.json --public public.json --ceiling 1000000 --deadline 600",
            "vendue request --key me.json --system risc0-groth16 --program 0x11d264ed8dfdee222b820f0278e4d7f55d4b69a5472253a471c102265a91ea1a --work 50000000 --input stdin.bin --ceiling 1000000 --deadline 3600 --wait --proof seal.bin --public-out journal.bin",
            "vendue request --key me.json --zkey chain.zkey --input input.json --ceiling 1000000 --deadline 600 --private --wait --keep request.json --proof proof.json",
            "vendue request --key me.json --zkey chain.zkey --input input.json --ceiling 1000000 --deadline 600 --estimate",
            "vendue request list",
            "vendue request show 0x6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b");
    }

    static async Task<int> EstimateAsync(Uri node, WantedProof wanted, UInt128 ceiling, ulong deadline, CommandConsole console, CancellationToken cancellation)
    {
        using var market = await MarketConnection.OpenAsync(node, null, cancellation).ConfigureAwait(false);
        var estimate = await market.GetEstimateAsync(new QuoteWanted(wanted.Statement, ceiling, market.Now + (deadline * market.Market.UnitsPerSecond)), cancellation).ConfigureAwait(false);
        console.Answer(EstimateText.Of(estimate, market), EstimateText.Machine(estimate));
        return ExitCode.Success;
    }

    /// <summary>What programs are told of a request that was posted.</summary>
    internal static JsonObject Machine(Asked asked) => new()
    {
        ["request"] = asked.Request.ToString(),
        ["index"] = asked.Index,
        ["answer"] = JsonSerializer.SerializeToNode(asked.Answer, WireJson.Options),
        ["kept"] = asked.Kept?.ToString(),
    };

    static string Next(Asked asked, bool isPrivate, FileInfo key) => asked.Kept is null
        ? $"Follow it with `vendue request show {asked.Request}`."
        : $"Go on with it by `vendue request resume {asked.Kept} --key {key}`.{(isPrivate ? " Do so at once: a prover that is assigned waits for the input's key, and you pay when it does not come." : "")}";

    /// <summary>Stores what the request needs and asks by the mechanism's own way.</summary>
    static async Task<Asked> AskAsync(MarketClient market, ISigner signer, WantedProof wanted, UInt128 ceiling, ulong deadline, FileInfo? receipt, bool isPrivate, FileInfo? keep, CancellationToken cancellation)
    {
        var inputKey = RandomNumberGenerator.GetBytes(SealedInput.KeySize);
        var program = await market.PutProgramAsync(wanted.Key.ToBytes(), cancellation).ConfigureAwait(false);
        var input = await market.PutBlobAsync(isPrivate ? SealedInput.Encrypt(wanted.Input, inputKey) : wanted.Input, cancellation).ConfigureAwait(false);
        var generator = wanted.Generator is { } module ? await market.PutBlobAsync(module, cancellation).ConfigureAwait(false) : default;
        var info = await market.GetMarketAsync(cancellation).ConfigureAwait(false);
        var wish = new Wish
        {
            Account = signer.Account,
            Statement = wanted.Statement with { Program = program, Input = input, Generator = generator, Private = isPrivate },
            Ceiling = ceiling,
            Now = info.Now,
            UnitsPerSecond = info.UnitsPerSecond,
            Deadline = info.Now + (deadline * info.UnitsPerSecond),
            Index = (uint)RandomNumberGenerator.GetInt32(int.MaxValue),
            Secret = new Hash32(RandomNumberGenerator.GetBytes(Hash32.Size)),
        };
        bool asking = true;
        var requester = new Requester(market, answer =>
        {
            ReceiptFile.Append(receipt, answer);
            if (asking) Sending.RequireTaken(answer);
        });
        var kept = isPrivate ? keep ?? new FileInfo($"{requester.RequestOf(wish)}.request.json") : keep;
        if (kept is not null) new RequestFile(market.Market.GenesisHash, wish, wanted.Key, isPrivate ? inputKey : null).Save(kept);
        var (request, last) = await PostAsync(requester, wish, kept, cancellation).ConfigureAwait(false);
        asking = false;
        if (isPrivate) requester.KeepKey(request, inputKey);
        return new Asked(request, wish.Index, last, requester, kept);
    }

    /// <summary>Posts the request. What the market refused needs no file; where no answer came, it may stand.</summary>
    static async Task<(Hash32, CommandAnswer)> PostAsync(Requester requester, Wish wish, FileInfo? kept, CancellationToken cancellation)
    {
        try
        {
            return await requester.AskAsync(wish, cancellation).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is CommandException or MarketClientException { Code: not ("unreachable" or "timeout" or "stopping") })
        {
            kept?.Delete();
            throw;
        }
    }
}

/// <summary>A request that was posted.</summary>
/// <param name="Request">Its id.</param>
/// <param name="Index">The requester's number for it.</param>
/// <param name="Answer">The node's answer to the last command that asked; null when that was in another process.</param>
/// <param name="Requester">Takes the later steps for it.</param>
/// <param name="Kept">The file by which another process can go on with it; null for none.</param>
sealed record Asked(Hash32 Request, uint Index, CommandAnswer? Answer, Requester Requester, FileInfo? Kept);

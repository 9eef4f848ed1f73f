using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Client;
using Vendue.Kernel;
using Vendue.Proofs;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;

namespace Vendue.Cli.Requests;

/// <summary>Follows a posted request to its end: takes the requester's later steps, then fetches the proof and checks it.</summary>
sealed class RequestWait(MarketClient market, Asked asked, ProgramKey key, CommandConsole console)
{
    static readonly TimeSpan lookEvery = TimeSpan.FromSeconds(1);

    bool told;

    /// <summary>Waits, writes the proof, and tells what became of the request.</summary>
    internal async Task<int> RunAsync(OutputFiles files, ProofOutput output, CancellationToken cancellation)
    {
        console.Tell(asked.Answer is { } answer ? $"Request {asked.Request} is posted (entry {answer.Sequence}).{(asked.Kept is null ? "" : $" What it takes to go on with it is in {asked.Kept}.")}" : $"Going on with request {asked.Request}.");
        var ended = await console.While("Waiting for the proof", () => FollowAsync(cancellation)).ConfigureAwait(false);
        var machine = RequestCommand.Machine(asked);
        foreach (var (name, value) in RequestText.Machine(ended)) machine[name] = value?.DeepClone();
        if (RequestText.ProofOf(ended) is not { } blob)
        {
            asked.Kept?.Delete();
            console.Answer(RequestText.Of(ended, market), machine);
            return ExitCode.Negative;
        }
        var (proof, values) = await FetchAsync(blob, ended, cancellation).ConfigureAwait(false);
        output.Write(files, key, proof, values);
        asked.Kept?.Delete();
        if (key is SnarkjsKey) machine["publicValues"] = new JsonArray([.. PublicValues.Parse(values).Elements.ToArray().Select(v => JsonValue.Create(v.ToString()))]);
        console.Answer(RequestText.Of(ended, market), machine);
        return ExitCode.Success;
    }

    async Task<RequestView> FollowAsync(CancellationToken cancellation)
    {
        using var happened = new SemaphoreSlim(0, 1);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var listening = ListenAsync(happened, over.Token);
        try
        {
            while (true)
            {
                if (await LookAsync(cancellation).ConfigureAwait(false) is { } ended) return ended;
                await happened.WaitAsync(lookEvery, cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new CommandException("interrupted", $"Interrupted: request {asked.Request} still stands, and `vendue request {(asked.Kept is { } kept ? $"resume {kept}` goes on with it" : $"show {asked.Request}` tells what becomes of it")}.", ExitCode.Interrupted);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Takes the steps that are due; the request when it has ended. A node that is away for a while is waited for.</summary>
    async Task<RequestView?> LookAsync(CancellationToken cancellation)
    {
        try
        {
            var view = await market.GetRequestAsync(asked.Request, cancellation).ConfigureAwait(false)
                ?? throw new CommandException("unknown", $"The market does not know request {asked.Request} any more.", ExitCode.Negative);
            if (view.State != "open") return view;
            await asked.Requester.StepAsync(cancellation).ConfigureAwait(false);
        }
        catch (MarketClientException away) when (away.Code is "unreachable" or "timeout" or "stopping")
        {
            if (!told) console.Warn($"{away.Message} Waiting for it.");
            told = true;
        }
        return null;
    }

    /// <summary>Looks again whenever something happens in the market.</summary>
    async Task ListenAsync(SemaphoreSlim happened, CancellationToken cancellation)
    {
        await foreach (var _ in market.SubscribeAsync((asked.Answer?.Sequence ?? market.Market.Sequence) + 1, cancellation).ConfigureAwait(false))
            if (happened.CurrentCount == 0) happened.Release();
    }

    /// <summary>The proof, checked here: the market's word is not taken for it.</summary>
    async Task<(byte[], byte[])> FetchAsync(Hash32 blob, RequestView ended, CancellationToken cancellation)
    {
        var bytes = await market.GetBlobAsync(blob, cancellation).ConfigureAwait(false)
            ?? throw new CommandException("proof-missing", $"The market settled request {asked.Request} and does not have its proof {blob} any more.", ExitCode.Negative);
        var values = RequestText.PublicValuesOf(ended);
        return key.Verify(values, bytes) == ProofVerdict.Valid
            ? (bytes, values)
            : throw new CommandException("proof-invalid", $"The market settled request {asked.Request} with a proof that is not valid under your key: keep its receipts and audit the market.", ExitCode.Negative);
    }
}

using Vendue.Client;
using Vendue.Mechanisms;
using Vendue.Prover.Jobs;

namespace Vendue.Prover;

/// <summary>
/// Delivers proofs step by step, each step kept signed before it is sent: after a crash the same commands are sent again,
/// and the market answers with what became of them the first time.
/// </summary>
sealed class Delivery(MarketClient market, JobBook jobs, int tries)
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>Sends what the strategy says delivers the proof, in order, each not before its instant and block.</summary>
    public async Task<Job> DeliverAsync(Job job, IProverStrategy strategy, ProverSituation me, CancellationToken stop)
    {
        ulong block = 0;
        CommandAnswer? last = null;
        if (job.Steps.Length == 0)
        {
            var made = new List<ProofMade>();
            foreach (var kept in job.Proofs) made.Add(new ProofMade(kept.PublicValues, await market.PutBlobAsync(kept.Proof.Memory, stop).ConfigureAwait(false)));
            job = Keep(job with { Steps = [.. strategy.Deliver(job.Opportunity, made[0] with { Further = made[1..] }, me).Select(Step.Of)] });
        }
        for (int i = 0; i < job.Steps.Length && last?.Outcome != OutcomeKind.Refused; i++)
        {
            (job, last) = await TakeAsync(job, i, i == 0 ? 0 : block + 1, stop).ConfigureAwait(false);
            block = last.Block;
        }
        var ended = last?.Items.FirstOrDefault(i => i.Outcome != OutcomeKind.Applied)?.Code ?? last?.Code ?? "nothing-to-send";
        return Keep(job with { State = JobState.Delivered, Ended = ended });
    }

    async Task<(Job, CommandAnswer)> TakeAsync(Job job, int step, ulong notBeforeBlock, CancellationToken stop)
    {
        var deed = job.Steps[step].ToDeed();
        ulong block = ulong.Max(deed.NotBeforeBlock, notBeforeBlock);
        for (int attempt = 1; ; attempt++)
        {
            var answer = job.Commands.Length > step ? await AgainAsync(job.Commands[step], stop).ConfigureAwait(false) : null;
            if (answer is null)
            {
                await WaitForAsync(deed.NotBefore, block, stop).ConfigureAwait(false);
                answer = await market.SendAsync(deed, signed => job = Keep(job with { Commands = [.. job.Commands.Take(step), new Bytes(signed.Encode())] }), stop).ConfigureAwait(false);
            }
            // Only a step that waits for a block may have come too early, by the market's count of blocks.
            if (answer.Outcome != OutcomeKind.Refused || block == 0 || attempt >= tries) return (job, answer);
            block = answer.Block + 1;
            job = Keep(job with { Commands = [.. job.Commands.Take(step)] });
        }
    }

    /// <summary>Sends a kept command again.</summary>
    /// <returns>What became of it; null when it never counted and is to be signed anew.</returns>
    async Task<CommandAnswer?> AgainAsync(Bytes kept, CancellationToken stop)
    {
        try
        {
            var answer = await market.SendAsync(SignedCommand.Decode(kept.Memory), stop).ConfigureAwait(false);
            return answer.Code == Refused.Expired.Code ? null : answer;
        }
        catch (MarketClientException never) when (never.Code == Refused.NonceUsed.Code)
        {
            return null;
        }
    }

    Job Keep(Job job)
    {
        jobs.Keep(job);
        return job;
    }

    async Task WaitForAsync(ulong instant, ulong block, CancellationToken stop)
    {
        while (instant > 0 || block > 0)
        {
            var seen = await market.GetMarketAsync(stop).ConfigureAwait(false);
            if (seen.Now >= instant && seen.Block >= block) return;
            await Task.Delay(Look, stop).ConfigureAwait(false);
        }
    }
}

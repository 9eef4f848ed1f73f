using Vendue.Client;
using Vendue.Mechanisms;
using Vendue.Prover.Jobs;

namespace Vendue.Prover;

/// <summary>Delivers proofs step by step, each step kept signed before it is sent.</summary>
sealed class Delivery(MarketClient market, JobBook jobs, int tries)
{
    /// <summary>Sends what the strategy says delivers the proof, in order, each not before its instant and block.</summary>
    public async Task<Job> DeliverAsync(Job job, IProverStrategy strategy, ProverSituation me, CancellationToken stop)
    {
        var proof = await market.PutBlobAsync(job.Proof.Memory, stop).ConfigureAwait(false);
        var deeds = strategy.Deliver(job.Opportunity, new ProofMade(job.PublicValues, proof), me);
        ulong block = 0;
        CommandAnswer? last = null;
        foreach (var deed in deeds)
        {
            last = await SendAsync(deed, last is null ? deed.NotBeforeBlock : ulong.Max(deed.NotBeforeBlock, block + 1), stop).ConfigureAwait(false);
            block = last.Block;
            if (last.Outcome == OutcomeKind.Refused) break;
        }
        var ended = last?.Items.FirstOrDefault(i => i.Outcome != OutcomeKind.Applied)?.Code ?? last?.Code ?? "nothing-to-send";
        job = job with { State = JobState.Delivered, Ended = ended };
        jobs.Keep(job);
        return job;
    }

    async Task<CommandAnswer> SendAsync(Deed deed, ulong notBeforeBlock, CancellationToken stop)
    {
        for (int attempt = 1; ; attempt++)
        {
            await WaitForAsync(deed.NotBefore, notBeforeBlock, stop).ConfigureAwait(false);
            var answer = await market.SendAsync(deed, stop).ConfigureAwait(false);
            if (answer.Outcome != OutcomeKind.Refused || attempt == tries || notBeforeBlock == 0) return answer;
            notBeforeBlock = answer.Block + 1;
        }
    }

    async Task WaitForAsync(ulong instant, ulong block, CancellationToken stop)
    {
        while (instant > 0 || block > 0)
        {
            var seen = await market.GetMarketAsync(stop).ConfigureAwait(false);
            if (seen.Now >= instant && seen.Block >= block) return;
            await Task.Delay(TimeSpan.FromMilliseconds(200), stop).ConfigureAwait(false);
        }
    }
}

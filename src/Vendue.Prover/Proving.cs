using System.Security.Cryptography;
using Vendue.Client;
using Vendue.Prover.Jobs;
using Vendue.Prover.Pricing;
using Vendue.Prover.Programs;

namespace Vendue.Prover;

/// <summary>Makes the proofs of a job, by whoever proves their programs.</summary>
sealed class Proving(MarketClient market, ProgramLibrary programs, ProverOptions options, IPricing pricing, Action<AgentNote> tell)
{
    static readonly double longestWait = TimeSpan.FromDays(365).TotalSeconds;

    /// <summary>The proofs of a job, in order.</summary>
    /// <param name="job">The job.</param>
    /// <param name="encryptionSecret">What opens the keys of private inputs.</param>
    /// <param name="unwanted">Cancelled when nobody wants the proofs any more: ends all that is done for them.</param>
    /// <param name="stop">Ends the work; what an outside prover does goes on and is taken up again.</param>
    public async Task<KeptProof[]> ProveAsync(Job job, ReadOnlyMemory<byte> encryptionSecret, CancellationToken unwanted, CancellationToken stop)
    {
        var proofs = new List<KeptProof>();
        foreach (var (ordinal, statement) in job.Statements.Index())
        {
            var program = ProgramOf(statement);
            var order = OrderOf(job, ordinal, statement) with { Input = await InputAsync(job, statement, encryptionSecret, stop).ConfigureAwait(false), Unwanted = unwanted };
            var made = await program.ProveAsync(order, stop).ConfigureAwait(false);
            if (made.Took is { } took && pricing.Learn(statement, took) is { } news) tell(new AgentNote(AgentStep.Warned, default, news));
            proofs.Add(new KeptProof(made.Proof, made.PublicValues));
        }
        return [.. proofs];
    }

    /// <summary>The job's proofs are kept, or will never be.</summary>
    public void Forget(Job job)
    {
        foreach (var (ordinal, statement) in job.Statements.Index())
            if (programs.TryFind(statement, out var program)) program.Forget(OrderOf(job, ordinal, statement).Id);
    }

    IProgramProver ProgramOf(Statement statement) =>
        programs.TryFind(statement, out var program) ? program : throw new ProverException("unknown-program", "This prover does not have the request's program any more.");

    ProofOrder OrderOf(Job job, int ordinal, Statement statement)
    {
        Hash32? binding = job.Bindings.Length > ordinal ? job.Bindings[ordinal] : null;
        return new ProofOrder
        {
            Id = ProofOrder.IdOf(market.Market.GenesisHash, job.Request, ordinal, statement, binding),
            Input = default,
            Predicate = statement.Predicate,
            Binding = binding,
            Threads = options.ThreadsPerProof,
            Deadline = DeadlineOf(job.Opportunity),
        };
    }

    DateTimeOffset? DeadlineOf(Opportunity opportunity)
    {
        if (opportunity.ProofDue == 0) return null;
        double seconds = ((double)opportunity.ProofDue - market.Now) / market.Market.UnitsPerSecond;
        return seconds > longestWait ? null : DateTimeOffset.UtcNow.AddSeconds(Math.Max(seconds, 0));
    }

    async Task<byte[]> InputAsync(Job job, Statement statement, ReadOnlyMemory<byte> encryptionSecret, CancellationToken stop)
    {
        var input = await market.GetBlobAsync(statement.Input, stop).ConfigureAwait(false) ?? throw new ProverException("input-missing", "The market does not have the request's input.");
        if (!statement.Private) return input;
        try
        {
            return SealedInput.Decrypt(input, SealedInput.OpenKey(job.Opportunity.SealedKey, encryptionSecret.ToArray(), job.Request));
        }
        catch (CryptographicException wrong)
        {
            throw new ProverException("input-sealed", $"The private input cannot be opened: {wrong.Message}");
        }
    }
}

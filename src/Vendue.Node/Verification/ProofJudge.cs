using Vendue.Node.Storage;
using Vendue.Proofs;

namespace Vendue.Node.Verification;

/// <summary>Judges claims of proofs by the keys and proofs that the market keeps.</summary>
/// <param name="programs">The verifying keys.</param>
/// <param name="blobs">The proofs.</param>
/// <param name="systems">The proof systems known.</param>
sealed class ProofJudge(ProgramStore programs, BlobStore blobs, IEnumerable<ProofSystem> systems)
{
    /// <summary>Beyond it no more proofs are read before those read are checked: a batch of the largest blobs fits in memory.</summary>
    const long LargestReading = 32 << 20;

    readonly Dictionary<Name, ProofSystem> systems = systems.ToDictionary(s => (Name)s.Name);

    /// <summary>The verdict on one claim.</summary>
    /// <exception cref="StorageException">The kept key or proof is damaged.</exception>
    public async Task<Verdict> JudgeAsync(ProofClaim claim, CancellationToken cancellation) =>
        await ReadAsync(claim, cancellation).ConfigureAwait(false) is { } read && read.System.Verify(read.Case.VerifyingKey.Span, read.Case.PublicValues.Span, read.Case.Proof.Span) == ProofVerdict.Valid
            ? Verdict.Valid
            : Verdict.Invalid;

    /// <summary>The verdicts on several claims, in order: those that each would have alone.</summary>
    /// <exception cref="StorageException">A kept key or proof is damaged.</exception>
    public async Task<Verdict[]> JudgeAsync(IReadOnlyList<ProofClaim> claims, CancellationToken cancellation)
    {
        var verdicts = new Verdict[claims.Count];
        Array.Fill(verdicts, Verdict.Invalid);
        var readings = new List<Reading>();
        long bytes = 0;
        for (int i = 0; i < verdicts.Length; i++)
        {
            if (await ReadAsync(claims[i], cancellation).ConfigureAwait(false) is not { } read) continue;
            readings.Add(read with { Place = i });
            bytes += read.Case.Proof.Length + read.Case.VerifyingKey.Length;
            if (bytes < LargestReading && readings.Count < Verifier.LargestBatch) continue;
            Judge(readings, verdicts);
            readings.Clear();
            bytes = 0;
        }
        Judge(readings, verdicts);
        return verdicts;
    }

    static void Judge(List<Reading> readings, Verdict[] verdicts)
    {
        foreach (var group in readings.GroupBy(reading => reading.System))
        {
            Reading[] members = [.. group];
            var found = group.Key.VerifyMany(Array.ConvertAll(members, member => member.Case));
            for (int i = 0; i < members.Length; i++)
                if (found[i] == ProofVerdict.Valid) verdicts[members[i].Place] = Verdict.Valid;
        }
    }

    /// <summary>What the system checks; null when the system, the program or the proof is not known.</summary>
    async Task<Reading?> ReadAsync(ProofClaim claim, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!systems.TryGetValue(claim.System, out var system)) return null;
        var key = await programs.GetAsync(claim.Program, cancellation).ConfigureAwait(false);
        var proof = await blobs.GetAsync(claim.Proof, cancellation).ConfigureAwait(false);
        return key is null || proof is null ? null : new Reading(system, new ProofCase(key, claim.PublicValues.Memory, proof), 0);
    }

    /// <summary>A claim's bytes, and its place among the claims.</summary>
    sealed record Reading(ProofSystem System, ProofCase Case, int Place);
}

namespace Vendue.Mechanisms.Mina;

/// <summary>
/// What a proof is bound to, so that it can be sold by one prover at one fee only: the last public value of every proof is
/// a hash of job, prover, fee and, for a merge, of the two proofs that it merges.
/// </summary>
public static class ProofBinding
{
    /// <summary>
    /// SHA-256 over a tag and the canonical encoding of job, prover, fee and <paramref name="merges"/>, its first byte set
    /// to zero, so that it is an element of every scalar field in use.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="prover">Who sells the proof.</param>
    /// <param name="fee">The fee of the whole bundle.</param>
    /// <param name="merges">Of a merge, what <see cref="OfChildren"/> gives; zero for the proof of a transaction.</param>
    public static Hash32 Of(JobId job, Name prover, UInt128 fee, Hash32 merges)
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/mina/proof/1"u8);
        Codec<JobId>.Of.Write(writer, job);
        writer.Name(prover);
        writer.UInt128(fee);
        writer.Hash32(merges);
        var hash = Hash32.Sha256(writer.Written).ToArray();
        hash[0] = 0;
        return new Hash32(hash);
    }

    /// <summary>SHA-256 over what the two merged proofs are bound to.</summary>
    public static Hash32 OfChildren(Hash32 left, Hash32 right)
    {
        Span<byte> both = stackalloc byte[2 * Hash32.Size];
        left.CopyTo(both);
        right.CopyTo(both[Hash32.Size..]);
        return Hash32.Sha256(both);
    }

    /// <summary>Public values with the last one as given.</summary>
    public static Bytes Append(ReadOnlySpan<byte> publicValues, Hash32 last)
    {
        var bytes = new byte[publicValues.Length + Hash32.Size];
        publicValues.CopyTo(bytes);
        last.CopyTo(bytes.AsSpan(publicValues.Length));
        return new Bytes(bytes);
    }
}

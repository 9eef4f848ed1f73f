namespace Vendue.Mechanisms.Mina;

/// <summary>The order of commitments and offers for one bundle: the lower fee is better, and among equals the larger hash of bundle and prover.</summary>
public static class CommitmentOrder
{
    /// <summary>SHA-256 over the canonical encoding of the bundle's jobs and the prover's name.</summary>
    public static Hash32 TieBreak(in Bundle bundle, Name prover)
    {
        var writer = new CanonicalWriter();
        Codec<Bundle>.Of.Write(writer, bundle);
        writer.Name(prover);
        return Hash32.Sha256(writer.Written);
    }

    /// <summary>Whether one is better than the other.</summary>
    public static bool IsBetter(in Bundle bundle, WorkOffer one, WorkOffer other) =>
        one.Fee != other.Fee ? one.Fee < other.Fee : TieBreak(bundle, one.Prover) > TieBreak(bundle, other.Prover);

    /// <summary>How long a commitment stands while nothing as good is delivered: time for each account update of the bundle, and once the latency.</summary>
    public static ulong Lasts(ulong perUpdate, ulong updates, ulong latency) => (perUpdate * updates) + latency;
}

namespace Vendue.Mechanisms.Stages;

/// <summary>What provers commit to before they show it. The prover's name is always in it, so that a copied commitment opens nothing.</summary>
public static class StageSeal
{
    /// <summary>The seal of an offer: SHA-256 over the text "vendue/stage/offer/1", prover, request, price, the instant until which it stands, and salt.</summary>
    public static Hash32 OfOffer(Name prover, Hash32 request, UInt128 price, ulong standsUntil, Hash32 salt)
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/stage/offer/1"u8);
        writer.Name(prover);
        writer.Hash32(request);
        writer.UInt128(price);
        writer.UInt64(standsUntil);
        writer.Hash32(salt);
        return Hash32.Sha256(writer.Written);
    }

    /// <summary>
    /// The commitment to a proof: SHA-256 over the text "vendue/stage/proof/1", prover, request, public values and the
    /// proof's hash. Who first sees the proof when it is delivered cannot have committed to it, nor to a re-randomised copy.
    /// </summary>
    public static Hash32 OfProof(Name prover, Hash32 request, Bytes publicValues, Hash32 proof)
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/stage/proof/1"u8);
        writer.Name(prover);
        writer.Hash32(request);
        writer.Bytes(publicValues);
        writer.Hash32(proof);
        return Hash32.Sha256(writer.Written);
    }
}

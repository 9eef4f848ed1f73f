namespace Vendue.Mechanisms.StarknetChainedProofs;

/// <summary>What is wrong with a block, if anything.</summary>
public enum BlockFault : byte
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>It has transactions but not the proof of all that its strand owes.</summary>
    PayloadWithoutProof,
    /// <summary>Its strand owes more than P empty blocks: it must carry the proof.</summary>
    ProofMandatory,
    /// <summary>It carries a proof though its strand owes none.</summary>
    NothingToProve,
}

/// <summary>The strands of a chain: which blocks each must prove, and which block is valid. Source: Malachite, "Proofs Scheduling", in the convention of its text.</summary>
public static class StrandRules
{
    /// <summary>strand(H) = H mod K.</summary>
    public static ulong Strand(ulong height, ulong strands) => height % strands;

    /// <summary>
    /// valid(block H): payload non-empty implies proof of expected(H); |expected(H)| &gt; P implies proof of expected(H);
    /// where nothing is expected, as for H &lt; K, payload needs no proof. A proof is always of all that is expected.
    /// </summary>
    /// <param name="hasPayload">Whether it has transactions.</param>
    /// <param name="carriesProof">Whether it carries Proof(expected(H)).</param>
    /// <param name="expected">|expected(H)|.</param>
    /// <param name="mostEmpty">P.</param>
    public static BlockFault Fault(bool hasPayload, bool carriesProof, ulong expected, ulong mostEmpty)
    {
        if (carriesProof) return expected == 0 ? BlockFault.NothingToProve : BlockFault.None;
        if (IsCritical(expected, mostEmpty)) return BlockFault.ProofMandatory;
        return hasPayload && expected > 0 ? BlockFault.PayloadWithoutProof : BlockFault.None;
    }

    /// <summary>Whether the block cannot be without the proof: |expected(H)| &gt; P.</summary>
    public static bool IsCritical(ulong expected, ulong mostEmpty) => expected > mostEmpty;

    /// <summary>The contract's price: priceFull + priceEmpty · (|expected| − 1), times 2^(|expected| − 1) where it doubles near the freeze.</summary>
    /// <param name="priceFull">For the strand's last block that carries a proof.</param>
    /// <param name="priceEmpty">For each empty block after it.</param>
    /// <param name="expected">|expected(H)|, at least 1.</param>
    /// <param name="doubles">Whether it doubles with each empty block.</param>
    /// <exception cref="OverflowException">It is beyond 128 bits.</exception>
    public static UInt128 Price(UInt128 priceFull, UInt128 priceEmpty, ulong expected, bool doubles)
    {
        ulong empty = checked(expected - 1);
        var price = checked(priceFull + (priceEmpty * empty));
        if (!doubles) return price;
        return empty < 128 ? checked(price * (UInt128.One << (int)empty)) : throw new OverflowException("The price is beyond 128 bits.");
    }

    /// <summary>K ≥ ceil(L / τ) + 1: how many strands a proving time needs for operation without misses.</summary>
    /// <param name="latency">L: how long a proof takes.</param>
    /// <param name="blockTime">τ, above zero.</param>
    public static ulong StrandsFor(ulong latency, ulong blockTime) => checked((latency / blockTime) + (latency % blockTime == 0 ? 0UL : 1UL) + 1);

    /// <summary>
    /// How many empty blocks stand between two full ones of a strand in steady state: with r_0 = t_f and
    /// r_j = max(r_(j−1), jKτ) + t_e, the smallest m with r_m ≤ ((m+1)K − 1)τ.
    /// </summary>
    /// <param name="strands">K, at least 1.</param>
    /// <param name="blockTime">τ.</param>
    /// <param name="full">t_f.</param>
    /// <param name="empty">t_e.</param>
    /// <param name="mostLooked">The largest m looked for.</param>
    /// <returns>m; one more than <paramref name="mostLooked"/> if it is larger than that.</returns>
    public static ulong EmptyBetweenFull(ulong strands, ulong blockTime, ulong full, ulong empty, ulong mostLooked)
    {
        UInt128 ready = full, round = (UInt128)strands * blockTime;
        for (ulong m = 0; m <= mostLooked; m++)
        {
            if (m > 0) ready = UInt128.Max(ready, m * round) + empty;
            if (ready <= ((m + (UInt128)1) * round) - blockTime) return m;
        }
        return checked(mostLooked + 1);
    }
}

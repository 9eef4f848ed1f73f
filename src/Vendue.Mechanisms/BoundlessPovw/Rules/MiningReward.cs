namespace Vendue.Mechanisms.BoundlessPovw;

/// <summary>Work that one log reported in one epoch for one recipient.</summary>
/// <param name="Recipient">Who is to have the reward.</param>
/// <param name="Value">How much work.</param>
public readonly record struct ReportedWork(Name Recipient, UInt128 Value);

/// <summary>What a recipient is paid.</summary>
/// <param name="Recipient">Who.</param>
/// <param name="Amount">How much, in base units.</param>
public readonly record struct Payout(Name Recipient, UInt128 Amount);

/// <summary>
/// The mint calculator: (work reported, emission, cap) to payouts of one log and one epoch. In the source a zero-knowledge
/// program computes it; here the market does, and whoever replays it.
/// </summary>
static class MiningReward
{
    /// <summary>The number of bits of a fraction in the source.</summary>
    public const byte FractionBits = 128;

    /// <summary>f(u) = floor(value · 2^bits / totalWork): up to 2^128 itself, which needs more than 128 bits.</summary>
    public static UInt256 Fraction(UInt128 value, UInt128 totalWork, byte bits = FractionBits) =>
        UInt256.MulDivFloor(value, UInt256.PowerOfTwo(bits), totalWork);

    /// <summary>floor(weight · pool / 2^bits).</summary>
    public static UInt128 Share(in UInt256 weight, UInt128 pool, byte bits = FractionBits) =>
        (UInt128)UInt256.MulDivFloor(weight, pool, UInt256.PowerOfTwo(bits));

    /// <summary>cap = floor(floor(stake / powerScalar) / capScalar), in base units.</summary>
    public static UInt128 Cap(UInt128 stake, uint powerScalar, uint capScalar) => stake / powerScalar / capScalar;

    /// <summary>
    /// w(rcp) = Σ f(u) over the updates naming rcp; for rcp in ascending order r = min(floor(w·M/2^bits), cap left). Updates of
    /// value 0 are skipped. What the cap cuts off is never minted.
    /// </summary>
    /// <param name="updates">The log's updates of the epoch.</param>
    /// <param name="totalWork">All work reported in the epoch.</param>
    /// <param name="pool">M(e).</param>
    /// <param name="cap">The log's cap of the epoch; afterwards what is left of it.</param>
    /// <param name="bits">How many bits a fraction has.</param>
    public static IReadOnlyList<Payout> Of(ReadOnlySpan<ReportedWork> updates, UInt128 totalWork, UInt128 pool, ref UInt128 cap, byte bits = FractionBits)
    {
        var weights = new SortedDictionary<Name, UInt256>();
        foreach (var update in updates)
        {
            if (update.Value == 0) continue;
            weights.TryGetValue(update.Recipient, out var weight);
            weights[update.Recipient] = weight + Fraction(update.Value, totalWork, bits);
        }
        var payouts = new List<Payout>(weights.Count);
        foreach (var (recipient, weight) in weights)
        {
            var amount = UInt128.Min(Share(weight, pool, bits), cap);
            cap -= amount;
            payouts.Add(new Payout(recipient, amount));
        }
        return payouts;
    }
}

/// <summary>What stake earns.</summary>
static class StakingReward
{
    /// <summary>floor(S(e) · power / totalPower); 0 where either power is 0.</summary>
    public static UInt128 Of(UInt128 pool, UInt128 power, UInt128 totalPower) =>
        power == 0 || totalPower == 0 ? 0 : Wide.MulDivFloor(pool, power, totalPower);
}

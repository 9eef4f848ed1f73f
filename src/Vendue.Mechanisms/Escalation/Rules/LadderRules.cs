using Vendue.Mechanisms.Stages;

namespace Vendue.Mechanisms.EscalationLadder;

/// <summary>The arithmetic of the ladder. Ceilings and windows never fall.</summary>
public static class LadderRules
{
    /// <summary>ceiling_0 = min(cap, floor(reference·bufferPct / 100)); half the cap, rounded down and at least 1, without a reference.</summary>
    public static UInt128 FirstCeiling(UInt128? reference, UInt128 cap, uint bufferPct) =>
        reference is not { } price ? UInt128.Max(cap / 2, 1)
        : price > cap ? cap
        : UInt128.Max(UInt128.Min(cap, Wide.MulDivFloor(price, bufferPct, 100)), 1);

    /// <summary>ceiling_{k+1} = min(cap, max(ceiling_k + 1, floor(ceiling_k·gNum / gDen))); a growth of exactly 1 leaves it as it is.</summary>
    public static UInt128 NextCeiling(UInt128 ceiling, UInt128 cap, uint num, uint den) =>
        num == den ? ceiling : UInt128.Min(cap, UInt128.Max(ceiling + 1, Wide.MulDivFloor(ceiling, num, den)));

    /// <summary>window_{k+1} = min(windowMax, window_k·2).</summary>
    public static ulong NextWindow(ulong window, ulong longest) => window > longest / 2 ? ulong.Max(window, longest) : window * 2;

    /// <summary>How long to wait before an attempt; the last entry is repeated.</summary>
    public static ulong Backoff(ReadOnlySpan<ulong> backoff, uint attempt) => backoff[(int)uint.Min(attempt, (uint)backoff.Length - 1)];

    /// <summary>panicAt = deadline − floor(p95(provingTime)·3 / 2), not below 0.</summary>
    public static ulong PanicAt(ulong deadline, ulong provingTime)
    {
        var margin = (UInt128)provingTime * 3 / 2;
        return margin >= deadline ? 0 : deadline - (ulong)margin;
    }

    /// <summary>The first rung.</summary>
    /// <param name="ladder">The ladder, its times in the market's unit.</param>
    /// <param name="cap">The most that the requester pays, in base units.</param>
    /// <param name="reference">The reference price of this much work; null for none.</param>
    /// <param name="provingTime">The requester's estimate.</param>
    public static Rung First(Ladder ladder, UInt128 cap, UInt128? reference, ulong provingTime)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        var ceiling = ladder.FromCap ? cap : FirstCeiling(reference, cap, ladder.BufferPct);
        return new Rung(0, 0, 0, Wide.MulDivFloor(ceiling, ladder.StartPct, 100), ceiling, ladder.Window, provingTime, (byte)ladder.MinOffers);
    }

    /// <summary>What follows a failed stage, and the rung on which it goes on.</summary>
    public static Step After(Ladder ladder, UInt128 cap, in Rung rung, StageEnd failure, out Rung next)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        next = rung;
        switch (failure)
        {
            case StageEnd.NoOffer or StageEnd.Thin:
                next = AfterFewOffers(ladder, cap, rung, failure);
                break;
            case StageEnd.WinnerMissed or StageEnd.Declined or StageEnd.InvalidProof or StageEnd.Late:
                next = rung with { ProvingTime = rung.ProvingTime > ulong.MaxValue / 2 ? ulong.MaxValue : rung.ProvingTime * 2 };
                break;
            default:
                return Step.Stop;
        }
        if (rung.Attempt + 1 >= ladder.MaxAttempts) return ladder.PanicRace ? Step.AwaitRace : Step.Stop;
        next = next with { Attempt = (byte)(rung.Attempt + 1) };
        return Step.Climb;
    }

    /// <summary>More money and a longer window, or the next format with the ceiling that nobody took: its price rises from there.</summary>
    static Rung AfterFewOffers(Ladder ladder, UInt128 cap, in Rung rung, StageEnd failure)
    {
        var next = rung with { Failures = (byte)(rung.Failures + 1), Window = NextWindow(rung.Window, ladder.LongestWindow) };
        if (failure == StageEnd.Thin) next = next with { MinOffers = byte.Min(rung.MinOffers, 1) };
        if (next.Failures >= ladder.AttemptsPerFormat && rung.Format + 1 < ladder.Formats.Length)
            return next with { Format = (byte)(rung.Format + 1), Failures = 0 };
        if (failure == StageEnd.Thin) return next;
        var ceiling = NextCeiling(rung.Ceiling, cap, ladder.GrowthNum, ladder.GrowthDen);
        return next with { Ceiling = ceiling, Start = UInt128.Min(ceiling, NextCeiling(rung.Start, cap, ladder.StartNum, ladder.StartDen)) };
    }

    /// <summary>What a stage of a rung may spend, and from where its price rises.</summary>
    public static (UInt128 Start, UInt128 Ceiling) PricesOf(Ladder ladder, UInt128 cap, in Rung rung)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        return ladder.Formats[rung.Format] switch
        {
            Format.SecondPrice => (0, rung.Ceiling),
            Format.Dutch => (rung.Start, ladder.DutchToCap ? cap : rung.Ceiling),
            _ => (cap, cap),
        };
    }

    /// <summary>How long a stage of a rung takes offers: a Dutch price at least until it has risen, a race until the deadline.</summary>
    public static ulong WindowOf(Ladder ladder, in Rung rung)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        return ladder.Formats[rung.Format] switch
        {
            Format.Dutch => ulong.Max(rung.Window, ladder.Ramp),
            Format.Race => ulong.MaxValue,
            _ => rung.Window,
        };
    }

    /// <summary>floor(amount·bps / 10,000): the part of a slashed bond that waits for who delivers.</summary>
    public static UInt128 Bounty(UInt128 slashed, uint bountyBps) => Wide.MulDivFloor(slashed, bountyBps, 10_000);
}

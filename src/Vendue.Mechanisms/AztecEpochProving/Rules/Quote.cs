namespace Vendue.Mechanisms.AztecEpochProving;

/// <summary>What a prover promises for an epoch.</summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="ValidUntilSlot">The last slot in which the quote can be claimed.</param>
/// <param name="BondAmount">The bond it risks, in base units of the collateral asset.</param>
/// <param name="Prover">The prover, whose bond it is and who is paid.</param>
/// <param name="BasisPointFee">The share of the epoch's rewards that it wants, in basis points.</param>
public readonly record struct Quote(
    [property: Meaning("The epoch")] ulong Epoch,
    [property: Meaning("The last slot in which the quote can be claimed")] ulong ValidUntilSlot,
    [property: Meaning("The bond it risks, in base units of the collateral asset")] UInt128 BondAmount,
    [property: Meaning("The prover, whose bond it is and who is paid")] Name Prover,
    [property: Meaning("The share of the epoch's rewards that it wants, in basis points")] uint BasisPointFee)
{
    /// <summary>The bytes that a prover signs to give a quote: the text "vendue/aztec-epoch-proving/quote/1" and the quote in its canonical encoding. The signature's own domain covers the market.</summary>
    public Bytes Message()
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/aztec-epoch-proving/quote/1"u8);
        Codec<Quote>.Of.Write(writer, this);
        return new Bytes(writer.Written.ToArray());
    }
}

/// <summary>Which of the checks of a claim fails first, in the source's order; the names are those of the reasons.</summary>
public enum ClaimFault : byte
{
    /// <summary>None: the claim is good.</summary>
    None,
    /// <summary>1: the signature is not the prover's.</summary>
    Signature,
    /// <summary>2: validUntilSlot is before the current slot.</summary>
    QuoteExpired,
    /// <summary>3: the fee is above the most.</summary>
    FeeTooHigh,
    /// <summary>4: there is a proposer for the slot and the caller is not it.</summary>
    NotProposer,
    /// <summary>5: there is nothing to prove, or the quote is for another epoch than the oldest.</summary>
    NotOldestEpoch,
    /// <summary>5a: the epoch has not ended.</summary>
    EpochRunning,
    /// <summary>6: the claim window of the epoch under way is over.</summary>
    OutsideWindow,
    /// <summary>7: the epoch is claimed already.</summary>
    AlreadyClaimed,
    /// <summary>8: the bond is below the least, or above what the prover has deposited.</summary>
    BondOutOfRange,
}

/// <summary>What the checks of a claim look at.</summary>
/// <param name="SignatureValid">Whether the quote's signature is its prover's.</param>
/// <param name="Slot">The current slot.</param>
/// <param name="MaxBps">The highest fee allowed.</param>
/// <param name="MayPropose">Whether the slot has no proposer, or the caller is it.</param>
/// <param name="AnyUnproven">Whether there is an oldest epoch.</param>
/// <param name="Oldest">The epoch of the oldest unproven block.</param>
/// <param name="AllowRunning">Whether an epoch can be claimed while it runs (the contract's defect a).</param>
/// <param name="AnyClaim">Whether a claim is recorded.</param>
/// <param name="ClaimedEpoch">The epoch of that claim.</param>
/// <param name="MinBond">The least bond.</param>
/// <param name="Deposit">What the prover has deposited, money under a pending withdrawal included.</param>
public readonly record struct ClaimCircumstances(
    bool SignatureValid, ulong Slot, uint MaxBps, bool MayPropose, bool AnyUnproven, ulong Oldest, bool AllowRunning, bool AnyClaim, ulong ClaimedEpoch, UInt128 MinBond, UInt128 Deposit);

/// <summary>The eight checks of a claim.</summary>
public static class ClaimChecks
{
    /// <summary>The first check that fails. Source: the rollup contract's claim, in its order; 5a is the repair of its defect a.</summary>
    public static ClaimFault FirstFault(in EpochClock clock, in Quote quote, in ClaimCircumstances c)
    {
        if (!c.SignatureValid) return ClaimFault.Signature;
        if (quote.ValidUntilSlot < c.Slot) return ClaimFault.QuoteExpired;
        if (quote.BasisPointFee > c.MaxBps) return ClaimFault.FeeTooHigh;
        if (!c.MayPropose) return ClaimFault.NotProposer;
        if (!c.AnyUnproven || quote.Epoch != c.Oldest) return ClaimFault.NotOldestEpoch;
        if (!c.AllowRunning && c.Slot < clock.StartOf(c.Oldest) + clock.EpochDuration) return ClaimFault.EpochRunning;
        if (c.Slot % clock.EpochDuration >= clock.ClaimWindow) return ClaimFault.OutsideWindow;
        if (c.AnyClaim && c.ClaimedEpoch == c.Oldest) return ClaimFault.AlreadyClaimed;
        return quote.BondAmount < c.MinBond || quote.BondAmount > c.Deposit ? ClaimFault.BondOutOfRange : ClaimFault.None;
    }

    /// <summary>The quote that the reference node takes: the lowest fee, the earliest on ties; −1 for none.</summary>
    /// <param name="fees">The fees of the quotes that pass the checks, in order of arrival.</param>
    public static int Cheapest(ReadOnlySpan<uint> fees)
    {
        int best = -1;
        for (int i = 0; i < fees.Length; i++)
            if (best < 0 || fees[i] < fees[best]) best = i;
        return best;
    }
}

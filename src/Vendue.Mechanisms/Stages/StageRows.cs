namespace Vendue.Mechanisms.Stages;

#pragma warning disable CS1573 // Fields that their names explain are not explained twice.

/// <summary>Where a stage stands.</summary>
public enum StageState : byte
{
    /// <summary>Offers are taken, or racers run.</summary>
    Open,
    /// <summary>Sealed offers are opened.</summary>
    Revealing,
    /// <summary>The assigned prover is at work.</summary>
    Proving,
    /// <summary>A proof was accepted and is not final yet.</summary>
    Accepted,
    /// <summary>The race is won; those who had committed before may still deliver.</summary>
    Concluding,
}

/// <summary>A stage under way.</summary>
/// <param name="Lent">What it may spend, taken from the purse.</param>
/// <param name="Closes">When its window closes; that instant is outside.</param>
/// <param name="Offers">How many sealed offers or commitments there are.</param>
/// <param name="Unopened">How many of the sealed offers are not open.</param>
/// <param name="Prover">Who is assigned, or whose proof was accepted.</param>
/// <param name="Price">What it is paid.</param>
/// <param name="Bond">What it put up; none in a race.</param>
/// <param name="Due">Until when it must prove; of a race that is won, the instant at which it was.</param>
/// <param name="Paid">What was paid so far.</param>
/// <param name="Winners">How many were paid so far.</param>
/// <param name="Timer">The timer that ends its state.</param>
readonly record struct StageRow(
    Handle<Request> Request, StageTerms Terms, Handle<Holding> Lent, StageState State, ulong Opened, ulong Closes, uint Offers, uint Unopened,
    Account Prover, UInt128 Price, Handle<Holding> Bond, ulong Due, StandingOffer RunnerUp, UInt128 Paid, byte Winners, Handle<Kernel.Timer> Timer);

/// <summary>Finds what a prover has in the stage of a request.</summary>
readonly record struct PartKey(Handle<Request> Request, Account Prover);

/// <summary>Orders what belongs to the stage of a request as it came.</summary>
readonly record struct PartOrder(int Request, ulong Number) : IComparable<PartOrder>
{
    public int CompareTo(PartOrder other) => Request != other.Request ? Request.CompareTo(other.Request) : Number.CompareTo(other.Number);
}

/// <summary>A sealed offer.</summary>
/// <param name="Number">Its place in the order of arrival, over all stages.</param>
readonly record struct OfferRow(
    Handle<Request> Request, Account Prover, ulong Number, Hash32 Seal, Hash32 Memo, Handle<Holding> Bond, bool Opened, UInt128 Price, ulong StandsUntil);

/// <summary>A racer's commitment to a proof.</summary>
/// <param name="Number">Its place in the order of arrival, over all stages.</param>
/// <param name="At">When it was made.</param>
/// <param name="Done">Whether its proof was delivered.</param>
readonly record struct CommitmentRow(Handle<Request> Request, Account Prover, ulong Number, Hash32 Hash, ulong At, bool Done);

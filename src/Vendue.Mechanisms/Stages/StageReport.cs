namespace Vendue.Mechanisms.Stages;

/// <summary>How a stage ended: proven and paid for, or exactly one class of failure.</summary>
public enum StageEnd : byte
{
    /// <summary>A proof was accepted, became final and was paid for.</summary>
    Settled,
    /// <summary>The window closed without an eligible offer at or below the ceiling.</summary>
    NoOffer,
    /// <summary>There were fewer offers than asked for.</summary>
    Thin,
    /// <summary>A prover was assigned and delivered nothing in time.</summary>
    WinnerMissed,
    /// <summary>The prover assigned declined, which the stage allows.</summary>
    Declined,
    /// <summary>The proof delivered does not prove the statement.</summary>
    InvalidProof,
    /// <summary>The proof came after its time.</summary>
    Late,
    /// <summary>The statement or its input is faulty: nobody can prove it.</summary>
    Unexecutable,
    /// <summary>The proof was accepted, but it never became final or could not be paid for.</summary>
    SettlementFailed,
    /// <summary>Taken back.</summary>
    Cancelled,
}

/// <summary>An offer that its prover lets stand after it lost.</summary>
/// <param name="Prover">Who made it; none when no offer stands.</param>
/// <param name="Price">Its own price, in base units.</param>
/// <param name="Until">The last instant at which it stands.</param>
public readonly record struct StandingOffer(Account Prover, UInt128 Price, ulong Until);

/// <summary>The one report that a stage makes to its parent, when it holds nothing any more.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Prover">Who was paid, or who failed; none when nobody was assigned.</param>
/// <param name="Paid">What was paid in all, in base units; never more than was lent.</param>
/// <param name="Slashed">What was taken of the failed prover's bond, in base units.</param>
/// <param name="RunnerUp">The second-best offer, where it stands still.</param>
public readonly record struct StageReport(StageEnd End, Account Prover = default, UInt128 Paid = default, UInt128 Slashed = default, StandingOffer RunnerUp = default)
{
    /// <summary>How a request ends whose only stage ended so.</summary>
    public Ending Ending => End switch
    {
        StageEnd.Settled => Ending.Settled,
        StageEnd.NoOffer or StageEnd.Thin => Ending.Expired,
        StageEnd.Cancelled => Ending.Cancelled,
        _ => Ending.Refunded,
    };
}

/// <summary>Who must prove a request for a stage.</summary>
/// <param name="Prover">Who.</param>
/// <param name="Price">For what, in base units.</param>
/// <param name="Due">Until when.</param>
public readonly record struct StageAssignment(Account Prover, UInt128 Price, ulong Due);

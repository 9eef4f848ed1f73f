namespace Vendue.Mechanisms.Stages;

/// <summary>What a stage is opened with: frozen with it, whatever its parent does meanwhile. Amounts are in base units, times in the market's unit.</summary>
public readonly record struct StageTerms
{
    /// <summary>Where the money comes from; the ceiling is lent from it.</summary>
    public Purse Purse { get; init; }

    /// <summary>Where bonds go that are taken; none for the stage's own division between requester and treasury.</summary>
    public Handle<Holding> Forfeits { get; init; }

    /// <summary>The asset of the price.</summary>
    public Asset Payment { get; init; }

    /// <summary>The asset of the bond.</summary>
    public Asset Collateral { get; init; }

    /// <summary>The price at the beginning, where it rises; at most the ceiling.</summary>
    public UInt128 Start { get; init; }

    /// <summary>The most that the stage spends, all its payments together.</summary>
    public UInt128 Ceiling { get; init; }

    /// <summary>How long a price takes to rise from <see cref="Start"/> to <see cref="Ceiling"/>; 0 for the ceiling at once.</summary>
    public ulong Ramp { get; init; }

    /// <summary>How long offers are taken; the instant at which it ends is outside.</summary>
    public ulong Window { get; init; }

    /// <summary>How long the assigned prover has, at most to the deadline.</summary>
    public ulong ProvingTime { get; init; }

    /// <summary>The last instant at which a proof can be delivered.</summary>
    public ulong Deadline { get; init; }

    /// <summary>The fewest offers that are compared; fewer is a thin stage.</summary>
    public uint MinOffers { get; init; }

    /// <summary>What a prover puts up.</summary>
    public UInt128 Bond { get; init; }

    /// <summary>Of a race: how many racers are paid; 0 counts as 1.</summary>
    public byte Racers { get; init; }

    /// <summary>Of a race: what racers after the first are paid, in parts of 10,000 of the price.</summary>
    public uint ConsolationBps { get; init; }
}

/// <summary>What a stage under given terms would cost and ask for, before it is opened.</summary>
/// <param name="Now">The price at the beginning, if it is known then; otherwise the most.</param>
/// <param name="Most">The highest price.</param>
/// <param name="Bond">What a prover puts up.</param>
public readonly record struct StageQuote(UInt128 Now, UInt128 Most, UInt128 Bond);

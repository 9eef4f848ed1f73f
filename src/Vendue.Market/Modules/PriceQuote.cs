namespace Vendue.Kernel;

/// <summary>What somebody thinks of asking for.</summary>
/// <param name="Statement">What would be proven.</param>
/// <param name="Ceiling">The most that would be paid, in base units of the payment asset.</param>
/// <param name="Deadline">Until when the proof would be wanted, in the market's time unit.</param>
public sealed record QuoteWanted(Statement Statement, UInt128 Ceiling, ulong Deadline);

/// <summary>What a mechanism's rules, as its state stands, say of a request that were posted now. Amounts are in base units of the asset named; instants in the market's time unit.</summary>
public sealed record PriceQuote
{
    /// <summary>The asset of the price.</summary>
    public Asset Payment { get; init; }

    /// <summary>The least that a proof can cost.</summary>
    public UInt128 Least { get; init; }

    /// <summary>The most that it can cost.</summary>
    public UInt128 Most { get; init; }

    /// <summary>The asset of the bond.</summary>
    public Asset Collateral { get; init; }

    /// <summary>What a prover puts at risk for it; 0 where that is the prover's or requester's to say.</summary>
    public UInt128 Bond { get; init; }

    /// <summary>The first instant at which a prover can be bound to it.</summary>
    public ulong AssignedFrom { get; init; }

    /// <summary>The last instant at which a proof can be in time.</summary>
    public ulong ProvenBy { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public required string Because { get; init; }
}

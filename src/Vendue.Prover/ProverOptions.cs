namespace Vendue.Prover;

/// <summary>How a prover agent works and prices.</summary>
public sealed record ProverOptions
{
    /// <summary>The folder of the agent's jobs.</summary>
    public required string Folder { get; init; }

    /// <summary>The least price for 1,000,000 units of work, in base units of the payment asset.</summary>
    public required UInt128 PricePerMillion { get; init; }

    /// <summary>The fixed cost of a request, in base units of the payment asset.</summary>
    public UInt128 FixedCost { get; init; }

    /// <summary>How many proofs are made at a time.</summary>
    public uint Slots { get; init; } = 1;

    /// <summary>How many threads one proof uses.</summary>
    public int ThreadsPerProof { get; init; } = 1;

    /// <summary>The speed assumed before the first proof is measured, in units of work a second.</summary>
    public ulong WorkPerSecond { get; init; } = 10_000;

    /// <summary>Whether it takes on nothing new, and ends when all that it has undertaken is done.</summary>
    public bool Drain { get; init; }

    /// <summary>Whether it takes private inputs. Nobody can judge whether the key that a requester hands over opens them: a wrong one costs the bond.</summary>
    public bool TakesPrivate { get; init; }

    /// <summary>How long the agent waits at most before it looks at the market again when nothing happens there.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many times a refused step of a delivery is tried, a block apart.</summary>
    public int DeliveryTries { get; init; } = 5;
}

using Vendue.Prover.Calibrating;
using Vendue.Prover.Pricing;
using Vendue.Prover.Programs;

namespace Vendue.Prover;

/// <summary>How a prover agent works and prices.</summary>
public sealed record ProverOptions
{
    /// <summary>The folder of the agent's jobs.</summary>
    public required string Folder { get; init; }

    /// <summary>The least price for 1,000,000 units of work, in base units of the payment asset; null when <see cref="Calibration"/> says it.</summary>
    public UInt128? PricePerMillion { get; init; }

    /// <summary>What prices and times go by, size by size, in place of <see cref="PricePerMillion"/> and <see cref="WorkPerSecond"/>; null when those say it.</summary>
    public Calibration? Calibration { get; init; }

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

    /// <summary>What time and price are made of by these options.</summary>
    /// <exception cref="ArgumentException">They name both a price and a calibration, or neither.</exception>
    /// <exception cref="ProverException">The calibration has no prices.</exception>
    internal IPricing Pricing(ProgramLibrary programs) => (PricePerMillion, Calibration) switch
    {
        ({ } price, null) => new RatePricing(price, WorkPerSecond, DeclaredWork.In(programs)),
        (null, { } calibration) => new CalibratedPricing(new CostModel(calibration, p => programs.TryFind(p, out var program) && program is CircuitProgram circuit ? circuit.Constraints : null, DeclaredWork.In(programs))),
        _ => throw new ArgumentException($"An agent goes either by {nameof(PricePerMillion)} or by a {nameof(Calibration)}."),
    };
}

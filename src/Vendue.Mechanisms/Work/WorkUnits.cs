namespace Vendue.Mechanisms;

/// <summary>What a unit of work counts.</summary>
/// <param name="Unit">The unit, in its version.</param>
/// <param name="Meaning">What one of it is.</param>
/// <param name="Source">Where that is laid down.</param>
public sealed record WorkUnitMeaning(WorkUnit Unit, string Meaning, string Source);

/// <summary>
/// The units of work that have a meaning. A definition never changes: who counts otherwise adds a version. Amounts of
/// different units, and of different versions of one, become one another only by a <see cref="WorkConversion"/>.
/// </summary>
public static class WorkUnits
{
    /// <summary>Rank-one constraints of a circuit.</summary>
    public static WorkUnit Constraints { get; } = new("constraints", 1);

    /// <summary>Cycles of the RISC Zero machine.</summary>
    public static WorkUnit Cycles { get; } = new("cycles", 1);

    /// <summary>Prover gas units of SP1.</summary>
    public static WorkUnit ProverGas { get; } = new("pgu", 1);

    /// <summary>Gas of the Ethereum machine.</summary>
    public static WorkUnit Gas { get; } = new("gas", 1);

    /// <summary>All, in a fixed order.</summary>
    public static IReadOnlyList<WorkUnitMeaning> All { get; } =
    [
        new(Constraints, "One rank-one constraint (A w)(B w) = (C w) of the circuit, before its domain is filled up to a power of two.", "R1CS binary format of iden3"),
        new(Cycles, "One cycle of the RISC Zero machine, of the total that an execution reports: the guest's own, paging and reserved ones.", "risc0-zkvm, SessionStats.total_cycles"),
        new(ProverGas, "One unit of SP1's prover gas, as the execution report of the statement's version of SP1 counts it.", "docs.succinct.xyz, prover gas"),
        new(Gas, "One unit of gas that the proven Ethereum block or transaction uses. The same gas can take several times the work.", "Ethereum yellow paper"),
    ];

    /// <summary>What a unit counts; null for one without a meaning here.</summary>
    public static WorkUnitMeaning? Find(WorkUnit unit)
    {
        foreach (var known in All)
            if (known.Unit == unit) return known;
        return null;
    }
}

namespace Vendue.Proofs.Statements;

/// <summary>A circuit that travels with Vendue, for trying out, demonstrations and tests: see <c>circuits/README.md</c>.</summary>
/// <param name="Name">The name of its files.</param>
public sealed record DemoCircuit(string Name)
{
    /// <summary>Two Poseidon hashes: 877 constraints, a domain of 2^10.</summary>
    public static DemoCircuit SmallChain { get; } = new("poseidon-chain-2p10");

    /// <summary>32 Poseidon hashes: 14,017 constraints, a domain of 2^14.</summary>
    public static DemoCircuit LargeChain { get; } = new("poseidon-chain-2p14");

    /// <summary>Membership in a Poseidon tree of depth 10: 4,422 constraints.</summary>
    public static DemoCircuit MerkleMembership { get; } = new("merkle-membership");

    /// <summary>Two transfers among eight accounts: 15,381 constraints.</summary>
    public static DemoCircuit RollupBatch { get; } = new("rollup-batch");

    /// <summary>Every one.</summary>
    public static IReadOnlyList<DemoCircuit> All { get; } = [SmallChain, LargeChain, MerkleMembership, RollupBatch];

    /// <summary>Path of the constraint system.</summary>
    public string R1csPath => PathOf("r1cs");

    /// <summary>Path of the witness generator.</summary>
    public string WasmPath => PathOf("wasm");

    /// <summary>Path of an example of its input.</summary>
    public string InputPath => PathOf("json");

    string PathOf(string extension) => Path.Combine(AppContext.BaseDirectory, "circuits", $"{Name}.{extension}");

    /// <inheritdoc/>
    public override string ToString() => Name;
}

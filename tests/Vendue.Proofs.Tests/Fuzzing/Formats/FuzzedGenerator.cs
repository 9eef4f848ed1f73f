using Vendue.Proofs.Groth16;
using Vendue.Proofs.Statements;
using Vendue.Proofs.Tests.Fuzzing.Mutating;
using Vendue.Proofs.Tests.Witnesses;
using Vendue.Proofs.Witnesses;

namespace Vendue.Proofs.Tests.Fuzzing.Formats;

/// <summary>Witness generators: compiled and run within tight limits. Compiling is slow, so the files are few.</summary>
sealed class FuzzedGenerator : FuzzedFormat<Witness>
{
    static readonly WitnessLimits limits = new()
    {
        ModuleBytes = 1 << 20,
        MemoryBytes = 1 << 22,
        TableElements = 64,
        Fuel = 20_000_000,
        Time = TimeSpan.FromSeconds(20),
        Elements = 1 << 12,
    };

    static readonly byte[] real = File.ReadAllBytes(DemoCircuit.SmallChain.WasmPath);

    public override string Name => "wasm";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Generators.Make(), Generators.Make(witnessSize: "i32.const 4"),
        Generators.Make(extra: "(table 4 funcref) (elem (i32.const 0) $f) (func $f (param i64) (result i64) local.get 0 i64.const 3 i64.mul) (global (mut i32) (i32.const 5)) (start $s) (func $s)"),
        real,
    ];

    /// <summary>What Wasmtime's bindings, a message and a witness of the largest size allowed take.</summary>
    public override long AllocatedAlways => 4 << 20;

    public override int ShortRun => 400;

    public override int LongRun => 15_000;

    public override byte[] Mutate(Random random, byte[] file, byte[] other) =>
        random.Next(3) == 0 ? Blind.Mutate(random, file, other) : WasmModule.Mutate(random, file, other);

    protected override Witness Parse(byte[] file)
    {
        using var generator = CircomWitness.Load(file, limits);
        return generator.Compute(file.Length > real.Length / 2 ? new WitnessInput().Set("start", 5).Set("prover", 7) : new WitnessInput());
    }

    protected override void Check(Witness value, byte[] file) => value.Count.ShouldBeInRange(1, limits.Elements);
}

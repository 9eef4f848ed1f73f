using System.Numerics;
using System.Security.Cryptography;
using Vendue.Proofs.Statements;
using Vendue.Proofs.Witnesses;

namespace Vendue.Proofs.Tests.Witnesses;

public class CircomWitnessTests
{
    static CircomWitness Load(DemoCircuit circuit, WitnessLimits? limits = null) =>
        CircomWitness.Load(File.ReadAllBytes(circuit.WasmPath), limits);

    static WitnessInput Chain(BigInteger start, BigInteger prover) => new WitnessInput().Set("start", start).Set("prover", prover);

    static string Refusal(string code, Action action)
    {
        var refusal = Should.Throw<WitnessException>(action);
        refusal.Code.ShouldBe(code);
        refusal.Message.ShouldEndWith(".");
        return refusal.Message;
    }

    [Fact]
    public void A_witness_starts_with_one_then_the_public_values()
    {
        using var generator = Load(DemoCircuit.SmallChain);
        var witness = generator.Compute(Chain(5, 7));
        witness.Count.ShouldBe(880);
        witness.Wire(0).ShouldBe(1);
        witness.Wire(1).ShouldBe(BigInteger.Parse("1480358160446909688604294533533838642484806715140611026855583891077160386977"));
        witness.Wire(2).ShouldBe(5);
        witness.Wire(3).ShouldBe(7);
    }

    [Fact]
    public void The_file_is_the_one_that_snarkjs_makes()
    {
        // SHA-256 of what `snarkjs wtns calculate` (0.7.6) writes for {"start": "5", "prover": "7"}.
        using var generator = Load(DemoCircuit.SmallChain);
        Convert.ToHexStringLower(SHA256.HashData(generator.Compute(Chain(5, 7)).ToFile()))
            .ShouldBe("5694b01a7ad628f3b146bc969bc78db0413dc3b05157ea30aa3ed1760320b057");
    }

    [Fact]
    public void Values_are_taken_modulo_the_field()
    {
        using var generator = Load(DemoCircuit.SmallChain);
        var canonical = generator.Compute(Chain(5, Fr.Modulus.ToBigInteger() - 1)).ToFile();
        generator.Compute(Chain(5 + Fr.Modulus.ToBigInteger(), -1)).ToFile().ShouldBe(canonical);
    }

    [Fact]
    public void One_generator_serves_many_threads()
    {
        using var generator = Load(DemoCircuit.SmallChain);
        var expected = Enumerable.Range(0, 16).Select(i => generator.Compute(Chain(i, 7)).ToFile()).ToArray();
        var together = expected.Select((_, i) => i).AsParallel().AsOrdered().WithDegreeOfParallelism(8)
            .Select(i => generator.Compute(Chain(i, 7)).ToFile()).ToArray();
        together.ShouldBe(expected);
    }

    [Fact]
    public void A_missing_an_unknown_and_a_misshapen_input_are_named()
    {
        using var chain = Load(DemoCircuit.SmallChain);
        Refusal(WitnessErrors.MissingInput, () => chain.Compute(new WitnessInput().Set("start", 5))).ShouldContain("2 input values, but 1");
        Refusal(WitnessErrors.UnknownInput, () => chain.Compute(Chain(5, 7).Set("extra", 1))).ShouldContain("'extra'");
        Refusal(WitnessErrors.InputSize, () => chain.Compute(new WitnessInput().Set("start", 1, 2).Set("prover", 7))).ShouldContain("takes 1 value, but 2 are given");
    }

    [Fact]
    public void A_false_statement_has_no_witness()
    {
        using var membership = Load(DemoCircuit.MerkleMembership);
        var input = new WitnessInput().Set("root", 1).Set("prover", 7).Set("leaf", 3).Set("index", 0).Set("siblings", new BigInteger[10]);
        Refusal(WitnessErrors.AssertFailed, () => membership.Compute(input)).ShouldContain("MerkleMembership");
    }

    [Fact]
    public void Fuel_memory_elements_and_size_are_limited()
    {
        Refusal(WitnessErrors.OutOfFuel, () => Compute(new WitnessLimits { Fuel = 100_000 }));
        Refusal(WitnessErrors.OutOfMemory, () => Compute(new WitnessLimits { MemoryBytes = 1 << 16 }));
        Refusal(WitnessErrors.TooManyElements, () => Compute(new WitnessLimits { Elements = 879 }));
        Refusal(WitnessErrors.ModuleTooLarge, () => Compute(new WitnessLimits { ModuleBytes = 1000 }));

        static void Compute(WitnessLimits limits)
        {
            using var generator = Load(DemoCircuit.SmallChain, limits);
            generator.Compute(Chain(5, 7));
        }
    }

    [Fact]
    public void A_cancelled_caller_gets_no_witness()
    {
        using var generator = Load(DemoCircuit.SmallChain);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Should.Throw<OperationCanceledException>(() => generator.Compute(Chain(5, 7), cancelled.Token));
    }
}

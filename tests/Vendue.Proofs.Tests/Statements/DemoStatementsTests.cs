using System.Numerics;
using System.Text;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Statements;
using Vendue.Proofs.Tests.Witnesses;
using Vendue.Proofs.Witnesses;

namespace Vendue.Proofs.Tests.Statements;

public class DemoStatementsTests
{
    static readonly Fr prover = Fr.FromInteger(BigInteger.Parse("0abcdef0123456789abcdef0123456789abcdef01", System.Globalization.NumberStyles.HexNumber));

    public static TheoryData<DemoCircuit> Circuits => [.. DemoCircuit.All];

    static Witness Compute(DemoCircuit circuit, WitnessInput input)
    {
        using var generator = CircomWitness.Load(File.ReadAllBytes(circuit.WasmPath));
        return generator.Compute(input);
    }

    /// <summary>The same input with one value replaced.</summary>
    static WitnessInput With(WitnessInput input, string name, int position, Func<BigInteger, BigInteger> change)
    {
        var changed = new WitnessInput();
        foreach (var (signal, values) in input.Signals)
            changed.Set(signal, signal == name ? [.. values.Select((v, i) => i == position ? change(v) : v)] : values);
        return changed;
    }

    [Theory]
    [MemberData(nameof(Circuits))]
    public void The_circuit_agrees_with_the_reference(DemoCircuit circuit)
    {
        foreach (var seed in new[] { "one", "two", "three" })
        {
            var statement = DemoStatements.For(circuit, seed, prover);
            var witness = Compute(circuit, statement.Input);
            for (var i = 0; i < statement.PublicValues.Count; i++)
                witness.Wire(1 + i).ShouldBe(statement.PublicValues[i].ToInteger().ToBigInteger());
        }
    }

    [Theory]
    [MemberData(nameof(Circuits))]
    public void The_same_seed_gives_the_same_statement_and_another_another(DemoCircuit circuit)
    {
        var input = DemoStatements.For(circuit, "a", prover).Input.ToJson();
        DemoStatements.For(circuit, "a", prover).Input.ToJson().ShouldBe(input);
        DemoStatements.For(circuit, "b", prover).Input.ToJson().ShouldNotBe(input);
    }

    [Theory]
    [MemberData(nameof(Circuits))]
    public void The_example_input_of_each_circuit_is_such_a_statement(DemoCircuit circuit) =>
        File.ReadAllText(circuit.InputPath).ShouldBe(Encoding.UTF8.GetString(DemoStatements.For(circuit, "example", Fr.FromInteger(7)).Input.ToJson()) + "\n");

    [Theory]
    [InlineData("leaf", 0)]
    [InlineData("root", 0)]
    [InlineData("index", 0)]
    [InlineData("siblings", 3)]
    public void A_wrong_membership_has_no_witness(string name, int position)
    {
        var honest = DemoStatements.Membership("seed", prover).Input;
        FailsToAssert(DemoCircuit.MerkleMembership, With(honest, name, position, v => v + 1));
    }

    [Theory]
    [InlineData("oldRoot", 0)]
    [InlineData("senderBalance", 0)]
    [InlineData("senderOwner", 1)]
    [InlineData("senderSiblings", 4)]
    [InlineData("receiver", 0)]
    [InlineData("receiverBalance", 1)]
    [InlineData("receiverSiblings", 0)]
    [InlineData("amount", 0)]
    public void A_wrong_batch_has_no_witness(string name, int position)
    {
        var honest = DemoStatements.Batch("seed", prover).Input;
        FailsToAssert(DemoCircuit.RollupBatch, With(honest, name, position, v => v + 1));
    }

    [Fact]
    public void Nobody_spends_more_than_the_balance_nor_less_than_nothing()
    {
        var honest = DemoStatements.Batch("seed", prover).Input;
        var balance = honest.Signals["senderBalance"][1];
        FailsToAssert(DemoCircuit.RollupBatch, With(honest, "amount", 1, _ => balance + 1));
        FailsToAssert(DemoCircuit.RollupBatch, With(honest, "amount", 1, _ => -1));
    }

    [Fact]
    public void A_transfer_to_oneself_changes_nothing()
    {
        var accounts = new RollupAccounts(3);
        accounts.Open(2, Fr.FromInteger(11), 100);
        var before = accounts.Root;
        accounts.Transfer(2, 2, 60);
        accounts.Transfer(2, 2, 100);
        accounts.Root.ShouldBe(before);
        var witness = Compute(DemoCircuit.RollupBatch, accounts.BatchInput().Set("oldRoot", before.ToInteger().ToBigInteger()).Set("prover", 1));
        witness.Wire(1).ShouldBe(before.ToInteger().ToBigInteger());
    }

    [Fact]
    public void The_accounts_refuse_what_the_circuit_would()
    {
        var accounts = new RollupAccounts(3);
        accounts.Open(0, Fr.FromInteger(11), 100);
        accounts.Open(1, Fr.FromInteger(12), ulong.MaxValue);
        Should.Throw<InvalidOperationException>(() => accounts.Transfer(0, 1, 101));
        Should.Throw<InvalidOperationException>(() => accounts.Transfer(0, 1, 1));
    }

    static void FailsToAssert(DemoCircuit circuit, WitnessInput input) =>
        Should.Throw<WitnessException>(() => Compute(circuit, input)).Code.ShouldBe(WitnessErrors.AssertFailed);
}

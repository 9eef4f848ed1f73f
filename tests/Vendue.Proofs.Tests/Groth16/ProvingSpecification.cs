using CsCheck;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Tests.Groth16;

public sealed class ProvingSpecification
{
    [Fact]
    public void A_proof_of_a_true_statement_is_valid() => Gen.Select(Gen.ULong[0, 1000], Gen.ULong[0, 1000], Gen.Int[1, 2]).Sample(
        (x, k, threads) =>
        {
            (Groth16Proof proof, PublicValues publicValues) = Cubic.Prover.Prove(Cubic.Witness(x, k), threads);
            publicValues.Elements.ToArray().ShouldBe([Fr.FromInteger((x * x * x) + x + k), Fr.FromInteger(k)]);
            Groth16Verifier.Verify(Cubic.Key.VerifyingKey, publicValues, proof).ShouldBeTrue();
        },
        iter: 10);

    [Fact]
    public void Two_proofs_of_one_witness_differ_in_every_point()
    {
        Groth16Proof first = Cubic.Prover.Prove(Cubic.Witness(3, 5)).Proof;
        Groth16Proof second = Cubic.Prover.Prove(Cubic.Witness(3, 5)).Proof;
        first.A.ShouldNotBe(second.A);
        first.B.ShouldNotBe(second.B);
        first.C.ShouldNotBe(second.C);
    }

    [Fact]
    public void A_witness_that_breaks_a_constraint_yields_no_proof()
    {
        Witness broken = Cubic.Values(1, 35, 5, 3, 9, 28);
        Cubic.Circuit.FirstViolation(broken).ShouldBe(1);
        Should.Throw<ProvingException>(() => Cubic.Prover.Prove(broken)).Code.ShouldBe("witness-unsatisfied");
    }

    [Fact]
    public void A_witness_of_another_circuit_is_refused() =>
        Should.Throw<ProvingException>(() => Cubic.Prover.Prove(Cubic.Values(1, 2, 3))).Code.ShouldBe("witness-mismatch");

    [Fact]
    public void A_cancelled_token_stops_the_prover() => Should.Throw<OperationCanceledException>(
        () => Cubic.Prover.Prove(Cubic.Witness(3, 5), 1, new CancellationToken(canceled: true)));

    [Fact]
    public void A_rerandomised_proof_has_other_bytes_and_is_as_valid()
    {
        (Groth16Proof proof, PublicValues publicValues) = Cubic.Prover.Prove(Cubic.Witness(3, 5));
        Groth16Proof copy = proof.Rerandomise(Cubic.Key.VerifyingKey);
        copy.A.ShouldNotBe(proof.A);
        copy.B.ShouldNotBe(proof.B);
        copy.C.ShouldNotBe(proof.C);
        Groth16Verifier.Verify(Cubic.Key.VerifyingKey, publicValues, copy).ShouldBeTrue();
        Groth16Verifier.Verify(Cubic.Key.VerifyingKey, Cubic.Witness(4, 5).PublicValues(2), copy).ShouldBeFalse();
    }

    [Fact]
    public void A_proof_under_one_setup_is_invalid_under_another()
    {
        (Groth16Proof proof, PublicValues publicValues) = Cubic.Prover.Prove(Cubic.Witness(3, 5));
        VerifyingKey other = DevelopmentSetup.Run(Cubic.Circuit, "another seed"u8).VerifyingKey;
        Groth16Verifier.Verify(other, publicValues, proof).ShouldBeFalse();
    }

    [Fact]
    public void A_longer_chain_of_constraints_is_proven_on_any_number_of_threads()
    {
        (ZKey key, Witness witness) = Chain();
        var prover = new Groth16Prover(key);
        foreach (int threads in (int[])[1, 2, 3])
        {
            (Groth16Proof proof, PublicValues publicValues) = prover.Prove(witness, threads);
            Groth16Verifier.Verify(key.VerifyingKey, publicValues, proof).ShouldBeTrue();
            publicValues.Elements[0].ShouldBe(Fr.FromInteger(7));
        }
    }

    [Theory]
    [InlineData(700_000)]
    [InlineData(2_000_000)]
    [InlineData(100_000_000)]
    public void Tables_within_their_bound_make_valid_proofs(long maxBytes)
    {
        (ZKey key, Witness witness) = Chain();
        var prover = new Groth16Prover(key);
        prover.TableBytes.ShouldBe(0);
        prover.BuildTables(maxBytes, degreeOfParallelism: 2);
        prover.TableBytes.ShouldBeInRange(1, maxBytes);
        (Groth16Proof proof, PublicValues publicValues) = prover.Prove(witness, degreeOfParallelism: 2);
        Groth16Verifier.Verify(key.VerifyingKey, publicValues, proof).ShouldBeTrue();
    }

    [Fact]
    public void Tables_that_find_no_room_or_are_cancelled_leave_a_prover_without()
    {
        (ZKey key, Witness witness) = Chain();
        var prover = new Groth16Prover(key);
        prover.BuildTables(maxBytes: 0);
        Should.Throw<OperationCanceledException>(() => prover.BuildTables(cancellationToken: new CancellationToken(canceled: true)));
        prover.TableBytes.ShouldBe(0);
        (Groth16Proof proof, PublicValues publicValues) = prover.Prove(witness);
        Groth16Verifier.Verify(key.VerifyingKey, publicValues, proof).ShouldBeTrue();
    }

    static (ZKey Key, Witness Witness) Chain()
    {
        const int length = 700;
        var a = new List<(int, int, Fr)>();
        var c = new List<(int, int, Fr)>();
        var values = new Fr[length + 2];
        values[0] = Fr.One;
        values[1] = Fr.FromInteger(7);
        for (int i = 0; i < length; i++)
        {
            a.Add((i, i + 1, Fr.One));
            c.Add((i, i + 2, Fr.One));
            values[i + 2] = values[i + 1].Square();
        }

        SparseMatrix side = SparseMatrix.FromEntries(length, a);
        var circuit = new R1cs(length + 2, 1, side, side, SparseMatrix.FromEntries(length, c));
        var witness = new Witness((ReadOnlySpan<Vendue.Proofs.Fields.UInt256>)Array.ConvertAll(values, value => value.ToInteger()));
        return (DevelopmentSetup.Run(circuit, "chain"u8, degreeOfParallelism: 2), witness);
    }

    [Fact]
    public void The_points_of_a_proof_are_of_their_groups()
    {
        Groth16Proof proof = Cubic.Prover.Prove(Cubic.Witness(3, 5)).Proof;
        proof.A.IsOnCurve(G1.B).ShouldBeTrue();
        proof.B.IsOnCurve(G2.B).ShouldBeTrue();
        G2.IsInSubgroup(proof.B).ShouldBeTrue();
        proof.C.IsOnCurve(G1.B).ShouldBeTrue();
    }
}

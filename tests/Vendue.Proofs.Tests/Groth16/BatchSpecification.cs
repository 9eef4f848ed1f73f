using CsCheck;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Tests.Curves;
using Vendue.Proofs.Vectors;

namespace Vendue.Proofs.Tests.Groth16;

public sealed class BatchSpecification
{
    const int Pool = 20;
    static readonly VerifyingKey Key = Cubic.Key.VerifyingKey;
    static readonly Groth16Claim[] True = [.. Enumerable.Range(0, Pool).Select(i => Prove((ulong)i, 5))];

    /// <summary>Every way to spoil a claim that leaves its points in their groups.</summary>
    static readonly Func<Groth16Claim, Groth16Claim>[] Flaws =
    [
        claim => claim with { Proof = claim.Proof with { A = -claim.Proof.A } },
        claim => claim with { Proof = claim.Proof with { B = G2.Generator } },
        claim => claim with { Proof = claim.Proof with { C = claim.Proof.A } },
        claim => claim with { Proof = claim.Proof with { A = AffinePoint<Fp>.Infinity } },
        claim => claim with { Proof = claim.Proof with { B = default } },
        claim => claim with { Proof = claim.Proof with { C = AffinePoint<Fp>.Infinity } },
        claim => claim with { Proof = new Groth16Proof(default, default, default) },
        claim => claim with { PublicValues = new PublicValues([claim.PublicValues.Elements[0] + Fr.One, claim.PublicValues.Elements[1]]) },
        claim => claim with { PublicValues = new PublicValues(claim.PublicValues.Elements[..1]) },
        claim => claim with { PublicValues = new PublicValues([.. claim.PublicValues.Elements, Fr.Zero]) },
    ];

    static readonly Gen<Groth16Claim> AnyClaim = Gen.Select(Gen.Int[0, Pool - 1], Gen.Int[-15, Flaws.Length - 1]).Select(
        (claim, flaw) => flaw < 0 ? True[claim] : Flaws[flaw](True[claim]));

    [Fact]
    public void A_batch_of_nothing_has_no_verdicts() => Groth16Verifier.VerifyBatch(Key, []).ShouldBeEmpty();

    [Fact]
    public void True_proofs_pass_together() =>
        Groth16Verifier.VerifyBatch(Key, True).ShouldAllBe(verdict => verdict);

    [Fact]
    public void One_false_proof_is_found_at_every_place_and_in_every_form()
    {
        for (int place = 0; place < Pool; place++)
        {
            Groth16Claim[] claims = [.. True];
            claims[place] = Flaws[place % Flaws.Length](claims[place]);
            Groth16Verifier.VerifyBatch(Key, claims).ShouldBe(Enumerable.Range(0, Pool).Select(i => i != place));
        }
    }

    [Fact]
    public void Every_mix_has_the_verdicts_of_one_by_one() => AnyClaim.Array[1, 26].Sample(
        claims => Groth16Verifier.VerifyBatch(Key, claims).ShouldBe(OneByOne(claims)), iter: 12);

    [Fact]
    public void A_batch_of_false_proofs_is_false_to_the_last() =>
        Groth16Verifier.VerifyBatch(Key, [.. True.Select((claim, i) => Flaws[i % Flaws.Length](claim))]).ShouldAllBe(verdict => !verdict);

    [Fact]
    public void Errors_that_cancel_without_weights_are_found()
    {
        foreach ((int first, int second) in (ReadOnlySpan<(int, int)>)[(0, 1), (3, 17)])
        {
            Groth16Claim[] claims = [.. True];
            claims[first] = Moved(claims[first], G1.Generator);
            claims[second] = Moved(claims[second], -G1.Generator);
            Groth16Verifier.VerifyBatch(Key, claims).ShouldBe(Enumerable.Range(0, Pool).Select(i => i != first && i != second));
        }
    }

    [Fact]
    public void Statements_swapped_between_two_proofs_make_both_false()
    {
        Groth16Claim[] claims = [True[0] with { PublicValues = True[1].PublicValues }, True[1] with { PublicValues = True[0].PublicValues }, True[2]];
        Groth16Verifier.VerifyBatch(Key, claims).ShouldBe([false, false, true]);
    }

    [Fact]
    public void A_proof_may_stand_in_a_batch_many_times() =>
        Groth16Verifier.VerifyBatch(Key, Enumerable.Repeat(True[0], 9).ToArray()).ShouldAllBe(verdict => verdict);

    [Fact]
    public void A_point_of_the_twist_outside_the_subgroup_makes_its_proof_false_and_no_other()
    {
        Groth16Claim[] claims = [.. True];
        claims[4] = claims[4] with { Proof = claims[4].Proof with { B = OffSubgroup.Points(1).Single() } };
        Groth16Verifier.VerifyBatch(Key, claims).ShouldBe(Enumerable.Range(0, Pool).Select(i => i != 4));
    }

    [Fact]
    public void A_bit_of_any_proof_or_statement_changes_every_weight()
    {
        BatchWeight[] weights = BatchWeight.Of(Key.Prepared, True);
        weights.Distinct().Count().ShouldBe(Pool);
        Groth16Claim[] changed = [.. True];
        changed[^1] = Moved(changed[^1], G1.Generator);
        BatchWeight.Of(Key.Prepared, changed).Intersect(weights).ShouldBeEmpty();
        changed = [.. True];
        changed[^1] = changed[^1] with { PublicValues = changed[0].PublicValues };
        BatchWeight.Of(Key.Prepared, changed).Intersect(weights).ShouldBeEmpty();
        BatchWeight.Of(DevelopmentSetup.Run(Cubic.Circuit, "another"u8).VerifyingKey.Prepared, True).Intersect(weights).ShouldBeEmpty();
        BatchWeight.Of(Key.Prepared, True).ShouldBe(weights);
    }

    [Fact]
    public void A_weights_multiple_of_a_point_is_its_scalars() => Gen.Select(Gen.ULong, Gen.ULong, Draw.G1Point).Sample(
        (low, high, point) =>
        {
            var weight = new BatchWeight(low, high);
            JacobianPoint<Fp> expected = JacobianPoint<Fp>.FromAffine(point).Multiply(weight.ToScalar());
            JacobianPoint<Fp> turned = JacobianPoint<Fp>.FromAffine(G1Endomorphism.Apply(point)).Multiply(Fr.FromInteger(high));
            JacobianPoint<Fp>.FromAffine(point).Multiply(Fr.FromInteger(low)).Add(turned).SamePoint(expected).ShouldBeTrue();
        },
        iter: 10);

    [Fact]
    public void Multiples_of_many_points_are_those_of_each()
    {
        Assert.SkipUnless(FpVector.IsSupported, "The machine has no vectors of 512 bits.");
        Gen<ulong> coefficient = Gen.Frequency((1, Gen.Const(0UL)), (1, Gen.Const(1UL)), (1, Gen.Const(ulong.MaxValue)), (5, Gen.ULong));
        Gen.Select(Draw.G1Point, coefficient, coefficient).Array[1, 8].Sample(
            items =>
            {
                var multiples = G1Vector.Multiples(
                    Array.ConvertAll(items, item => item.Item1), Array.ConvertAll(items, item => item.Item2), Array.ConvertAll(items, item => item.Item3));
                for (int i = 0; i < items.Length; i++)
                {
                    (AffinePoint<Fp> point, ulong low, ulong high) = items[i];
                    multiples.ToPoint(i).ToAffine().ShouldBe(
                        JacobianPoint<Fp>.FromAffine(point).Multiply(new BatchWeight(low, high).ToScalar()).ToAffine());
                }
            },
            iter: 20);
    }

    [Fact]
    public void Bytes_of_several_keys_and_of_no_form_are_judged_as_one_by_one()
    {
        var system = new Groth16Bn254();
        byte[] other = DevelopmentSetup.Run(Cubic.Circuit, "another"u8).VerifyingKey.ToBytes();
        byte[] key = Key.ToBytes();
        Gen<ProofCase> anyCase = Gen.Select(AnyClaim, Gen.Int[0, 11], Gen.Int[0, 255]).Select((claim, kind, place) =>
        {
            byte[] proof = claim.Proof.ToBytes();
            byte[] values = claim.PublicValues.ToBytes();
            switch (kind)
            {
                case 0:
                    proof[place] ^= 1;
                    break;
                case 1:
                    proof = proof[..place];
                    break;
                case 2:
                    values = values[1..];
                    break;
                case 3:
                    proof = (claim.Proof with { B = OffSubgroup.Points(1).Single() }).ToBytes();
                    break;
            }

            return new ProofCase(kind switch { 4 or 5 or 6 => other, 7 => key[1..], _ => key }, values, proof);
        });
        anyCase.Array[0, 24].Sample(
            cases => system.VerifyMany(cases).ShouldBe(
                cases.Select(item => system.Verify(item.VerifyingKey.Span, item.PublicValues.Span, item.Proof.Span))),
            iter: 12);
    }

    static bool[] OneByOne(Groth16Claim[] claims) => [.. claims.Select(claim => Groth16Verifier.Verify(Key, claim.PublicValues, claim.Proof))];

    static Groth16Claim Prove(ulong x, ulong k)
    {
        (Groth16Proof proof, PublicValues values) = Cubic.Prover.Prove(Cubic.Witness(x, k));
        return new Groth16Claim(values, proof);
    }

    static Groth16Claim Moved(Groth16Claim claim, AffinePoint<Fp> by) =>
        claim with { Proof = claim.Proof with { C = JacobianPoint<Fp>.FromAffine(claim.Proof.C).Add(by).ToAffine() } };
}

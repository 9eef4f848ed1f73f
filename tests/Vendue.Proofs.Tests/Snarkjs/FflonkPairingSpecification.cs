using System.Numerics;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fflonk;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Tests.Snarkjs;

/// <summary>
/// A changed FFLONK proof has other challenges, so its inverse is wrong already. Here the inverse is made right again: the
/// pairing alone must refuse what was changed.
/// </summary>
public sealed class FflonkPairingSpecification
{
    const int Word = 32;
    const int InverseWord = 23;
    static readonly SnarkjsFixture Fixture = new("fflonk", 3);
    static readonly byte[] Proof = Fixture.Proof;
    static readonly byte[] Statement = Fixture.Public;

    [Fact]
    public void A_true_proofs_inverse_is_the_one_it_has()
    {
        foreach (int count in SnarkjsFixture.Counts)
        {
            var made = new SnarkjsFixture("fflonk", count);
            FflonkVerifier.InverseOf(FflonkVerifyingKey.Parse(made.Key), PublicValues.Parse(made.Public), FflonkProof.Parse(made.Proof))
                .ShouldBe(FflonkProof.Parse(made.Proof).Inverse);
        }
    }

    [Fact]
    public void Every_evaluation_is_bound()
    {
        for (int word = 8; word < InverseWord; word++)
            Verdict(Fixture.Key, Statement, PolynomialProofSpecification.Changed(Proof, word, value => (value + 1) % Fr.Modulus.ToBigInteger())).ShouldBe(ProofVerdict.Invalid, $"word {word}");
    }

    [Fact]
    public void Every_point_is_bound()
    {
        for (int i = 0; i < 4; i++)
        {
            byte[] negated = PolynomialProofSpecification.Changed(Proof, (2 * i) + 1, value => Fp.Modulus.ToBigInteger() - value);
            Verdict(Fixture.Key, Statement, negated).ShouldBe(ProofVerdict.Invalid, $"point {i} negated");
            byte[] infinite = [.. Proof];
            infinite.AsSpan(2 * i * Word, 2 * Word).Clear();
            Verdict(Fixture.Key, Statement, infinite).ShouldBe(ProofVerdict.Invalid, $"point {i} infinite");
            byte[] moved = [.. Proof];
            G1.Generator.Write(moved.AsSpan(2 * i * Word));
            Verdict(Fixture.Key, Statement, moved).ShouldBe(ProofVerdict.Invalid, $"point {i} another");
        }
    }

    [Fact]
    public void Every_public_value_is_bound()
    {
        for (int i = 0; i < 3; i++)
            Verdict(Fixture.Key, PolynomialProofSpecification.Changed(Statement, i, value => value + BigInteger.One), Proof).ShouldBe(ProofVerdict.Invalid, $"value {i}");
    }

    [Fact]
    public void Every_field_of_the_key_is_bound()
    {
        FflonkVerifyingKey key = FflonkVerifyingKey.Parse(Fixture.Key);
        Verdict(PolynomialProofSpecification.Changed(Fixture.Key, 0, value => value + 5, offset: 16), Statement, Proof).ShouldBe(ProofVerdict.Invalid, "k1");
        Verdict(PolynomialProofSpecification.Changed(Fixture.Key, 1, value => value + 5, offset: 16), Statement, Proof).ShouldBe(ProofVerdict.Invalid, "k2");
        byte[] larger = [.. Fixture.Key];
        larger[15]++;
        Verdict(larger, Statement, Proof).ShouldBe(ProofVerdict.Invalid, "power");
        Verdict(new FflonkVerifyingKey(key.Circuit, -key.C0, key.Tau).ToBytes(), Statement, Proof).ShouldBe(ProofVerdict.Invalid, "C0");
        Verdict(new FflonkVerifyingKey(key.Circuit, key.C0, -key.Tau).ToBytes(), Statement, Proof).ShouldBe(ProofVerdict.Invalid, "X_2");
    }

    [Fact]
    public void Nothing_but_zeros_proves_nothing() => Verdict(Fixture.Key, Statement, new byte[Proof.Length]).ShouldBe(ProofVerdict.Invalid);

    /// <summary>The verdict after the inverse was made right.</summary>
    static ProofVerdict Verdict(byte[] key, byte[] statement, byte[] proof)
    {
        FflonkVerifyingKey parsed = FflonkVerifyingKey.Parse(key);
        Fr inverse = FflonkVerifier.InverseOf(parsed, PublicValues.Parse(statement), FflonkProof.Parse(proof)).ShouldNotBeNull();
        byte[] mended = [.. proof];
        inverse.Write(mended.AsSpan(InverseWord * Word));
        FflonkVerifier.InverseOf(parsed, PublicValues.Parse(statement), FflonkProof.Parse(mended)).ShouldBe(inverse);
        return Fixture.Native.Verify(key, statement, mended);
    }
}

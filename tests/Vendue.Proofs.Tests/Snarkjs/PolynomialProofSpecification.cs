using System.Numerics;
using CsCheck;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Tests.Snarkjs;

/// <summary>What holds of PLONK and FFLONK proofs alike.</summary>
public abstract class PolynomialProofSpecification(string protocol)
{
    const int Word = 32;
    readonly SnarkjsFixture fixture = new(protocol, 3);
    readonly ProofSystem system = new SnarkjsFixture(protocol, 3).Native;
    readonly byte[] key = new SnarkjsFixture(protocol, 3).Key;
    readonly byte[] statement = new SnarkjsFixture(protocol, 3).Public;
    readonly byte[] proof = new SnarkjsFixture(protocol, 3).Proof;

    public static TheoryData<int> Counts => [.. SnarkjsFixture.Counts];

    IEnumerable<int> Points => Enumerable.Range(0, fixture.PointCount);

    IEnumerable<int> ScalarWords => Enumerable.Range(2 * fixture.PointCount, (proof.Length / Word) - (2 * fixture.PointCount));

    [Theory]
    [MemberData(nameof(Counts))]
    public void Proofs_by_snarkjs_are_valid_time_and_again(int count)
    {
        var made = new SnarkjsFixture(protocol, count);
        made.Public.Length.ShouldBe(count * Word);
        system.Name.ShouldBe($"{protocol}-bn254");
        system.Version.ShouldBe(1);
        system.Verify(made.Key, made.Public, made.Proof).ShouldBe(ProofVerdict.Valid);
        system.Verify(made.Key, made.Public, made.Proof).ShouldBe(ProofVerdict.Valid);
    }

    [Fact]
    public void Every_scalar_is_bound()
    {
        foreach (int word in ScalarWords)
        {
            Verdict(Changed(proof, word, value => Increment(value))).ShouldBe(ProofVerdict.Invalid, $"word {word} plus one");
            Verdict(Changed(proof, word, _ => 0)).ShouldBe(ProofVerdict.Invalid, $"word {word} zero");
            Verdict(Changed(proof, word, value => value + Fr.Modulus.ToBigInteger())).ShouldBe(ProofVerdict.Malformed, $"word {word} plus the prime");
        }
    }

    [Fact]
    public void Every_point_is_bound()
    {
        foreach (int i in Points)
        {
            AffinePoint<Fp> point = PointAt(i);
            Verdict(WithPoint(i, -point)).ShouldBe(ProofVerdict.Invalid, $"point {i} negated");
            Verdict(WithPoint(i, default)).ShouldBe(ProofVerdict.Invalid, $"point {i} infinite");
            Verdict(WithPoint(i, JacobianPoint<Fp>.FromAffine(point).Add(G1.Generator).ToAffine())).ShouldBe(ProofVerdict.Invalid, $"point {i} moved");
            foreach (int j in Points.Where(j => j != i))
                Verdict(WithPoint(i, PointAt(j))).ShouldBe(ProofVerdict.Invalid, $"point {j} at {i}");
        }
    }

    [Fact]
    public void Points_that_are_not_canonical_points_of_the_curve_are_malformed()
    {
        foreach (int word in Enumerable.Range(0, 2 * fixture.PointCount))
        {
            Verdict(Changed(proof, word, value => value + 1)).ShouldBe(ProofVerdict.Malformed, $"word {word} off the curve");
            Verdict(Changed(proof, word, value => value + Fp.Modulus.ToBigInteger())).ShouldBe(ProofVerdict.Malformed, $"word {word} plus the prime");
        }
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Every_public_value_is_bound(int count)
    {
        var made = new SnarkjsFixture(protocol, count);
        for (int i = 0; i < count; i++)
        {
            system.Verify(made.Key, Changed(made.Public, i, value => Increment(value)), made.Proof).ShouldBe(ProofVerdict.Invalid, $"value {i} plus one");
            system.Verify(made.Key, Changed(made.Public, i, value => value + Fr.Modulus.ToBigInteger()), made.Proof).ShouldBe(ProofVerdict.Malformed, $"value {i} plus the prime");
        }
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Another_number_of_public_values_is_malformed(int count)
    {
        var made = new SnarkjsFixture(protocol, count);
        system.Verify(made.Key, [.. made.Public, .. new byte[Word]], made.Proof).ShouldBe(ProofVerdict.Malformed);
        system.Verify(made.Key, [.. made.Public, 0], made.Proof).ShouldBe(ProofVerdict.Malformed);
        if (count > 0)
            system.Verify(made.Key, made.Public.AsSpan(Word), made.Proof).ShouldBe(ProofVerdict.Malformed);
    }

    [Fact]
    public void Public_values_in_another_order_are_invalid() =>
        system.Verify(key, [.. statement[Word..], .. statement[..Word]], proof).ShouldBe(ProofVerdict.Invalid);

    [Fact]
    public void No_bit_of_a_proof_can_be_flipped()
    {
        for (int bit = 0; bit < proof.Length * 8; bit += 23)
            Verdict(Flipped(proof, bit)).ShouldNotBe(ProofVerdict.Valid, $"bit {bit}");
    }

    [Fact]
    public void No_bit_of_the_key_can_be_flipped()
    {
        for (int bit = 0; bit < key.Length * 8; bit += 3)
            system.Verify(Flipped(key, bit), statement, proof).ShouldNotBe(ProofVerdict.Valid, $"bit {bit}");
    }

    [Fact]
    public void A_key_with_other_cosets_or_another_number_of_rows_makes_a_proof_invalid()
    {
        system.Verify(Changed(key, 0, value => value + 5, offset: 16), statement, proof).ShouldBe(ProofVerdict.Invalid, "k1");
        system.Verify(Changed(key, 1, value => value + 5, offset: 16), statement, proof).ShouldBe(ProofVerdict.Invalid, "k2");
        byte[] larger = [.. key];
        larger[15]++;
        system.Verify(larger, statement, proof).ShouldBe(ProofVerdict.Invalid, "power");
    }

    [Fact]
    public void A_key_of_another_circuit_makes_a_proof_invalid()
    {
        byte[] other = new SnarkjsFixture(protocol, 1).Key;
        system.Verify(other, statement.AsSpan(0, Word), proof).ShouldBe(ProofVerdict.Invalid);
    }

    [Fact]
    public void Truncated_bytes_are_malformed()
    {
        for (int length = 0; length < proof.Length; length++)
            Verdict(proof[..length]).ShouldBe(ProofVerdict.Malformed);
        for (int length = 0; length < key.Length; length++)
            system.Verify(key.AsSpan(0, length), statement, proof).ShouldBe(ProofVerdict.Malformed);
        Verdict([.. proof, 0]).ShouldBe(ProofVerdict.Malformed);
        system.Verify([.. key, 0], statement, proof).ShouldBe(ProofVerdict.Malformed);
    }

    [Fact]
    public void Random_bytes_never_throw() => Gen.Select(Gen.Byte.Array[0, 800], Gen.Byte.Array[0, 100], Gen.Byte.Array[0, 800]).Sample(
        (randomKey, randomStatement, randomProof) =>
        {
            system.Verify(randomKey, randomStatement, randomProof).ShouldBe(ProofVerdict.Malformed);
            system.Verify(key, statement, randomProof).ShouldBe(ProofVerdict.Malformed);
            system.Verify(randomKey, statement, proof).ShouldBe(ProofVerdict.Malformed);
        });

    [Fact]
    public void Nothing_but_zeros_proves_nothing() => Verdict(new byte[proof.Length]).ShouldBe(ProofVerdict.Invalid);

    ProofVerdict Verdict(byte[] changed) => system.Verify(key, statement, changed);

    AffinePoint<Fp> PointAt(int index)
    {
        ReadOnlySpan<byte> bytes = proof.AsSpan(index * 2 * Word);
        return PointEncoding.Read<G1, Fp>(ref bytes, "test");
    }

    byte[] WithPoint(int index, AffinePoint<Fp> point)
    {
        byte[] copy = [.. proof];
        point.Write(copy.AsSpan(index * 2 * Word));
        return copy;
    }

    static BigInteger Increment(BigInteger value) => (value + 1) % Fr.Modulus.ToBigInteger();

    public static byte[] Changed(byte[] bytes, int word, Func<BigInteger, BigInteger> change, int offset = 0)
    {
        byte[] copy = [.. bytes];
        Span<byte> place = copy.AsSpan(offset + (word * Word), Word);
        UInt256.FromBigInteger(change(new BigInteger(place, isUnsigned: true, isBigEndian: true))).WriteBigEndian(place);
        return copy;
    }

    static byte[] Flipped(byte[] bytes, int bit)
    {
        byte[] copy = [.. bytes];
        copy[bit / 8] ^= (byte)(1 << (bit % 8));
        return copy;
    }
}

public sealed class PlonkProofSpecification() : PolynomialProofSpecification("plonk");

public sealed class FflonkProofSpecification() : PolynomialProofSpecification("fflonk");

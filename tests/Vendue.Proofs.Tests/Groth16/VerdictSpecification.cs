using System.Numerics;
using CsCheck;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Tests.Curves;

namespace Vendue.Proofs.Tests.Groth16;

public sealed class VerdictSpecification
{
    static readonly byte[] Key = Cubic.Key.VerifyingKey.ToBytes();
    static readonly byte[] Proof;
    static readonly byte[] Public;
    readonly Groth16Bn254 system = new();

    static VerdictSpecification()
    {
        (Groth16Proof proof, PublicValues publicValues) = Cubic.Prover.Prove(Cubic.Witness(3, 5));
        Proof = proof.ToBytes();
        Public = publicValues.ToBytes();
    }

    [Fact]
    public void A_true_proof_is_valid_time_and_again()
    {
        system.Name.ShouldBe("groth16-bn254");
        system.Version.ShouldBe(1);
        system.Verify(Key, Public, Proof).ShouldBe(ProofVerdict.Valid);
        system.Verify(Key, Public, Proof).ShouldBe(ProofVerdict.Valid);
    }

    [Fact]
    public void No_bit_of_a_proof_can_be_flipped()
    {
        for (int bit = 0; bit < Proof.Length * 8; bit++)
            system.Verify(Key, Public, Flipped(Proof, bit)).ShouldBe(ProofVerdict.Malformed, $"bit {bit}");
    }

    [Fact]
    public void No_bit_of_the_public_values_can_be_flipped()
    {
        for (int bit = 0; bit < Public.Length * 8; bit++)
            system.Verify(Key, Flipped(Public, bit), Proof).ShouldNotBe(ProofVerdict.Valid, $"bit {bit}");
    }

    [Fact]
    public void No_bit_of_the_key_can_be_flipped()
    {
        for (int bit = 0; bit < Key.Length * 8; bit += 7)
            system.Verify(Flipped(Key, bit), Public, Proof).ShouldBe(ProofVerdict.Malformed, $"bit {bit}");
    }

    [Fact]
    public void Swapped_public_values_are_invalid() =>
        system.Verify(Key, [.. Public[32..], .. Public[..32]], Proof).ShouldBe(ProofVerdict.Invalid);

    [Fact]
    public void A_proof_of_another_statement_is_invalid()
    {
        byte[] other = Cubic.Witness(4, 5).PublicValues(2).ToBytes();
        system.Verify(Key, other, Proof).ShouldBe(ProofVerdict.Invalid);
    }

    [Fact]
    public void A_public_value_plus_the_prime_is_malformed()
    {
        BigInteger value = new BigInteger(Public.AsSpan(0, 32), isUnsigned: true, isBigEndian: true) + Fr.Modulus.ToBigInteger();
        byte[] aliased = [.. Public];
        UInt256.FromBigInteger(value).WriteBigEndian(aliased);
        system.Verify(Key, aliased, Proof).ShouldBe(ProofVerdict.Malformed);
    }

    [Fact]
    public void A_coordinate_plus_the_prime_is_malformed()
    {
        BigInteger value = new BigInteger(Proof.AsSpan(0, 32), isUnsigned: true, isBigEndian: true) + Fp.Modulus.ToBigInteger();
        byte[] aliased = [.. Proof];
        UInt256.FromBigInteger(value).WriteBigEndian(aliased);
        system.Verify(Key, Public, aliased).ShouldBe(ProofVerdict.Malformed);
    }

    [Fact]
    public void A_point_of_the_twist_outside_the_subgroup_is_malformed()
    {
        Groth16Proof proof = Groth16Proof.Parse(Proof) with { B = OffSubgroup.Points(1).Single() };
        system.Verify(Key, Public, proof.ToBytes()).ShouldBe(ProofVerdict.Malformed);
    }

    [Fact]
    public void Another_number_of_public_values_is_malformed()
    {
        system.Verify(Key, Public.AsSpan(0, 32), Proof).ShouldBe(ProofVerdict.Malformed);
        system.Verify(Key, [.. Public, .. new byte[32]], Proof).ShouldBe(ProofVerdict.Malformed);
        system.Verify(Key, Public.AsSpan(1), Proof).ShouldBe(ProofVerdict.Malformed);
    }

    [Fact]
    public void Points_at_infinity_prove_nothing()
    {
        Groth16Proof proof = Groth16Proof.Parse(Proof);
        system.Verify(Key, Public, new byte[256]).ShouldBe(ProofVerdict.Invalid);
        system.Verify(Key, Public, (proof with { A = default }).ToBytes()).ShouldBe(ProofVerdict.Invalid);
        system.Verify(Key, Public, (proof with { B = default }).ToBytes()).ShouldBe(ProofVerdict.Invalid);
        system.Verify(Key, Public, (proof with { C = default }).ToBytes()).ShouldBe(ProofVerdict.Invalid);
    }

    [Fact]
    public void Other_points_of_the_groups_are_invalid()
    {
        Groth16Proof proof = Groth16Proof.Parse(Proof);
        system.Verify(Key, Public, (proof with { A = -proof.A }).ToBytes()).ShouldBe(ProofVerdict.Invalid);
        system.Verify(Key, Public, (proof with { A = proof.C, C = proof.A }).ToBytes()).ShouldBe(ProofVerdict.Invalid);
        system.Verify(Key, Public, (proof with { B = G2.Generator }).ToBytes()).ShouldBe(ProofVerdict.Invalid);
        system.Verify(Key, Public, (proof with { A = -proof.A, B = -proof.B }).ToBytes()).ShouldBe(ProofVerdict.Valid);
    }

    [Fact]
    public void Random_bytes_never_throw() => Gen.Select(Gen.Byte.Array[0, 600], Gen.Byte.Array[0, 100], Gen.Byte.Array[0, 300]).Sample(
        (key, publicValues, proof) =>
        {
            system.Verify(key, publicValues, proof).ShouldBe(ProofVerdict.Malformed);
            system.Verify(Key, Public, proof).ShouldBe(ProofVerdict.Malformed);
            system.Verify(key, Public, Proof).ShouldBe(ProofVerdict.Malformed);
        });

    [Fact]
    public void Truncated_bytes_are_malformed()
    {
        for (int length = 0; length < Proof.Length; length++)
            system.Verify(Key, Public, Proof.AsSpan(0, length)).ShouldBe(ProofVerdict.Malformed);
        for (int length = 0; length < Key.Length; length++)
            system.Verify(Key.AsSpan(0, length), Public, Proof).ShouldBe(ProofVerdict.Malformed);
    }

    static byte[] Flipped(byte[] bytes, int bit)
    {
        byte[] copy = [.. bytes];
        copy[bit / 8] ^= (byte)(1 << (bit % 8));
        return copy;
    }
}

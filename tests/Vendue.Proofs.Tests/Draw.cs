using System.Numerics;
using CsCheck;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Tests;

/// <summary>Generators of the things that properties are about, corner values included.</summary>
static class Draw
{
    public static readonly Gen<UInt256> Integers =
        Gen.Select(Gen.ULong, Gen.ULong, Gen.ULong, Gen.ULong, (a, b, c, d) => new UInt256(a, b, c, d));

    public static readonly Gen<Fp> Fp = Elements<BaseModulus>();

    public static readonly Gen<Fr> Fr = Elements<ScalarModulus>();

    public static readonly Gen<Fp2> Fp2 = Gen.Select(Fp, Fp, (a, b) => new Fp2(a, b));

    public static readonly Gen<Fp6> Fp6 = Gen.Select(Fp2, Fp2, Fp2, (a, b, c) => new Fp6(a, b, c));

    public static readonly Gen<Fp12> Fp12 = Gen.Select(Fp6, Fp6, (a, b) => new Fp12(a, b));

    public static readonly Gen<AffinePoint<Fp>> G1Point = Points<G1, Fp>();

    public static readonly Gen<AffinePoint<Fp2>> G2Point = Points<G2, Fp2>();

    public static Gen<PrimeField<TModulus>> Elements<TModulus>()
        where TModulus : IModulus
    {
        BigInteger modulus = PrimeField<TModulus>.Modulus.ToBigInteger();
        BigInteger[] corners = [0, 1, 2, modulus - 1, modulus - 2, modulus / 2, (BigInteger.One << 64) - 1];
        return Gen.Frequency((1, Gen.Int[0, corners.Length - 1].Select(i => corners[i])), (6, Integers.Select(integer => integer.ToBigInteger())))
            .Select(PrimeField<TModulus>.FromInteger);
    }

    static Gen<AffinePoint<TField>> Points<TCurve, TField>()
        where TCurve : ICurve<TField>
        where TField : struct, IField<TField> =>
        Gen.Frequency(
            (1, Gen.Const(AffinePoint<TField>.Infinity)),
            (9, Fr.Select(scalar => JacobianPoint<TField>.FromAffine(TCurve.Generator).Multiply(scalar).ToAffine())));
}

using System.Numerics;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Tests.Reference;

/// <summary>Fp2 by big integers, as slow and plain as can be: a + b u with u^2 = -1.</summary>
readonly record struct ReferenceFp2(BigInteger A, BigInteger B)
{
    public static readonly BigInteger P = Fp.Modulus.ToBigInteger();

    public bool IsZero => A.IsZero && B.IsZero;

    public static ReferenceFp2 operator +(ReferenceFp2 left, ReferenceFp2 right) => Reduced(left.A + right.A, left.B + right.B);

    public static ReferenceFp2 operator -(ReferenceFp2 left, ReferenceFp2 right) => Reduced(left.A - right.A, left.B - right.B);

    public static ReferenceFp2 operator *(ReferenceFp2 left, ReferenceFp2 right) =>
        Reduced((left.A * right.A) - (left.B * right.B), (left.A * right.B) + (left.B * right.A));

    public static ReferenceFp2 Of(in Fp2 value) => new(value.C0.ToInteger().ToBigInteger(), value.C1.ToInteger().ToBigInteger());

    public static ReferenceFp2 Of(in Fp value) => new(value.ToInteger().ToBigInteger(), 0);

    public static ReferenceFp2 Reduced(BigInteger a, BigInteger b) => new(Mod(a), Mod(b));

    public ReferenceFp2 Inverse()
    {
        BigInteger norm = BigInteger.ModPow((A * A) + (B * B), P - 2, P);
        return Reduced(A * norm, -B * norm);
    }

    static BigInteger Mod(BigInteger value) => ((value % P) + P) % P;
}

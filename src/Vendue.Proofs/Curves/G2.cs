using System.Numerics;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Curves;

/// <summary>BN254's G2: the order-r subgroup of the sextic D-type twist y^2 = x^3 + 3/(9 + u) over Fp2 (EIP-197).</summary>
public readonly struct G2 : ICurve<Fp2>
{
    /// <inheritdoc/>
    public static Fp2 B { get; } = Fp2.NonResidue.Inverse() * Fp.FromInteger(3);

    /// <inheritdoc/>
    public static AffinePoint<Fp2> Generator { get; } = new(
        new Fp2(
            Coordinate("10857046999023057135944570762232829481370756359578518086990519993285655852781"),
            Coordinate("11559732032986387107991004021392285783925812861821192530917403151452391805634")),
        new Fp2(
            Coordinate("8495653923123431417604973247489272438418190587263600148770280649306958101930"),
            Coordinate("4082367875863433681332203403145435568316851327593401208105741076214120093531")));

    static Fp2 FrobeniusX { get; } = Fp2.NonResidue.Pow(UInt256.FromBigInteger((Fp.Modulus.ToBigInteger() - 1) / 3));

    static Fp2 FrobeniusY { get; } = Fp2.NonResidue.Pow(UInt256.FromBigInteger((Fp.Modulus.ToBigInteger() - 1) / 2));

    /// <summary>The untwist-Frobenius-twist endomorphism, which acts on the subgroup as multiplication by p.</summary>
    /// <param name="point">Any point of the twist.</param>
    /// <returns>Its image.</returns>
    public static AffinePoint<Fp2> Endomorphism(in AffinePoint<Fp2> point) =>
        new(point.X.Conjugate() * FrobeniusX, point.Y.Conjugate() * FrobeniusY);

    /// <inheritdoc/>
    /// <remarks>
    /// P belongs exactly when [x+1]P + psi([x]P) + psi^2([x]P) = psi^3([2x]P), x being the curve's parameter
    /// (El Housni, Guillevic, Piellard 2022): one multiplication by 63 bits instead of 254.
    /// </remarks>
    public static bool IsInSubgroup(in AffinePoint<Fp2> point)
    {
        if (point.IsInfinity)
            return true;
        JacobianPoint<Fp2> multiple = JacobianPoint<Fp2>.FromAffine(point).Multiply(new UInt256(Pairing.CurveParameter, 0, 0, 0));
        JacobianPoint<Fp2> image = Endomorphism(multiple);
        JacobianPoint<Fp2> image2 = Endomorphism(image);
        JacobianPoint<Fp2> image3 = Endomorphism(image2.Double());
        return (multiple.Add(point).Add(image).Add(image2)).SamePoint(image3);
    }

    static JacobianPoint<Fp2> Endomorphism(in JacobianPoint<Fp2> point) =>
        new(point.X.Conjugate() * FrobeniusX, point.Y.Conjugate() * FrobeniusY, point.Z.Conjugate());

    static Fp Coordinate(string digits) => Fp.FromInteger(BigInteger.Parse(digits));
}

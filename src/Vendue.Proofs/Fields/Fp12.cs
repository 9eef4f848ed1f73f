using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vendue.Proofs.Fields;

/// <summary>Fp12 = Fp6[w] / (w^2 - v): the element C0 + C1 w, where pairings take their values.</summary>
/// <param name="C0">The part in Fp6.</param>
/// <param name="C1">The coefficient of w.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Fp12(Fp6 C0, Fp6 C1) : ICyclotomic<Fp12>
{
    /// <summary>Coefficients of w^0 to w^5 after the first, second and third power of Frobenius.</summary>
    static readonly Fp2[][] FrobeniusFactors = [FactorsOf(1), FactorsOf(2), FactorsOf(3)];

    /// <summary>The multiplicative identity.</summary>
    public static Fp12 One => new(Fp6.One, Fp6.Zero);

    /// <summary>Product, three multiplications in Fp6.</summary>
    public static Fp12 operator *(in Fp12 left, in Fp12 right)
    {
        Fp6 v0 = left.C0 * right.C0;
        Fp6 v1 = left.C1 * right.C1;
        Fp6 cross = (left.C0 + left.C1) * (right.C0 + right.C1);
        return new Fp12(v0 + v1.MultiplyByV(), cross - v0 - v1);
    }

    /// <summary>Square by the complex method, two multiplications in Fp6.</summary>
    /// <returns>The square.</returns>
    public Fp12 Square()
    {
        Fp6 product = C0 * C1;
        Fp6 mixed = (C0 + C1) * (C0 + C1.MultiplyByV());
        return new Fp12(mixed - product - product.MultiplyByV(), product + product);
    }

    /// <summary>Product with a line of the Miller loop, a + b w + c w^3 (a D-type twist's lines have no other terms).</summary>
    /// <param name="a">Coefficient of 1.</param>
    /// <param name="b">Coefficient of w.</param>
    /// <param name="c">Coefficient of w cubed.</param>
    /// <returns>The product.</returns>
    public Fp12 MultiplyByLine(in Fp2 a, in Fp2 b, in Fp2 c)
    {
        Fp2 turnedB = b.MultiplyByNonResidue();
        Fp2 turnedC = c.MultiplyByNonResidue();
        Unsafe.SkipInit(out Fp12 result);
        ref Fp2 first = ref Unsafe.As<Fp12, Fp2>(ref result);
        Fp2.ProductSum(a, C0.C0, turnedB, C1.C2, turnedC, C1.C1, out first);
        Fp2.ProductSum(a, C0.C1, b, C1.C0, turnedC, C1.C2, out Unsafe.Add(ref first, 1));
        Fp2.ProductSum(a, C0.C2, b, C1.C1, c, C1.C0, out Unsafe.Add(ref first, 2));
        Fp2.ProductSum(a, C1.C0, b, C0.C0, turnedC, C0.C2, out Unsafe.Add(ref first, 3));
        Fp2.ProductSum(a, C1.C1, b, C0.C1, c, C0.C0, out Unsafe.Add(ref first, 4));
        Fp2.ProductSum(a, C1.C2, b, C0.C2, c, C0.C1, out Unsafe.Add(ref first, 5));
        return result;
    }

    /// <summary>Product with a line divided by its first coefficient, 1 + b w + c w^3.</summary>
    /// <param name="b">Coefficient of w.</param>
    /// <param name="c">Coefficient of w cubed.</param>
    /// <returns>The product.</returns>
    public Fp12 MultiplyByMonicLine(in Fp2 b, in Fp2 c)
    {
        Fp2 turnedB = b.MultiplyByNonResidue();
        Fp2 turnedC = c.MultiplyByNonResidue();
        Unsafe.SkipInit(out Fp12 result);
        ref Fp2 first = ref Unsafe.As<Fp12, Fp2>(ref result);
        Fp2.AddProducts(C0.C0, turnedB, C1.C2, turnedC, C1.C1, out first);
        Fp2.AddProducts(C0.C1, b, C1.C0, turnedC, C1.C2, out Unsafe.Add(ref first, 1));
        Fp2.AddProducts(C0.C2, b, C1.C1, c, C1.C0, out Unsafe.Add(ref first, 2));
        Fp2.AddProducts(C1.C0, b, C0.C0, turnedC, C0.C2, out Unsafe.Add(ref first, 3));
        Fp2.AddProducts(C1.C1, b, C0.C1, c, C0.C0, out Unsafe.Add(ref first, 4));
        Fp2.AddProducts(C1.C2, b, C0.C2, c, C0.C1, out Unsafe.Add(ref first, 5));
        return result;
    }

    /// <summary>The conjugate C0 - C1 w, which is the p^6-th power, and the inverse of elements of the cyclotomic subgroup.</summary>
    /// <returns>The conjugate.</returns>
    public Fp12 Conjugate() => new(C0, -C1);

    /// <summary>Multiplicative inverse; zero for zero.</summary>
    /// <returns>The inverse.</returns>
    public Fp12 Inverse()
    {
        Fp6 norm = ((C0 * C0) - (C1 * C1).MultiplyByV()).Inverse();
        return new Fp12(C0 * norm, -(C1 * norm));
    }

    /// <summary>The p^power-th power.</summary>
    /// <param name="power">1, 2 or 3.</param>
    /// <returns>The image under Frobenius.</returns>
    public Fp12 Frobenius(int power)
    {
        Fp2[] f = FrobeniusFactors[power - 1];
        bool odd = (power & 1) == 1;
        return new Fp12(
            new Fp6(Turn(C0.C0, odd), Turn(C0.C1, odd) * f[2], Turn(C0.C2, odd) * f[4]),
            new Fp6(Turn(C1.C0, odd) * f[1], Turn(C1.C1, odd) * f[3], Turn(C1.C2, odd) * f[5]));
    }

    /// <summary>Square of an element of the cyclotomic subgroup, nine squarings in Fp2 (Granger and Scott 2010).</summary>
    /// <returns>The square; meaningless outside the subgroup.</returns>
    public Fp12 CyclotomicSquare()
    {
        (Fp2 a0, Fp2 a1) = SquareInFp4(C0.C0, C1.C1);
        (Fp2 b0, Fp2 b1) = SquareInFp4(C1.C0, C0.C2);
        (Fp2 c0, Fp2 c1) = SquareInFp4(C0.C1, C1.C2);
        Fp2 twisted = c1.MultiplyByNonResidue();
        return new Fp12(
            new Fp6(TripleMinusDouble(a0, C0.C0), TripleMinusDouble(b0, C0.C1), TripleMinusDouble(c0, C0.C2)),
            new Fp6(TriplePlusDouble(twisted, C1.C0), TriplePlusDouble(a1, C1.C1), TriplePlusDouble(b1, C1.C2)));
    }

    /// <summary>Raises to any power by square and multiply; slow, for checks.</summary>
    /// <param name="exponent">Not negative.</param>
    /// <returns>The power.</returns>
    public Fp12 Pow(BigInteger exponent)
    {
        Fp12 result = One;
        for (long bit = exponent.GetBitLength() - 1; bit >= 0; bit--)
        {
            result = result.Square();
            if (!(exponent >> (int)bit).IsEven)
                result *= this;
        }

        return result;
    }

    /// <summary>
    /// (x + y s)^2 with s^2 = 9 + u: x^2 + (9 + u) y^2 and 2 x y. Each is a sum of products in Fp, a square of Fp2 being
    /// (x0 + x1)(x0 - x1) + 2 x0 x1 u.
    /// </summary>
    static (Fp2 C0, Fp2 C1) SquareInFp4(in Fp2 x, in Fp2 y)
    {
        Fp2 turned = y.MultiplyByNonResidue();
        Fp negated = Fp.NegateUnreduced(turned.C1);
        Fp2 product = x * y;
        return (
            new Fp2(
                Fp.ProductSum(Fp.AddUnreduced(x.C0, x.C1), x.C0 - x.C1, turned.C0, y.C0, negated, y.C1),
                Fp.ProductSum(x.C0.Double(), x.C1, turned.C0, y.C1, turned.C1, y.C0)),
            product.Double());
    }

    static Fp2 TripleMinusDouble(in Fp2 squared, in Fp2 original) => new(
        Fp.TripleMinusDouble(squared.C0, original.C0), Fp.TripleMinusDouble(squared.C1, original.C1));

    static Fp2 TriplePlusDouble(in Fp2 squared, in Fp2 original) => new(
        Fp.TriplePlusDouble(squared.C0, original.C0), Fp.TriplePlusDouble(squared.C1, original.C1));

    static Fp2 Turn(in Fp2 value, bool conjugate) => conjugate ? value.Conjugate() : value;

    static Fp2[] FactorsOf(int power)
    {
        BigInteger exponent = (BigInteger.Pow(Fp.Modulus.ToBigInteger(), power) - 1) / 6;
        var base1 = PowOf(Fp2.NonResidue, exponent);
        var factors = new Fp2[6];
        factors[0] = Fp2.One;
        for (int i = 1; i < factors.Length; i++)
            factors[i] = factors[i - 1] * base1;
        return factors;
    }

    static Fp2 PowOf(in Fp2 value, BigInteger exponent)
    {
        Fp2 result = Fp2.One;
        for (long bit = exponent.GetBitLength() - 1; bit >= 0; bit--)
        {
            result = result.Square();
            if (!(exponent >> (int)bit).IsEven)
                result *= value;
        }

        return result;
    }
}

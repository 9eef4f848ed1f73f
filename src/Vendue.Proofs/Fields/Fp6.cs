using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vendue.Proofs.Fields;

/// <summary>Fp6 = Fp2[v] / (v^3 - (9 + u)): the element C0 + C1 v + C2 v^2.</summary>
/// <param name="C0">The part in Fp2.</param>
/// <param name="C1">The coefficient of v.</param>
/// <param name="C2">The coefficient of v squared.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Fp6(Fp2 C0, Fp2 C1, Fp2 C2)
{
    /// <summary>The additive identity.</summary>
    public static Fp6 Zero => default;

    /// <summary>The multiplicative identity.</summary>
    public static Fp6 One => new(Fp2.One, Fp2.Zero, Fp2.Zero);

    /// <summary>Sum.</summary>
    public static Fp6 operator +(in Fp6 left, in Fp6 right) => new(left.C0 + right.C0, left.C1 + right.C1, left.C2 + right.C2);

    /// <summary>Difference.</summary>
    public static Fp6 operator -(in Fp6 left, in Fp6 right) => new(left.C0 - right.C0, left.C1 - right.C1, left.C2 - right.C2);

    /// <summary>Additive inverse.</summary>
    public static Fp6 operator -(in Fp6 value) => new(-value.C0, -value.C1, -value.C2);

    /// <summary>
    /// Product. Every coefficient is a sum of products reduced once, which costs less than Karatsuba's six multiplications
    /// and fifteen additions.
    /// </summary>
    public static Fp6 operator *(in Fp6 left, in Fp6 right)
    {
        Fp2 turned1 = right.C1.MultiplyByNonResidue();
        Fp2 turned2 = right.C2.MultiplyByNonResidue();
        Unsafe.SkipInit(out Fp6 result);
        ref Fp2 first = ref Unsafe.As<Fp6, Fp2>(ref result);
        Fp2.ProductSum(left.C0, right.C0, left.C1, turned2, left.C2, turned1, out first);
        Fp2.ProductSum(left.C0, right.C1, left.C1, right.C0, left.C2, turned2, out Unsafe.Add(ref first, 1));
        Fp2.ProductSum(left.C0, right.C2, left.C1, right.C1, left.C2, right.C0, out Unsafe.Add(ref first, 2));
        return result;
    }

    /// <summary>Product with an element of Fp2.</summary>
    public static Fp6 operator *(in Fp6 left, in Fp2 right) => new(left.C0 * right, left.C1 * right, left.C2 * right);

    /// <summary>Product with the sparse element b0 + b1 v, five multiplications in Fp2.</summary>
    /// <param name="b0">The part in Fp2.</param>
    /// <param name="b1">The coefficient of v.</param>
    /// <returns>The product.</returns>
    public Fp6 MultiplyBySparse(in Fp2 b0, in Fp2 b1)
    {
        Fp2 v0 = C0 * b0;
        Fp2 v1 = C1 * b1;
        Fp2 c0 = (C2 * b1).MultiplyByNonResidue() + v0;
        Fp2 c1 = ((C0 + C1) * (b0 + b1)) - v0 - v1;
        return new Fp6(c0, c1, (C2 * b0) + v1);
    }

    /// <summary>Product with v.</summary>
    /// <returns>The product.</returns>
    public Fp6 MultiplyByV() => new(C2.MultiplyByNonResidue(), C0, C1);

    /// <summary>Multiplicative inverse; zero for zero.</summary>
    /// <returns>The inverse.</returns>
    public Fp6 Inverse()
    {
        Fp2 t0 = C0.Square() - (C1 * C2).MultiplyByNonResidue();
        Fp2 t1 = C2.Square().MultiplyByNonResidue() - (C0 * C1);
        Fp2 t2 = C1.Square() - (C0 * C2);
        Fp2 norm = (C0 * t0) + ((C2 * t1) + (C1 * t2)).MultiplyByNonResidue();
        return new Fp6(t0, t1, t2) * norm.Inverse();
    }
}

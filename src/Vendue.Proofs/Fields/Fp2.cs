using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vendue.Proofs.Fields;

/// <summary>Fp2 = Fp[u] / (u^2 + 1): the element C0 + C1 u.</summary>
/// <param name="C0">The part in Fp.</param>
/// <param name="C1">The coefficient of u.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Fp2(Fp C0, Fp C1) : IField<Fp2>
{
    /// <inheritdoc/>
    public static Fp2 Zero => default;

    /// <inheritdoc/>
    public static Fp2 One => new(Fp.One, Fp.Zero);

    /// <inheritdoc/>
    public static int Size => 2 * UInt256.Size;

    /// <summary>The non-residue 9 + u over which Fp6 is built.</summary>
    public static Fp2 NonResidue => new(Fp.FromInteger(9), Fp.One);

    /// <inheritdoc/>
    public bool IsZero => C0.IsZero && C1.IsZero;

    /// <inheritdoc/>
    public bool IsReduced => C0.IsReduced && C1.IsReduced;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Fp2 operator +(in Fp2 left, in Fp2 right) => new(left.C0 + right.C0, left.C1 + right.C1);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Fp2 operator -(in Fp2 left, in Fp2 right) => new(left.C0 - right.C0, left.C1 - right.C1);

    /// <inheritdoc/>
    public static Fp2 operator -(in Fp2 value) => new(-value.C0, -value.C1);

    /// <inheritdoc/>
    /// <remarks>Four products and two reductions cost what Karatsuba's three and three do, without his additions.</remarks>
    public static Fp2 operator *(in Fp2 left, in Fp2 right) => new(
        Fp.ProductSum(left.C0, right.C0, -left.C1, right.C1), Fp.ProductSum(left.C0, right.C1, left.C1, right.C0));

    /// <summary>
    /// addend + a b + c d, the products of each coefficient reduced once. The result is written where it is to stand: copying it
    /// at once after it was stored limb by limb makes the processor wait.
    /// </summary>
    /// <param name="addend">Added to the products.</param>
    /// <param name="a">First factor.</param>
    /// <param name="b">Second factor.</param>
    /// <param name="c">Third factor.</param>
    /// <param name="d">Fourth factor.</param>
    /// <param name="result">The sum; none of the operands.</param>
    internal static void AddProducts(in Fp2 addend, in Fp2 a, in Fp2 b, in Fp2 c, in Fp2 d, out Fp2 result)
    {
        Fp a1 = Fp.NegateUnreduced(a.C1);
        Fp c1 = Fp.NegateUnreduced(c.C1);
        Unsafe.SkipInit(out result);
        ref Fp first = ref Unsafe.As<Fp2, Fp>(ref result);
        Fp.ProductSum(addend.C0, a.C0, b.C0, a1, b.C1, c.C0, d.C0, c1, d.C1, out first);
        Fp.ProductSum(addend.C1, a.C0, b.C1, a.C1, b.C0, c.C0, d.C1, c.C1, d.C0, out Unsafe.Add(ref first, 1));
    }

    /// <summary>a b + c d + e f with one reduction for each coefficient, written where it is to stand.</summary>
    /// <param name="a">First factor.</param>
    /// <param name="b">Second factor.</param>
    /// <param name="c">Third factor.</param>
    /// <param name="d">Fourth factor.</param>
    /// <param name="e">Fifth factor.</param>
    /// <param name="f">Sixth factor.</param>
    /// <param name="result">The sum; none of the factors.</param>
    internal static void ProductSum(in Fp2 a, in Fp2 b, in Fp2 c, in Fp2 d, in Fp2 e, in Fp2 f, out Fp2 result)
    {
        Fp a1 = Fp.NegateUnreduced(a.C1);
        Fp c1 = Fp.NegateUnreduced(c.C1);
        Fp e1 = Fp.NegateUnreduced(e.C1);
        Unsafe.SkipInit(out result);
        ref Fp first = ref Unsafe.As<Fp2, Fp>(ref result);
        Fp.ProductSum(a.C0, b.C0, a1, b.C1, c.C0, d.C0, c1, d.C1, e.C0, f.C0, e1, f.C1, out first);
        Fp.ProductSum(a.C0, b.C1, a.C1, b.C0, c.C0, d.C1, c.C1, d.C0, e.C0, f.C1, e.C1, f.C0, out Unsafe.Add(ref first, 1));
    }

    /// <summary>Product with a base field element.</summary>
    public static Fp2 operator *(in Fp2 left, in Fp right) => new(left.C0 * right, left.C1 * right);

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Fp2 value)
    {
        bool canonical = Fp.TryRead(bytes, out Fp c1) & Fp.TryRead(bytes[UInt256.Size..], out Fp c0);
        value = new Fp2(c0, c1);
        return canonical;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> bytes)
    {
        C1.Write(bytes);
        C0.Write(bytes[UInt256.Size..]);
    }

    /// <inheritdoc/>
    public Fp2 Square()
    {
        Fp product = C0 * C1;
        return new Fp2(Fp.AddUnreduced(C0, C1) * (C0 - C1), product.Double());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Fp2 Double() => new(C0.Double(), C1.Double());

    /// <summary>Half of the element.</summary>
    /// <returns>The half.</returns>
    public Fp2 Halve() => new(C0.Halve(), C1.Halve());

    /// <inheritdoc/>
    public Fp2 Inverse() => Conjugate() * Norm().Inverse();

    /// <inheritdoc/>
    public Fp2 SecretInverse() => Conjugate() * Norm().SecretInverse();

    /// <summary>The conjugate C0 - C1 u, which is also the p-th power.</summary>
    /// <returns>The conjugate.</returns>
    public Fp2 Conjugate() => new(C0, -C1);

    /// <summary>Product with 9 + u by additions only.</summary>
    /// <returns>(9 C0 - C1) + (9 C1 + C0) u.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Fp2 MultiplyByNonResidue() => new(Fp.NineTimesMinus(C0, C1), Fp.NineTimesPlus(C1, C0));

    /// <summary>Raises to a power; not constant time.</summary>
    /// <param name="exponent">Any exponent.</param>
    /// <returns>The power.</returns>
    public Fp2 Pow(in UInt256 exponent)
    {
        Fp2 result = One;
        for (int bit = exponent.BitLength - 1; bit >= 0; bit--)
        {
            result = result.Square();
            if (exponent.Bit(bit))
                result *= this;
        }

        return result;
    }

    Fp Norm() => C0.Square() + C1.Square();
}

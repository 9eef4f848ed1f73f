using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Vendue.Proofs.Fields;

/// <content>
/// Limb arithmetic. Products are Montgomery's, coarsely integrated (Koç, Acar, Kaliski 1996), without the extra carry word
/// that a modulus below 2^255 never needs. Low halves come from a plain multiplication and high halves from a second one:
/// taking both from one instruction makes the JIT pass the low half through memory, which costs three times as much. Both products skip the JIT's
/// quick first tier: nothing is gained from profiling straight code, and a command's first proof is often its only one.
/// </content>
public readonly partial struct PrimeField<TModulus>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PrimeField<TModulus> operator +(in PrimeField<TModulus> left, in PrimeField<TModulus> right)
    {
        PrimeField<TModulus> sum = AddUnreduced(left, right);
        return Reduce(sum.l0, sum.l1, sum.l2, sum.l3);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PrimeField<TModulus> operator -(in PrimeField<TModulus> left, in PrimeField<TModulus> right)
    {
        ulong borrow = 0;
        ulong d0 = Subtract(left.l0, right.l0, ref borrow);
        ulong d1 = Subtract(left.l1, right.l1, ref borrow);
        ulong d2 = Subtract(left.l2, right.l2, ref borrow);
        ulong d3 = Subtract(left.l3, right.l3, ref borrow);
        ulong mask = 0 - borrow;
        ulong carry = 0;
        d0 = Add(d0, TModulus.P0 & mask, ref carry);
        d1 = Add(d1, TModulus.P1 & mask, ref carry);
        d2 = Add(d2, TModulus.P2 & mask, ref carry);
        return new PrimeField<TModulus>(d0, d1, d2, d3 + (TModulus.P3 & mask) + carry);
    }

    /// <inheritdoc/>
    public static PrimeField<TModulus> operator -(in PrimeField<TModulus> value) => Zero - value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static PrimeField<TModulus> operator *(in PrimeField<TModulus> left, in PrimeField<TModulus> right)
    {
        ulong x0 = left.l0, x1 = left.l1, x2 = left.l2, x3 = left.l3;
        ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0;
        MultiplyRow(x0, x1, x2, x3, right.l0, ref t0, ref t1, ref t2, ref t3);
        MultiplyRow(x0, x1, x2, x3, right.l1, ref t0, ref t1, ref t2, ref t3);
        MultiplyRow(x0, x1, x2, x3, right.l2, ref t0, ref t1, ref t2, ref t3);
        MultiplyRow(x0, x1, x2, x3, right.l3, ref t0, ref t1, ref t2, ref t3);
        return t3 < TModulus.P3 ? new PrimeField<TModulus>(t0, t1, t2, t3) : Reduce(t0, t1, t2, t3);
    }

    /// <inheritdoc/>
    /// <remarks>Ten products of limbs instead of sixteen: each limb meets those above it once, doubled.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public PrimeField<TModulus> Square()
    {
        ulong x0 = l0, x1 = l1, x2 = l2, x3 = l3;
        ulong doubled3 = (x3 << 1) | (x2 >> 63);
        ulong t1 = 0, t2 = 0, t3 = 0, t4 = 0;
        ulong carry = HighAdd(x0, x0, 0, out ulong t0);
        t1 = MultiplyAdd(x0, x1 << 1, 0, ref carry);
        t2 = MultiplyAdd(x0, (x2 << 1) | (x1 >> 63), 0, ref carry);
        t3 = MultiplyAdd(x0, doubled3, 0, ref carry);
        t3 = Shifted(ref t0, ref t1, ref t2, t3, carry, out t4);

        carry = HighAdd(x1, x1, t1, out t1);
        t2 = MultiplyAdd(x1, x2 << 1, t2, ref carry);
        t3 = MultiplyAdd(x1, doubled3, t3, ref carry);
        t3 = Shifted(ref t0, ref t1, ref t2, t3, carry + t4, out t4);

        carry = HighAdd(x2, x2, t2, out t2);
        t3 = MultiplyAdd(x2, x3 << 1, t3, ref carry);
        t3 = Shifted(ref t0, ref t1, ref t2, t3, carry + t4, out t4);

        carry = HighAdd(x3, x3, t3, out t3);
        t3 = Shifted(ref t0, ref t1, ref t2, t3, carry + t4, out _);
        return t3 < TModulus.P3 ? new PrimeField<TModulus>(t0, t1, t2, t3) : Reduce(t0, t1, t2, t3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Shifted(ref ulong t0, ref ulong t1, ref ulong t2, ulong t3, ulong t4, out ulong over)
    {
        ulong reduction = ReduceRow(ref t0, ref t1, ref t2, t3);
        ulong sum = t4 + reduction;
        over = sum < reduction ? 1ul : 0ul;
        return sum;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PrimeField<TModulus> Double()
    {
        ulong d3 = (l3 << 1) | (l2 >> 63);
        ulong d2 = (l2 << 1) | (l1 >> 63);
        ulong d1 = (l1 << 1) | (l0 >> 63);
        return Reduce(l0 << 1, d1, d2, d3);
    }

    /// <summary>Half of the element: the x with x + x equal to this.</summary>
    /// <returns>The half.</returns>
    public PrimeField<TModulus> Halve()
    {
        ulong mask = 0 - (l0 & 1);
        ulong carry = 0;
        ulong s0 = Add(l0, TModulus.P0 & mask, ref carry);
        ulong s1 = Add(l1, TModulus.P1 & mask, ref carry);
        ulong s2 = Add(l2, TModulus.P2 & mask, ref carry);
        ulong s3 = l3 + (TModulus.P3 & mask) + carry;
        return new PrimeField<TModulus>((s0 >> 1) | (s1 << 63), (s1 >> 1) | (s2 << 63), (s2 >> 1) | (s3 << 63), s3 >> 1);
    }

    /// <summary>
    /// A sum below 2p, left unreduced. Two of these may be multiplied: 4p^2 / 2^256 + p is below 2p, so the product's one
    /// conditional subtraction still suffices. Nothing else accepts them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static PrimeField<TModulus> AddUnreduced(in PrimeField<TModulus> left, in PrimeField<TModulus> right)
    {
        ulong carry = 0;
        ulong s0 = Add(left.l0, right.l0, ref carry);
        ulong s1 = Add(left.l1, right.l1, ref carry);
        ulong s2 = Add(left.l2, right.l2, ref carry);
        return new PrimeField<TModulus>(s0, s1, s2, left.l3 + right.l3 + carry);
    }

    /// <summary>
    /// a b + c d with a single reduction: both products are summed row by row before each limb is reduced away. For reduced
    /// operands the unreduced result stays below p + 2p^2 / 2^256, which is below 2p.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static PrimeField<TModulus> ProductSum(
        in PrimeField<TModulus> a, in PrimeField<TModulus> b, in PrimeField<TModulus> c, in PrimeField<TModulus> d)
    {
        ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0;
        ProductSumRow(a, b.l0, c, d.l0, ref t0, ref t1, ref t2, ref t3);
        ProductSumRow(a, b.l1, c, d.l1, ref t0, ref t1, ref t2, ref t3);
        ProductSumRow(a, b.l2, c, d.l2, ref t0, ref t1, ref t2, ref t3);
        ProductSumRow(a, b.l3, c, d.l3, ref t0, ref t1, ref t2, ref t3);
        return t3 < TModulus.P3 ? new PrimeField<TModulus>(t0, t1, t2, t3) : Reduce(t0, t1, t2, t3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ProductSumRow(
        in PrimeField<TModulus> x, ulong y, in PrimeField<TModulus> z, ulong w, ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3)
    {
        ulong carry = HighAdd(x.l0, y, t0, out ulong u0);
        ulong second = HighAdd(z.l0, w, u0, out u0);
        ulong m = u0 * TModulus.NegatedInverse;
        ulong reduction = High(m, TModulus.P0) + (u0 != 0 ? 1ul : 0ul);
        ulong u1 = MultiplyAdd(z.l1, w, MultiplyAdd(x.l1, y, t1, ref carry), ref second);
        t0 = MultiplyAdd(m, TModulus.P1, u1, ref reduction);
        ulong u2 = MultiplyAdd(z.l2, w, MultiplyAdd(x.l2, y, t2, ref carry), ref second);
        t1 = MultiplyAdd(m, TModulus.P2, u2, ref reduction);
        ulong u3 = MultiplyAdd(z.l3, w, MultiplyAdd(x.l3, y, t3, ref carry), ref second);
        t2 = MultiplyAdd(m, TModulus.P3, u3, ref reduction);
        t3 = carry + second + reduction;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void MultiplyRow(ulong x0, ulong x1, ulong x2, ulong x3, ulong y, ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3)
    {
        ulong carry = HighAdd(x0, y, t0, out ulong u0);
        ulong m = u0 * TModulus.NegatedInverse;
        ulong reduction = High(m, TModulus.P0) + (u0 != 0 ? 1ul : 0ul);
        ulong u1 = MultiplyAdd(x1, y, t1, ref carry);
        t0 = MultiplyAdd(m, TModulus.P1, u1, ref reduction);
        ulong u2 = MultiplyAdd(x2, y, t2, ref carry);
        t1 = MultiplyAdd(m, TModulus.P2, u2, ref reduction);
        ulong u3 = MultiplyAdd(x3, y, t3, ref carry);
        t2 = MultiplyAdd(m, TModulus.P3, u3, ref reduction);
        t3 = carry + reduction;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static PrimeField<TModulus> Reduce(ulong t0, ulong t1, ulong t2, ulong t3)
    {
        ulong borrow = 0;
        ulong d0 = Subtract(t0, TModulus.P0, ref borrow);
        ulong d1 = Subtract(t1, TModulus.P1, ref borrow);
        ulong d2 = Subtract(t2, TModulus.P2, ref borrow);
        ulong d3 = Subtract(t3, TModulus.P3, ref borrow);
        ulong mask = 0 - borrow;
        return new PrimeField<TModulus>(
            d0 ^ ((d0 ^ t0) & mask), d1 ^ ((d1 ^ t1) & mask), d2 ^ ((d2 ^ t2) & mask), d3 ^ ((d3 ^ t3) & mask));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong High(ulong a, ulong b) => Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(a, b) : Math.BigMul(a, b, out _);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong HighAdd(ulong a, ulong b, ulong addend, out ulong low)
    {
        low = (a * b) + addend;
        return High(a, b) + (low < addend ? 1ul : 0ul);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong MultiplyAdd(ulong a, ulong b, ulong addend, ref ulong carry)
    {
        ulong high = HighAdd(a, b, addend, out ulong low);
        ulong sum = low + carry;
        carry = high + (sum < low ? 1ul : 0ul);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Add(ulong a, ulong b, ref ulong carry)
    {
        ulong sum = a + b;
        ulong overflow = sum < a ? 1ul : 0ul;
        ulong total = sum + carry;
        carry = overflow | (total < sum ? 1ul : 0ul);
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Subtract(ulong a, ulong b, ref ulong borrow)
    {
        ulong difference = a - b;
        ulong underflow = a < b ? 1ul : 0ul;
        ulong total = difference - borrow;
        borrow = underflow | (difference < borrow ? 1ul : 0ul);
        return total;
    }
}

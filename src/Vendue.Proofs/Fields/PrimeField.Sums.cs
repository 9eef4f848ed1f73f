using System.Runtime.CompilerServices;

namespace Vendue.Proofs.Fields;

/// <content>
/// Sums with one reduction at their end: of products (the Montgomery reduction is shared; Longa 2022 builds towers so), and of
/// small multiples (the quotient is estimated from the top bits).
/// </content>
public readonly partial struct PrimeField<TModulus>
{
    /// <summary>
    /// 2^60 over the prime's top half limb, rounded down: this times the top of a sum is its quotient by the prime, at most
    /// one too small.
    /// </summary>
    static ulong QuotientFactor => (1ul << 60) / ((TModulus.P3 >> 32) + 1);

    /// <summary>
    /// a b + c d + e f with a single reduction; a may be a sum below 2p. The unreduced result is below p + 4p^2 / 2^256, which is
    /// below 2p.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static PrimeField<TModulus> ProductSum(
        in PrimeField<TModulus> a,
        in PrimeField<TModulus> b,
        in PrimeField<TModulus> c,
        in PrimeField<TModulus> d,
        in PrimeField<TModulus> e,
        in PrimeField<TModulus> f)
    {
        ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0;
        for (int row = 0; row < 4; row++)
        {
            ulong t4 = 0;
            AddProduct(a, Limb(b, row), ref t0, ref t1, ref t2, ref t3, ref t4);
            AddProduct(c, Limb(d, row), ref t0, ref t1, ref t2, ref t3, ref t4);
            AddProduct(e, Limb(f, row), ref t0, ref t1, ref t2, ref t3, ref t4);
            t3 = t4 + ReduceRow(ref t0, ref t1, ref t2, t3);
        }

        return t3 < TModulus.P3 ? new PrimeField<TModulus>(t0, t1, t2, t3) : Reduce(t0, t1, t2, t3);
    }

    /// <summary>
    /// addend + a b + c d + e f + g h with a single reduction of the products. Five times the prime is below 2^256, so their sum
    /// fits five limbs after each row; the unreduced result is below 2p + 4p^2 / 2^256, which is below 3p.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void ProductSum(
        in PrimeField<TModulus> addend,
        in PrimeField<TModulus> a,
        in PrimeField<TModulus> b,
        in PrimeField<TModulus> c,
        in PrimeField<TModulus> d,
        in PrimeField<TModulus> e,
        in PrimeField<TModulus> f,
        in PrimeField<TModulus> g,
        in PrimeField<TModulus> h,
        out PrimeField<TModulus> result)
    {
        ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0;
        for (int row = 0; row < 4; row++)
        {
            ulong t4 = 0;
            AddProduct(a, Limb(b, row), ref t0, ref t1, ref t2, ref t3, ref t4);
            AddProduct(c, Limb(d, row), ref t0, ref t1, ref t2, ref t3, ref t4);
            AddProduct(e, Limb(f, row), ref t0, ref t1, ref t2, ref t3, ref t4);
            AddProduct(g, Limb(h, row), ref t0, ref t1, ref t2, ref t3, ref t4);
            t3 = t4 + ReduceRow(ref t0, ref t1, ref t2, t3);
        }

        ulong carry = 0;
        t0 = Add(t0, addend.l0, ref carry);
        t1 = Add(t1, addend.l1, ref carry);
        t2 = Add(t2, addend.l2, ref carry);
        PutReduced(t0, t1, t2, t3 + addend.l3 + carry, out result);
    }

    /// <summary>
    /// a b + c d + e f + g h + i j + k l with a single reduction. Seven times the prime is above 2^256, so a bit more is kept
    /// beside the limbs; the unreduced result is below p + 6p^2 / 2^256, which is below 3p.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void ProductSum(
        in PrimeField<TModulus> a,
        in PrimeField<TModulus> b,
        in PrimeField<TModulus> c,
        in PrimeField<TModulus> d,
        in PrimeField<TModulus> e,
        in PrimeField<TModulus> f,
        in PrimeField<TModulus> g,
        in PrimeField<TModulus> h,
        in PrimeField<TModulus> i,
        in PrimeField<TModulus> j,
        in PrimeField<TModulus> k,
        in PrimeField<TModulus> l,
        out PrimeField<TModulus> result)
    {
        ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0, kept = 0;
        for (int row = 0; row < 4; row++)
        {
            ulong t4 = kept;
            AddProduct(a, Limb(b, row), ref t0, ref t1, ref t2, ref t3, ref t4);
            AddProduct(c, Limb(d, row), ref t0, ref t1, ref t2, ref t3, ref t4);
            AddProduct(e, Limb(f, row), ref t0, ref t1, ref t2, ref t3, ref t4);
            AddProduct(g, Limb(h, row), ref t0, ref t1, ref t2, ref t3, ref t4);

            // Of six products of a limb the last two may leave the five limbs: each tops out below 2^318.
            ulong before = t4;
            AddProduct(i, Limb(j, row), ref t0, ref t1, ref t2, ref t3, ref t4);
            AddProduct(k, Limb(l, row), ref t0, ref t1, ref t2, ref t3, ref t4);
            kept = t4 < before ? 1ul : 0ul;
            ulong reduction = ReduceRow(ref t0, ref t1, ref t2, t3);
            t3 = t4 + reduction;
            kept += t3 < reduction ? 1ul : 0ul;
        }

        PutReduced(t0, t1, t2, t3, out result);
    }

    /// <summary>9a + b; b may be the prime itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static PrimeField<TModulus> NineTimesPlus(in PrimeField<TModulus> a, in PrimeField<TModulus> b)
    {
        PrimeField<TModulus> sum = AddUnreduced(a, b);
        ulong carry = 0;
        ulong t0 = Add(a.l0 << 3, sum.l0, ref carry);
        ulong t1 = Add((a.l1 << 3) | (a.l0 >> 61), sum.l1, ref carry);
        ulong t2 = Add((a.l2 << 3) | (a.l1 >> 61), sum.l2, ref carry);
        ulong t3 = Add((a.l3 << 3) | (a.l2 >> 61), sum.l3, ref carry);
        return ReduceSum(t0, t1, t2, t3, (a.l3 >> 61) + carry);
    }

    /// <summary>9a - b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static PrimeField<TModulus> NineTimesMinus(in PrimeField<TModulus> a, in PrimeField<TModulus> b) =>
        NineTimesPlus(a, NegateUnreduced(b));

    /// <summary>3a - 2b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static PrimeField<TModulus> TripleMinusDouble(in PrimeField<TModulus> a, in PrimeField<TModulus> b) =>
        TriplePlusDouble(a, NegateUnreduced(b));

    /// <summary>3a + 2b, before reduction below 5p + 1, which is below 2^256; b may be the prime itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static PrimeField<TModulus> TriplePlusDouble(in PrimeField<TModulus> a, in PrimeField<TModulus> b)
    {
        PrimeField<TModulus> sum = AddUnreduced(a, b);
        ulong carry = 0;
        ulong t0 = Add(sum.l0 << 1, a.l0, ref carry);
        ulong t1 = Add((sum.l1 << 1) | (sum.l0 >> 63), a.l1, ref carry);
        ulong t2 = Add((sum.l2 << 1) | (sum.l1 >> 63), a.l2, ref carry);
        return ReduceSum(t0, t1, t2, ((sum.l3 << 1) | (sum.l2 >> 63)) + a.l3 + carry, 0);
    }

    /// <summary>p - value, left at p for zero: sums of products and of small multiples take it, nothing else does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static PrimeField<TModulus> NegateUnreduced(in PrimeField<TModulus> value)
    {
        ulong borrow = 0;
        ulong d0 = Subtract(TModulus.P0, value.l0, ref borrow);
        ulong d1 = Subtract(TModulus.P1, value.l1, ref borrow);
        ulong d2 = Subtract(TModulus.P2, value.l2, ref borrow);
        return new PrimeField<TModulus>(d0, d1, d2, TModulus.P3 - value.l3 - borrow);
    }

    /// <summary>
    /// Reduces a sum below 10p + 1, which is below 2^257. The estimate of the quotient errs by the rounding of the top and of the
    /// factor, together less than 2^-20, so the difference is below 2p and one conditional subtraction is left.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static PrimeField<TModulus> ReduceSum(ulong t0, ulong t1, ulong t2, ulong t3, ulong t4)
    {
        ulong quotient = (((t4 << 32) | (t3 >> 32)) * QuotientFactor) >> 60;
        ulong high0 = High(quotient, TModulus.P0);
        ulong high1 = High(quotient, TModulus.P1);
        ulong high2 = High(quotient, TModulus.P2);
        ulong carry = 0;
        ulong q0 = quotient * TModulus.P0;
        ulong q1 = Add(quotient * TModulus.P1, high0, ref carry);
        ulong q2 = Add(quotient * TModulus.P2, high1, ref carry);
        ulong q3 = (quotient * TModulus.P3) + high2 + carry;
        ulong borrow = 0;
        ulong d0 = Subtract(t0, q0, ref borrow);
        ulong d1 = Subtract(t1, q1, ref borrow);
        ulong d2 = Subtract(t2, q2, ref borrow);
        ulong d3 = t3 - q3 - borrow;
        return d3 < TModulus.P3 ? new PrimeField<TModulus>(d0, d1, d2, d3) : Reduce(d0, d1, d2, d3);
    }

    /// <summary>Reduces a sum below 3p, which seldom takes both subtractions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void PutReduced(ulong t0, ulong t1, ulong t2, ulong t3, out PrimeField<TModulus> result)
    {
        if (t3 < TModulus.P3)
        {
            result = new PrimeField<TModulus>(t0, t1, t2, t3);
            return;
        }

        PrimeField<TModulus> once = Reduce(t0, t1, t2, t3);
        result = once.l3 < TModulus.P3 ? once : Reduce(once.l0, once.l1, once.l2, once.l3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Limb(in PrimeField<TModulus> value, int index) => Unsafe.Add(ref Unsafe.AsRef(in value.l0), index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddProduct(
        in PrimeField<TModulus> x, ulong y, ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3, ref ulong t4)
    {
        ulong carry = HighAdd(x.l0, y, t0, out t0);
        t1 = MultiplyAdd(x.l1, y, t1, ref carry);
        t2 = MultiplyAdd(x.l2, y, t2, ref carry);
        t3 = MultiplyAdd(x.l3, y, t3, ref carry);
        t4 += carry;
    }

    /// <summary>Adds the multiple of the prime that clears the lowest limb, drops it, and returns the carry into the highest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong ReduceRow(ref ulong t0, ref ulong t1, ref ulong t2, ulong t3)
    {
        ulong m = t0 * TModulus.NegatedInverse;
        ulong carry = High(m, TModulus.P0) + (t0 != 0 ? 1ul : 0ul);
        t0 = MultiplyAdd(m, TModulus.P1, t1, ref carry);
        t1 = MultiplyAdd(m, TModulus.P2, t2, ref carry);
        t2 = MultiplyAdd(m, TModulus.P3, t3, ref carry);
        return carry;
    }
}

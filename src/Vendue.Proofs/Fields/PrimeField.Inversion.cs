using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vendue.Proofs.Fields;

/// <content>Two inversions: a quick one whose time depends on the value, and one for secrets.</content>
public readonly partial struct PrimeField<TModulus>
{
    const ulong LowBits = (1ul << DivisionSteps.Count) - 1;

    /// <summary>
    /// Multiplicative inverse of a public value; zero for zero. Its time depends on the value: for what must stay secret there
    /// is <see cref="SecretInverse"/>.
    /// </summary>
    /// <returns>The inverse.</returns>
    /// <remarks>
    /// Division steps take (f, g) from (p, a) to (1, 0) or (-1, 0), after 590 steps at the latest. Beside them go d and e with
    /// d a = f and e a = g modulo p, up to the factor that keeps the result in Montgomery form.
    /// </remarks>
    public PrimeField<TModulus> Inverse()
    {
        var f = new Signed(TModulus.P0, TModulus.P1, TModulus.P2, TModulus.P3);
        var g = new Signed(l0, l1, l2, l3);
        UInt256 start = TModulus.RSquared;
        Signed d = default;
        var e = new Signed(start.L0, start.L1, start.L2, start.L3);
        int balance = 0;
        while (!g.IsZero)
        {
            var steps = DivisionSteps.Next(f.L0, g.L0, ref balance);
            (f, g) = (Signed.Combine(steps.U, f, steps.V, g), Signed.Combine(steps.Q, f, steps.R, g));
            d = d.PlusModulusIfNegative();
            e = e.PlusModulusIfNegative();
            (d, e) = (Signed.CombineModulo(steps.U, d, steps.V, e), Signed.CombineModulo(steps.Q, d, steps.R, e));
        }

        d = d.PlusModulusIfNegative();
        d = (f.IsNegative ? d.Negated() : d).PlusModulusIfNegative();
        return new PrimeField<TModulus>(d.L0, d.L1, d.L2, d.L3);
    }

    /// <summary>
    /// Multiplicative inverse of a secret; zero for zero. Fermat's a^(p-2): the sequence of products is the same for every
    /// value, at some ten times the price of <see cref="Inverse"/>. See docs/decisions/0005-constant-time.md.
    /// </summary>
    /// <returns>The inverse.</returns>
    public PrimeField<TModulus> SecretInverse() => Pow(new UInt256(TModulus.P0 - 2, TModulus.P1, TModulus.P2, TModulus.P3));

    /// <summary>An integer of 256 bits in two's complement.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal readonly struct Signed(ulong l0, ulong l1, ulong l2, ulong l3)
    {
        public readonly ulong L0 = l0;
        public readonly ulong L1 = l1;
        public readonly ulong L2 = l2;
        public readonly ulong L3 = l3;

        public bool IsZero => (L0 | L1 | L2 | L3) == 0;

        public bool IsNegative => (long)L3 < 0;

        /// <summary>All bits of the sign.</summary>
        ulong Sign => (ulong)((long)L3 >> 63);

        /// <summary>(a x + b y) / 2^62, rounded down.</summary>
        /// <param name="a">A factor; the sizes of both add up to 2^62 at most.</param>
        /// <param name="x">An integer below 2^255 in size.</param>
        /// <param name="b">A factor.</param>
        /// <param name="y">An integer below 2^255 in size.</param>
        public static Signed Combine(long a, in Signed x, long b, in Signed y)
        {
            ulong low = 0, high = 0;
            ulong t0 = Row(a, x.L0, b, y.L0, ref low, ref high);
            ulong t1 = Row(a, x.L1, b, y.L1, ref low, ref high);
            ulong t2 = Row(a, x.L2, b, y.L2, ref low, ref high);
            ulong t3 = Row(a, x.L3, b, y.L3, ref low, ref high);
            ulong t4 = low - ((ulong)a & x.Sign) - ((ulong)b & y.Sign);
            return ShiftedDown(t0, t1, t2, t3, t4);
        }

        /// <summary>
        /// (a x + b y - m p) / 2^62 with the m in [0, 2^62) that makes the division come out even. A row sums at most
        /// (2^62 + 2^62 - 1) (2^64 - 1) and a carry of 2^63, which 128 signed bits just hold.
        /// </summary>
        /// <param name="a">A factor; the sizes of both add up to 2^62 at most.</param>
        /// <param name="x">An integer between -p and p, both excluded.</param>
        /// <param name="b">A factor.</param>
        /// <param name="y">An integer between -p and p, both excluded.</param>
        /// <returns>An integer between -2p and p, both excluded.</returns>
        public static Signed CombineModulo(long a, in Signed x, long b, in Signed y)
        {
            ulong bottom = ((ulong)a * x.L0) + ((ulong)b * y.L0);
            long m = -(long)((bottom * (0 - TModulus.NegatedInverse)) & LowBits);
            ulong low = 0, high = 0;
            AddProduct(m, TModulus.P0, ref low, ref high);
            ulong t0 = Row(a, x.L0, b, y.L0, ref low, ref high);
            AddProduct(m, TModulus.P1, ref low, ref high);
            ulong t1 = Row(a, x.L1, b, y.L1, ref low, ref high);
            AddProduct(m, TModulus.P2, ref low, ref high);
            ulong t2 = Row(a, x.L2, b, y.L2, ref low, ref high);
            AddProduct(m, TModulus.P3, ref low, ref high);
            ulong t3 = Row(a, x.L3, b, y.L3, ref low, ref high);
            ulong t4 = low - ((ulong)a & x.Sign) - ((ulong)b & y.Sign);
            return ShiftedDown(t0, t1, t2, t3, t4);
        }

        public Signed PlusModulusIfNegative()
        {
            ulong mask = Sign;
            ulong carry = 0;
            ulong s0 = Add(L0, TModulus.P0 & mask, ref carry);
            ulong s1 = Add(L1, TModulus.P1 & mask, ref carry);
            ulong s2 = Add(L2, TModulus.P2 & mask, ref carry);
            return new Signed(s0, s1, s2, L3 + (TModulus.P3 & mask) + carry);
        }

        public Signed Negated()
        {
            ulong borrow = 0;
            ulong d0 = Subtract(0, L0, ref borrow);
            ulong d1 = Subtract(0, L1, ref borrow);
            ulong d2 = Subtract(0, L2, ref borrow);
            return new Signed(d0, d1, d2, 0 - L3 - borrow);
        }

        /// <summary>Adds one limb's products, takes the finished limb and moves the carry down.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static ulong Row(long a, ulong x, long b, ulong y, ref ulong low, ref ulong high)
        {
            AddProduct(a, x, ref low, ref high);
            AddProduct(b, y, ref low, ref high);
            ulong limb = low;
            low = high;
            high = (ulong)((long)high >> 63);
            return limb;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void AddProduct(long factor, ulong limb, ref ulong low, ref ulong high)
        {
            ulong product = (ulong)factor * limb;
            low += product;
            high += High((ulong)factor, limb) - ((ulong)(factor >> 63) & limb) + (low < product ? 1ul : 0ul);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Signed ShiftedDown(ulong t0, ulong t1, ulong t2, ulong t3, ulong t4) => new(
            (t0 >> DivisionSteps.Count) | (t1 << (64 - DivisionSteps.Count)),
            (t1 >> DivisionSteps.Count) | (t2 << (64 - DivisionSteps.Count)),
            (t2 >> DivisionSteps.Count) | (t3 << (64 - DivisionSteps.Count)),
            (t3 >> DivisionSteps.Count) | (t4 << (64 - DivisionSteps.Count)));
    }
}

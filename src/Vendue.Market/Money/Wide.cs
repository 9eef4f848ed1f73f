namespace Vendue.Kernel;

/// <summary>Products of amounts at full width (256 bits), divided with the rounding that the formula states.</summary>
public static class Wide
{
    /// <summary>floor(a·b / divisor).</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    /// <exception cref="OverflowException">The quotient does not fit in 128 bits.</exception>
    public static UInt128 MulDivFloor(UInt128 a, UInt128 b, UInt128 divisor) => MulDiv(a, b, divisor, out _);

    /// <summary>ceil(a·b / divisor).</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    /// <exception cref="OverflowException">The quotient does not fit in 128 bits.</exception>
    public static UInt128 MulDivCeil(UInt128 a, UInt128 b, UInt128 divisor)
    {
        var quotient = MulDiv(a, b, divisor, out var remainder);
        return remainder == 0 ? quotient : checked(quotient + 1);
    }

    /// <summary>Compares a·b with c·d.</summary>
    /// <returns>Below, at or above zero, as the first product is less than, equal to or greater than the second.</returns>
    public static int CompareProducts(UInt128 a, UInt128 b, UInt128 c, UInt128 d)
    {
        var left = Multiply(a, b, out var leftLow);
        var right = Multiply(c, d, out var rightLow);
        int high = left.CompareTo(right);
        return high != 0 ? high : leftLow.CompareTo(rightLow);
    }

    /// <summary>floor(a / b), towards minus infinity: −7 / 2 is −4, where C# would say −3.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    /// <exception cref="OverflowException">The quotient does not fit in 127 bits and a sign.</exception>
    public static Int128 FloorDiv(Int128 a, Int128 b)
    {
        var (quotient, remainder) = DivRem(a, b);
        return remainder != 0 && remainder < 0 != b < 0 ? quotient - 1 : quotient;
    }

    /// <summary>a − b·floor(a / b): of the divisor's sign, so that −7 mod 2 is 1.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    /// <exception cref="OverflowException">The quotient does not fit in 127 bits and a sign.</exception>
    public static Int128 FloorMod(Int128 a, Int128 b)
    {
        var (_, remainder) = DivRem(a, b);
        return remainder != 0 && remainder < 0 != b < 0 ? remainder + b : remainder;
    }

    /// <summary>floor(a·b / divisor) of signed numbers, towards minus infinity, the product at full width.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    /// <exception cref="OverflowException">The quotient does not fit in 127 bits and a sign.</exception>
    public static Int128 FloorMulDiv(Int128 a, Int128 b, Int128 divisor)
    {
        bool below = a < 0 ^ b < 0 ^ divisor < 0;
        var quotient = MulDiv(Magnitude(a), Magnitude(b), Magnitude(divisor), out var remainder);
        if (!below) return checked((Int128)quotient);
        if (remainder != 0) quotient = checked(quotient + 1);
        return quotient == Magnitude(Int128.MinValue) ? Int128.MinValue : -checked((Int128)quotient);
    }

    static (Int128 Quotient, Int128 Remainder) DivRem(Int128 a, Int128 b)
    {
        if (b == -1) return (checked(-a), 0);
        var quotient = a / b;
        return (quotient, a - (quotient * b));
    }

    static UInt128 Magnitude(Int128 value) => unchecked((UInt128)(value < 0 ? -value : value));

    /// <summary>The remainder of high·2^128 + low; <paramref name="high"/> is below the divisor.</summary>
    internal static UInt128 Remainder(UInt128 high, UInt128 low, UInt128 divisor)
    {
        DivideLong(high, low, divisor, out var remainder);
        return remainder;
    }

    static UInt128 MulDiv(UInt128 a, UInt128 b, UInt128 divisor, out UInt128 remainder)
    {
        if (divisor == 0) throw new DivideByZeroException();
        var high = Multiply(a, b, out var low);
        if (high == 0)
        {
            var quotient = low / divisor;
            remainder = low - (quotient * divisor);
            return quotient;
        }
        if (high >= divisor) throw new OverflowException("The quotient does not fit in 128 bits.");
        return DivideLong(high, low, divisor, out remainder);
    }

    /// <summary>The upper half of a·b; the lower half in <paramref name="low"/>.</summary>
    static UInt128 Multiply(UInt128 a, UInt128 b, out UInt128 low)
    {
        ulong a0 = (ulong)a, a1 = (ulong)(a >> 64), b0 = (ulong)b, b1 = (ulong)(b >> 64);
        UInt128 p00 = (UInt128)a0 * b0, p01 = (UInt128)a0 * b1, p10 = (UInt128)a1 * b0, p11 = (UInt128)a1 * b1;
        var middle = (p00 >> 64) + (ulong)p01 + (ulong)p10;
        low = (middle << 64) | (ulong)p00;
        return p11 + (p01 >> 64) + (p10 >> 64) + (middle >> 64);
    }

    static UInt128 DivideLong(UInt128 high, UInt128 low, UInt128 divisor, out UInt128 remainder)
    {
        Span<ulong> rest = [(ulong)low, (ulong)(low >> 64), (ulong)high, (ulong)(high >> 64)], quotient = stackalloc ulong[4];
        Limbs.Divide(rest, [(ulong)divisor, (ulong)(divisor >> 64)], quotient);
        remainder = new UInt128(rest[1], rest[0]);
        return new UInt128(quotient[1], quotient[0]);
    }
}

namespace Vendue.Kernel;

/// <summary>
/// An unsigned number of 256 bits, exact: an operation whose result does not fit throws, so that a handler is refused as
/// out of range instead of computing on with a wrong number.
/// </summary>
/// <param name="High">The upper 128 bits.</param>
/// <param name="Low">The lower 128 bits.</param>
public readonly record struct UInt256(UInt128 High, UInt128 Low) : IComparable<UInt256>
{
    const int Digits = 4;
    const ulong TenToThe19 = 10_000_000_000_000_000_000;

    /// <summary>0.</summary>
    public static UInt256 Zero => default;

    /// <summary>1.</summary>
    public static UInt256 One => new(0, 1);

    /// <summary>2^256 − 1.</summary>
    public static UInt256 MaxValue => new(UInt128.MaxValue, UInt128.MaxValue);

    /// <summary>2 to the power of <paramref name="exponent"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The exponent is not from 0 to 255.</exception>
    public static UInt256 PowerOfTwo(int exponent) =>
        exponent is < 0 or > 255 ? throw new ArgumentOutOfRangeException(nameof(exponent))
        : exponent < 128 ? new(0, UInt128.One << exponent) : new(UInt128.One << (exponent - 128), 0);

    /// <summary>The number whose big-endian bytes a hash is.</summary>
    public static UInt256 Of(Hash32 hash)
    {
        Span<byte> bytes = stackalloc byte[Hash32.Size];
        hash.CopyTo(bytes);
        return new(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes), System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]));
    }

    /// <summary>a·b, which always fits.</summary>
    public static UInt256 Product(UInt128 a, UInt128 b)
    {
        Span<ulong> product = stackalloc ulong[Digits];
        Limbs.Multiply([(ulong)a, (ulong)(a >> 64)], [(ulong)b, (ulong)(b >> 64)], product);
        return Of(product);
    }

    /// <summary>floor(a·b / divisor), the product at its full 512 bits.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    /// <exception cref="OverflowException">The quotient does not fit.</exception>
    public static UInt256 MulDivFloor(in UInt256 a, in UInt256 b, in UInt256 divisor) => MulDiv(a, b, divisor, out _);

    /// <summary>ceil(a·b / divisor), the product at its full 512 bits.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    /// <exception cref="OverflowException">The quotient does not fit.</exception>
    public static UInt256 MulDivCeil(in UInt256 a, in UInt256 b, in UInt256 divisor)
    {
        var quotient = MulDiv(a, b, divisor, out var remainder);
        return remainder == Zero ? quotient : quotient + One;
    }

    /// <summary>Compares a·b with c·d, both at their full 512 bits.</summary>
    /// <returns>Below, at or above zero, as the first product is less than, equal to or greater than the second.</returns>
    public static int CompareProducts(in UInt256 a, in UInt256 b, in UInt256 c, in UInt256 d)
    {
        Span<ulong> left = stackalloc ulong[2 * Digits], right = stackalloc ulong[2 * Digits];
        Multiply(a, b, left);
        Multiply(c, d, right);
        return Limbs.Compare(left, right);
    }

    /// <summary>floor(dividend / divisor), and what is left.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static (UInt256 Quotient, UInt256 Remainder) DivRem(in UInt256 dividend, in UInt256 divisor)
    {
        Span<ulong> rest = stackalloc ulong[Digits], by = stackalloc ulong[Digits], quotient = stackalloc ulong[Digits];
        dividend.CopyTo(rest);
        divisor.CopyTo(by);
        Limbs.Divide(rest, by, quotient);
        return (Of(quotient), Of(rest));
    }

    /// <inheritdoc/>
    public int CompareTo(UInt256 other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    /// <summary>The number in decimal digits.</summary>
    public override string ToString()
    {
        if (High == 0) return Low.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var (upper, lower) = DivRem(this, TenToThe19);
        return upper + ((ulong)lower.Low).ToString("D19", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>A number of 128 bits as one of 256.</summary>
    public static implicit operator UInt256(UInt128 value) => new(0, value);

    /// <summary>A number of 64 bits as one of 256.</summary>
    public static implicit operator UInt256(ulong value) => new(0, value);

    /// <summary>The number in 128 bits.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    public static explicit operator UInt128(UInt256 value) => value.High == 0 ? value.Low : throw Overflow();

    /// <summary>The sum.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    public static UInt256 operator +(UInt256 a, UInt256 b)
    {
        var low = unchecked(a.Low + b.Low);
        var high = checked(a.High + b.High);
        return new(low < a.Low ? checked(high + 1) : high, low);
    }

    /// <summary>The difference.</summary>
    /// <exception cref="OverflowException">It is below zero.</exception>
    public static UInt256 operator -(UInt256 a, UInt256 b) =>
        a < b ? throw Overflow() : new(unchecked(a.High - b.High - (a.Low < b.Low ? UInt128.One : 0)), unchecked(a.Low - b.Low));

    /// <summary>The product.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    public static UInt256 operator *(UInt256 a, UInt256 b)
    {
        Span<ulong> product = stackalloc ulong[2 * Digits];
        Multiply(a, b, product);
        return product[Digits..].ContainsAnyExcept(0UL) ? throw Overflow() : Of(product);
    }

    /// <summary>The quotient, rounded down.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static UInt256 operator /(UInt256 a, UInt256 b) => DivRem(a, b).Quotient;

    /// <summary>What a division leaves.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static UInt256 operator %(UInt256 a, UInt256 b) => DivRem(a, b).Remainder;

    /// <summary>The number times 2^bits; bits that leave at the top are lost.</summary>
    public static UInt256 operator <<(UInt256 value, int bits) => bits switch
    {
        <= 0 => value,
        >= 256 => Zero,
        >= 128 => new(value.Low << (bits - 128), 0),
        _ => new((value.High << bits) | (value.Low >> (128 - bits)), value.Low << bits),
    };

    /// <summary>floor(the number / 2^bits).</summary>
    public static UInt256 operator >>(UInt256 value, int bits) => bits switch
    {
        <= 0 => value,
        >= 256 => Zero,
        >= 128 => new(0, value.High >> (bits - 128)),
        _ => new(value.High >> bits, (value.Low >> bits) | (value.High << (128 - bits))),
    };
#pragma warning disable CS1591 // Comparison operators follow CompareTo.
    public static bool operator <(UInt256 left, UInt256 right) => left.CompareTo(right) < 0;
    public static bool operator >(UInt256 left, UInt256 right) => left.CompareTo(right) > 0;
    public static bool operator <=(UInt256 left, UInt256 right) => left.CompareTo(right) <= 0;
    public static bool operator >=(UInt256 left, UInt256 right) => left.CompareTo(right) >= 0;
#pragma warning restore CS1591

    static UInt256 MulDiv(in UInt256 a, in UInt256 b, in UInt256 divisor, out UInt256 remainder)
    {
        Span<ulong> rest = stackalloc ulong[2 * Digits], by = stackalloc ulong[Digits], quotient = stackalloc ulong[2 * Digits];
        Multiply(a, b, rest);
        divisor.CopyTo(by);
        Limbs.Divide(rest, by, quotient);
        remainder = Of(rest);
        return quotient[Digits..].ContainsAnyExcept(0UL) ? throw Overflow() : Of(quotient);
    }

    static void Multiply(in UInt256 a, in UInt256 b, Span<ulong> product)
    {
        Span<ulong> left = stackalloc ulong[Digits], right = stackalloc ulong[Digits];
        a.CopyTo(left);
        b.CopyTo(right);
        Limbs.Multiply(left, right, product);
    }

    static UInt256 Of(ReadOnlySpan<ulong> digits) => new(new UInt128(digits[3], digits[2]), new UInt128(digits[1], digits[0]));

    void CopyTo(Span<ulong> digits)
    {
        digits[0] = (ulong)Low;
        digits[1] = (ulong)(Low >> 64);
        digits[2] = (ulong)High;
        digits[3] = (ulong)(High >> 64);
    }

    static OverflowException Overflow() => new("The number does not fit.");
}

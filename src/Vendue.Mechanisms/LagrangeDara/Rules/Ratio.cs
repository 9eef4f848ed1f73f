namespace Vendue.Mechanisms.LagrangeDara;

/// <summary>A price per unit as an exact fraction, compared by cross multiplication at full width.</summary>
/// <param name="Numerator">Base units of money.</param>
/// <param name="Denominator">Units of work; zero only in <see cref="Infinity"/>.</param>
public readonly record struct Ratio(UInt128 Numerator, UInt128 Denominator) : IComparable<Ratio>
{
    const int MantissaBits = 56;

    /// <summary>No price yet, on the requesters' side.</summary>
    public static Ratio Zero => new(0, 1);

    /// <summary>No price yet, on the provers' side.</summary>
    public static Ratio Infinity => new(1, 0);

    /// <summary>A whole price.</summary>
    public static Ratio Whole(UInt128 price) => new(price, 1);

    /// <summary>ceil(price · units).</summary>
    public UInt128 Ceiling(UInt128 units) => Wide.MulDivCeil(Numerator, units, Denominator);

    /// <summary>floor(price · units).</summary>
    public UInt128 Floor(UInt128 units) => Wide.MulDivFloor(Numerator, units, Denominator);

    /// <inheritdoc/>
    public int CompareTo(Ratio other) => Wide.CompareProducts(Numerator, other.Denominator, other.Numerator, Denominator);

    /// <summary>
    /// value/size cut to its 57 leading bits, as a number that orders like it: a lower key is a lower ratio, and equal
    /// keys leave the comparison to the exact one. Sorting by it costs a machine comparison in place of a wide one.
    /// </summary>
    internal static ulong SortKey(UInt128 value, ulong size)
    {
        if (value == 0) return 0;
        int shift = (int)UInt128.LeadingZeroCount(value);
        var quotient = value << shift;
        if (size > 1) quotient /= size;
        int top = 127 - (int)UInt128.LeadingZeroCount(quotient);
        ulong mantissa = (ulong)(quotient >> (top - MantissaBits)) & ((1UL << MantissaBits) - 1);
        return ((ulong)(top - shift + 65) << MantissaBits) | mantissa;
    }
#pragma warning disable CS1591 // Comparison operators follow CompareTo.
    public static bool operator <(Ratio left, Ratio right) => left.CompareTo(right) < 0;
    public static bool operator >(Ratio left, Ratio right) => left.CompareTo(right) > 0;
    public static bool operator <=(Ratio left, Ratio right) => left.CompareTo(right) <= 0;
    public static bool operator >=(Ratio left, Ratio right) => left.CompareTo(right) >= 0;
#pragma warning restore CS1591
}

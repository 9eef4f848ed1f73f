using System.Globalization;
using System.Numerics;

namespace Vendue.Prover.Calibrating;

/// <summary>An exact number that is not negative: money and time are reckoned without rounding until the end.</summary>
public readonly struct Ratio : IEquatable<Ratio>, IComparable<Ratio>
{
    const int MostDigits = 30;

    readonly BigInteger numerator;
    readonly BigInteger lessOne;

    /// <summary>A quotient, in lowest terms.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The numerator is negative, or the denominator not above zero.</exception>
    public Ratio(BigInteger numerator, BigInteger denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(numerator);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        this.numerator = numerator / common;
        lessOne = (denominator / common) - 1;
    }

    /// <summary>The upper part.</summary>
    public BigInteger Numerator => numerator;

    /// <summary>The lower part, above zero.</summary>
    public BigInteger Denominator => lessOne + 1;

    /// <summary>Whether it is nothing.</summary>
    public bool IsZero => numerator.IsZero;

    /// <summary>One.</summary>
    public static Ratio One { get; } = new(1, 1);

    /// <summary>A whole number.</summary>
    public static Ratio Of(UInt128 whole) => new(whole, 1);

    /// <summary>Reads a decimal number such as 0.80: digits, at most one point, at most 30 digits, no sign and no exponent.</summary>
    public static bool TryParse(string? text, out Ratio value)
    {
        value = default;
        if (string.IsNullOrEmpty(text) || text.Length > MostDigits + 1) return false;
        int point = text.IndexOf('.', StringComparison.Ordinal);
        string digits = point < 0 ? text : text.Remove(point, 1);
        if (digits.Length is 0 or > MostDigits || point == 0 || point == text.Length - 1 || digits.AsSpan().ContainsAnyExceptInRange('0', '9')) return false;
        value = new Ratio(BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture), BigInteger.Pow(10, point < 0 ? 0 : text.Length - point - 1));
        return true;
    }

    /// <summary>The least whole number that is not below it.</summary>
    public BigInteger Ceiling() => (numerator + lessOne) / Denominator;

    /// <summary>The greatest whole number that is not above it.</summary>
    public BigInteger Floor() => numerator / Denominator;

    /// <summary>The least number with so many decimal places that is not below it.</summary>
    public Ratio RoundUp(int places) => new((this * new Ratio(BigInteger.Pow(10, places), 1)).Ceiling(), BigInteger.Pow(10, places));

    /// <summary>The number rounded up to so many significant digits, without an exponent: what is shown as a price is never below it.</summary>
    public string ToTextUp(int significant)
    {
        if (IsZero) return "0";
        int places = 0;
        if (numerator >= Denominator) places = Math.Max(0, significant - Floor().ToString(CultureInfo.InvariantCulture).Length);
        else
        {
            for (var scaled = numerator; scaled < Denominator; scaled *= 10) places++;
            places += significant - 1;
        }
        return RoundUp(places).ToText();
    }

    /// <summary>The number as a decimal.</summary>
    /// <exception cref="InvalidOperationException">It has no end: round it first.</exception>
    public string ToText()
    {
        int places = 0;
        var power = BigInteger.One;
        while (!(power % Denominator).IsZero)
        {
            if (++places > 4 * MostDigits) throw new InvalidOperationException("The number has no decimal of an end.");
            power *= 10;
        }
        string digits = (numerator * power / Denominator).ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0');
        return places == 0 ? digits : digits.Insert(digits.Length - places, ".");
    }

    /// <inheritdoc/>
    public int CompareTo(Ratio other) => (numerator * other.Denominator).CompareTo(other.numerator * Denominator);

    /// <inheritdoc/>
    public bool Equals(Ratio other) => numerator == other.numerator && lessOne == other.lessOne;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Ratio other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(numerator, lessOne);

    /// <summary>The number, rounded up to six significant digits.</summary>
    public override string ToString() => ToTextUp(6);
#pragma warning disable CS1591, CA2225 // Arithmetic means what it says.
    public static Ratio operator +(Ratio left, Ratio right) => new((left.numerator * right.Denominator) + (right.numerator * left.Denominator), left.Denominator * right.Denominator);
    public static Ratio operator *(Ratio left, Ratio right) => new(left.numerator * right.numerator, left.Denominator * right.Denominator);
    public static Ratio operator /(Ratio left, Ratio right) => new(left.numerator * right.Denominator, left.Denominator * right.numerator);
    public static bool operator ==(Ratio left, Ratio right) => left.Equals(right);
    public static bool operator !=(Ratio left, Ratio right) => !left.Equals(right);
    public static bool operator <(Ratio left, Ratio right) => left.CompareTo(right) < 0;
    public static bool operator >(Ratio left, Ratio right) => left.CompareTo(right) > 0;
    public static bool operator <=(Ratio left, Ratio right) => left.CompareTo(right) <= 0;
    public static bool operator >=(Ratio left, Ratio right) => left.CompareTo(right) >= 0;
#pragma warning restore CS1591, CA2225
}

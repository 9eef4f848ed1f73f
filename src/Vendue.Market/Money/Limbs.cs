namespace Vendue.Kernel;

/// <summary>Unsigned numbers as spans of 64-bit digits, the least first: what <see cref="UInt256"/> and <see cref="Wide"/> are computed by.</summary>
static class Limbs
{
    /// <summary>product = a·b. The product has as many digits as both factors together.</summary>
    public static void Multiply(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> product)
    {
        product.Clear();
        for (int i = 0; i < a.Length; i++)
        {
            ulong carry = 0;
            for (int j = 0; j < b.Length; j++)
            {
                var sum = ((UInt128)a[i] * b[j]) + product[i + j] + carry;
                product[i + j] = (ulong)sum;
                carry = (ulong)(sum >> 64);
            }
            product[i + b.Length] = carry;
        }
    }

    /// <summary>
    /// quotient = floor(dividend / divisor); the remainder stays in the dividend (Knuth, The Art of Computer Programming 2, algorithm D).
    /// </summary>
    /// <param name="dividend">The dividend, of at most eight digits; afterwards the remainder.</param>
    /// <param name="divisor">The divisor, of at most four digits.</param>
    /// <param name="quotient">As many digits as the dividend.</param>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static void Divide(Span<ulong> dividend, ReadOnlySpan<ulong> divisor, Span<ulong> quotient)
    {
        quotient.Clear();
        int n = Length(divisor), m = Length(dividend);
        if (n == 0) throw new DivideByZeroException();
        if (m < n) return;
        if (n == 1)
        {
            dividend[0] = DivideByDigit(dividend[..m], divisor[0], quotient);
            dividend[1..m].Clear();
            return;
        }
        int shift = System.Numerics.BitOperations.LeadingZeroCount(divisor[n - 1]);
        Span<ulong> v = stackalloc ulong[n], u = stackalloc ulong[m + 1];
        ShiftLeft(divisor[..n], shift, v);
        ShiftLeft(dividend[..m], shift, u);
        for (int j = m - n; j >= 0; j--) quotient[j] = Digit(u.Slice(j, n + 1), v);
        ShiftRight(u[..n], shift, dividend[..n]);
        dividend[n..m].Clear();
    }

    /// <summary>Compares two numbers of equally many digits.</summary>
    public static int Compare(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        for (int i = a.Length - 1; i >= 0; i--)
            if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
        return 0;
    }

    static int Length(ReadOnlySpan<ulong> digits)
    {
        int length = digits.Length;
        while (length > 0 && digits[length - 1] == 0) length--;
        return length;
    }

    static ulong DivideByDigit(Span<ulong> dividend, ulong divisor, Span<ulong> quotient)
    {
        UInt128 rest = 0;
        for (int i = dividend.Length - 1; i >= 0; i--)
        {
            rest = (rest << 64) | dividend[i];
            quotient[i] = (ulong)(rest / divisor);
            rest %= divisor;
        }
        return (ulong)rest;
    }

    /// <summary>One digit of the quotient, taken from the upper digits of the dividend, which keep what is left.</summary>
    static ulong Digit(Span<ulong> u, ReadOnlySpan<ulong> v)
    {
        int n = v.Length;
        UInt128 upper = new(u[n], u[n - 1]), guess = upper / v[n - 1], rest = upper % v[n - 1];
        while (guess >> 64 != 0 || (ulong)guess * (UInt128)v[n - 2] > new UInt128((ulong)rest, u[n - 2]))
        {
            guess--;
            rest += v[n - 1];
            if (rest >> 64 != 0) break;
        }
        if (!Subtract(u, v, (ulong)guess)) return (ulong)guess;
        Add(u, v);
        return (ulong)guess - 1;
    }

    /// <summary>u −= v·factor; whether it fell below zero.</summary>
    static bool Subtract(Span<ulong> u, ReadOnlySpan<ulong> v, ulong factor)
    {
        ulong borrow = 0;
        for (int i = 0; i < v.Length; i++)
        {
            var product = ((UInt128)v[i] * factor) + borrow;
            ulong low = (ulong)product;
            borrow = (ulong)(product >> 64) + (u[i] < low ? 1UL : 0);
            u[i] = unchecked(u[i] - low);
        }
        bool below = u[v.Length] < borrow;
        u[v.Length] = unchecked(u[v.Length] - borrow);
        return below;
    }

    static void Add(Span<ulong> u, ReadOnlySpan<ulong> v)
    {
        ulong carry = 0;
        for (int i = 0; i < v.Length; i++)
        {
            var sum = (UInt128)u[i] + v[i] + carry;
            u[i] = (ulong)sum;
            carry = (ulong)(sum >> 64);
        }
        u[v.Length] = unchecked(u[v.Length] + carry);
    }

    static void ShiftLeft(ReadOnlySpan<ulong> from, int bits, Span<ulong> to)
    {
        ulong carry = 0;
        for (int i = 0; i < from.Length; i++)
        {
            to[i] = (from[i] << bits) | carry;
            carry = bits == 0 ? 0 : from[i] >> (64 - bits);
        }
        if (to.Length > from.Length) to[from.Length] = carry;
    }

    static void ShiftRight(ReadOnlySpan<ulong> from, int bits, Span<ulong> to)
    {
        for (int i = 0; i < from.Length; i++)
            to[i] = (from[i] >> bits) | (bits == 0 || i + 1 == from.Length ? 0 : from[i + 1] << (64 - bits));
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vendue.Proofs.Fields;

/// <summary>
/// An element of a prime field, four 64-bit limbs in Montgomery form (value times 2^256 mod p). The in-memory bytes are
/// those of the little-endian Montgomery encoding that .zkey files hold.
/// </summary>
/// <typeparam name="TModulus">The prime.</typeparam>
[StructLayout(LayoutKind.Sequential)]
public readonly partial struct PrimeField<TModulus> : IField<PrimeField<TModulus>>
    where TModulus : IModulus
{
    readonly ulong l0;
    readonly ulong l1;
    readonly ulong l2;
    readonly ulong l3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    PrimeField(ulong l0, ulong l1, ulong l2, ulong l3)
    {
        this.l0 = l0;
        this.l1 = l1;
        this.l2 = l2;
        this.l3 = l3;
    }

    /// <inheritdoc/>
    public static PrimeField<TModulus> Zero => default;

    /// <inheritdoc/>
    public static PrimeField<TModulus> One => FromMontgomery(TModulus.R);

    /// <inheritdoc/>
    public static int Size => UInt256.Size;

    /// <summary>The prime itself.</summary>
    public static UInt256 Modulus => new(TModulus.P0, TModulus.P1, TModulus.P2, TModulus.P3);

    /// <inheritdoc/>
    public bool IsZero => (l0 | l1 | l2 | l3) == 0;

    /// <inheritdoc/>
    public bool IsReduced => new UInt256(l0, l1, l2, l3).IsBelow(Modulus);

    /// <summary>Equality of elements.</summary>
    public static bool operator ==(in PrimeField<TModulus> left, in PrimeField<TModulus> right) =>
        ((left.l0 ^ right.l0) | (left.l1 ^ right.l1) | (left.l2 ^ right.l2) | (left.l3 ^ right.l3)) == 0;

    /// <summary>Inequality of elements.</summary>
    public static bool operator !=(in PrimeField<TModulus> left, in PrimeField<TModulus> right) => !(left == right);

    /// <summary>Takes limbs that are already in Montgomery form.</summary>
    /// <param name="limbs">Below the modulus.</param>
    /// <returns>The element.</returns>
    public static PrimeField<TModulus> FromMontgomery(in UInt256 limbs) => new(limbs.L0, limbs.L1, limbs.L2, limbs.L3);

    /// <summary>The element of an integer.</summary>
    /// <param name="value">Any 256-bit integer; it is reduced.</param>
    /// <returns>value mod p.</returns>
    public static PrimeField<TModulus> FromInteger(in UInt256 value)
    {
        UInt256 reduced = value.IsBelow(Modulus) ? value : UInt256.FromBigInteger(value.ToBigInteger() % Modulus.ToBigInteger());
        return FromMontgomery(reduced) * FromMontgomery(TModulus.RSquared);
    }

    /// <summary>The element of a small integer.</summary>
    /// <param name="value">Any 64-bit integer.</param>
    /// <returns>The element.</returns>
    public static PrimeField<TModulus> FromInteger(ulong value) => FromInteger(new UInt256(value, 0, 0, 0));

    /// <summary>The element of a big integer.</summary>
    /// <param name="value">Any integer; it is reduced.</param>
    /// <returns>value mod p.</returns>
    public static PrimeField<TModulus> FromInteger(BigInteger value)
    {
        BigInteger modulus = Modulus.ToBigInteger();
        BigInteger reduced = value % modulus;
        return FromInteger(UInt256.FromBigInteger(reduced.Sign < 0 ? reduced + modulus : reduced));
    }

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out PrimeField<TModulus> value)
    {
        UInt256 integer = UInt256.ReadBigEndian(bytes);
        bool canonical = integer.IsBelow(Modulus);
        value = canonical ? FromInteger(integer) : Zero;
        return canonical;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> bytes) => ToInteger().WriteBigEndian(bytes);

    /// <summary>The canonical integer in [0, p).</summary>
    /// <returns>The integer.</returns>
    public UInt256 ToInteger()
    {
        PrimeField<TModulus> plain = this * new PrimeField<TModulus>(1, 0, 0, 0);
        return plain.ToMontgomery();
    }

    /// <summary>The limbs as stored: the value times 2^256 mod p.</summary>
    /// <returns>The limbs.</returns>
    public UInt256 ToMontgomery() => new(l0, l1, l2, l3);

    /// <summary>Raises to a power, square and multiply from the top bit; not constant time.</summary>
    /// <param name="exponent">Any exponent.</param>
    /// <returns>The power; one for exponent zero.</returns>
    public PrimeField<TModulus> Pow(in UInt256 exponent)
    {
        PrimeField<TModulus> result = One;
        for (int bit = exponent.BitLength - 1; bit >= 0; bit--)
        {
            result = result.Square();
            if (exponent.Bit(bit))
                result *= this;
        }

        return result;
    }

    /// <inheritdoc/>
    public bool Equals(PrimeField<TModulus> other) => this == other;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PrimeField<TModulus> other && this == other;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(l0, l1, l2, l3);

    /// <summary>Decimal digits of the canonical integer.</summary>
    /// <returns>The integer in base ten.</returns>
    public override string ToString() => ToInteger().ToString();
}

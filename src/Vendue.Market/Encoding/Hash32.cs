using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Vendue.Kernel;

/// <summary>A 32-byte value: a hash, a key, a seed or a commitment. Written in hexadecimal with the prefix 0x.</summary>
public readonly record struct Hash32 : IComparable<Hash32>
{
    readonly ulong a, b, c, d;

    /// <summary>The value of 32 bytes.</summary>
    /// <exception cref="ArgumentException">There are not exactly 32 bytes.</exception>
    public Hash32(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size) throw new ArgumentException($"A 32-byte value has 32 bytes, not {bytes.Length}.", nameof(bytes));
        a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        b = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        c = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        d = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>How many bytes the value has: 32.</summary>
    public const int Size = 32;

    /// <summary>Whether all bytes are zero.</summary>
    public bool IsZero => (a | b | c | d) == 0;

    /// <summary>SHA-256 of the bytes.</summary>
    public static Hash32 Sha256(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(bytes, hash);
        return new Hash32(hash);
    }

    /// <summary>Writes the 32 bytes to the start of <paramref name="to"/>.</summary>
    public void CopyTo(Span<byte> to)
    {
        BinaryPrimitives.WriteUInt64BigEndian(to, a);
        BinaryPrimitives.WriteUInt64BigEndian(to[8..], b);
        BinaryPrimitives.WriteUInt64BigEndian(to[16..], c);
        BinaryPrimitives.WriteUInt64BigEndian(to[24..], d);
    }

    /// <summary>The 32 bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Reads 0x and 64 hexadecimal digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Hash32 value)
    {
        value = default;
        if (text.Length != 2 + (2 * Size) || text[0] != '0' || text[1] != 'x') return false;
        Span<byte> bytes = stackalloc byte[Size];
        if (Convert.FromHexString(text[2..], bytes, out _, out int written) != System.Buffers.OperationStatus.Done || written != Size) return false;
        value = new Hash32(bytes);
        return true;
    }

    /// <summary>Byte order: as unsigned big-endian numbers.</summary>
    public int CompareTo(Hash32 other) =>
        a != other.a ? a.CompareTo(other.a)
        : b != other.b ? b.CompareTo(other.b)
        : c != other.c ? c.CompareTo(other.c)
        : d.CompareTo(other.d);

    /// <summary>0x and 64 lower-case hexadecimal digits.</summary>
    public override string ToString() => "0x" + Convert.ToHexStringLower(ToArray());

    /// <inheritdoc/>
    public override int GetHashCode() => TableHash.Of(a, b, c, d);
#pragma warning disable CS1591 // Comparison operators follow CompareTo.
    public static bool operator <(Hash32 left, Hash32 right) => left.CompareTo(right) < 0;
    public static bool operator >(Hash32 left, Hash32 right) => left.CompareTo(right) > 0;
    public static bool operator <=(Hash32 left, Hash32 right) => left.CompareTo(right) <= 0;
    public static bool operator >=(Hash32 left, Hash32 right) => left.CompareTo(right) >= 0;
#pragma warning restore CS1591
}

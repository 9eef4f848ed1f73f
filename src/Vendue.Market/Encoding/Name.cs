using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Vendue.Kernel;

/// <summary>
/// A short text held in place: the name of an account, an asset, a role or a unit. At most 47 printable ASCII
/// characters without spaces; the empty name means none. On a live market an account's name is its Ethereum address,
/// 0x and 40 lower-case hexadecimal digits.
/// </summary>
public readonly struct Name : IEquatable<Name>, IComparable<Name>
{
    readonly Bytes48 storage;

    [InlineArray(48)]
    struct Bytes48
    {
        byte first;
    }

    Name(ReadOnlySpan<byte> text)
    {
        text.CopyTo(storage);
        storage[MaxLength] = (byte)text.Length;
    }

    /// <summary>The longest name, in bytes.</summary>
    public const int MaxLength = 47;

    /// <summary>How many bytes the name has.</summary>
    public int Length => storage[MaxLength];

    /// <summary>Whether there is no name.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>The name's bytes (ASCII, and so UTF-8).</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Bytes => ((ReadOnlySpan<byte>)storage)[..Length];

    /// <summary>Reads a name from ASCII bytes.</summary>
    public static bool TryCreate(ReadOnlySpan<byte> text, out Name name)
    {
        name = default;
        if (text.Length > MaxLength || text.IndexOfAnyExceptInRange((byte)'!', (byte)'~') >= 0) return false;
        name = new Name(text);
        return true;
    }

    /// <summary>Reads a name from text.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Name name)
    {
        name = default;
        Span<byte> bytes = stackalloc byte[MaxLength];
        return text.Length <= MaxLength
            && System.Text.Ascii.IsValid(text)
            && TryCreate(bytes[..Encoding.ASCII.GetBytes(text, bytes)], out name);
    }

    /// <summary>The name that <paramref name="text"/> spells.</summary>
    /// <exception cref="FormatException">The text is no name.</exception>
    public static Name Parse(string text) =>
        TryParse(text, out var name) ? name : throw new FormatException($"'{text}' is no name: use at most {MaxLength} printable ASCII characters without spaces.");

    /// <summary>The name that <paramref name="text"/> spells; for names written in source code.</summary>
    public static implicit operator Name(string text) => Parse(text);

    /// <inheritdoc/>
    public bool Equals(Name other) =>
        MemoryMarshal.AsBytes(new ReadOnlySpan<Bytes48>(in storage)).SequenceEqual(MemoryMarshal.AsBytes(new ReadOnlySpan<Bytes48>(in other.storage)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Name other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var words = MemoryMarshal.Cast<byte, ulong>(MemoryMarshal.AsBytes(new ReadOnlySpan<Bytes48>(in storage)));
        return TableHash.Of(words[0] ^ (words[1] * TableHash.C), words[2] ^ (words[3] * TableHash.D), words[4] ^ (words[0] * TableHash.B), words[5] ^ (words[1] * TableHash.A));
    }

    /// <summary>Byte order.</summary>
    public int CompareTo(Name other) => Bytes.SequenceCompareTo(other.Bytes);

    /// <inheritdoc/>
    public override string ToString() => Encoding.ASCII.GetString(Bytes);
#pragma warning disable CS1591 // Comparison operators follow CompareTo and Equals.
    public static bool operator ==(Name left, Name right) => left.Equals(right);
    public static bool operator !=(Name left, Name right) => !left.Equals(right);
    public static bool operator <(Name left, Name right) => left.CompareTo(right) < 0;
    public static bool operator >(Name left, Name right) => left.CompareTo(right) > 0;
    public static bool operator <=(Name left, Name right) => left.CompareTo(right) <= 0;
    public static bool operator >=(Name left, Name right) => left.CompareTo(right) >= 0;
#pragma warning restore CS1591
}

namespace Vendue.Kernel;

/// <summary>An immutable sequence of bytes with value equality, as carried by an action: public values, a predicate's data.</summary>
public readonly struct Bytes : IEquatable<Bytes>
{
    readonly byte[]? bytes;

    /// <summary>Takes ownership of <paramref name="bytes"/>, which must not change afterwards.</summary>
    public Bytes(byte[] bytes) => this.bytes = bytes;

    /// <summary>How many bytes there are.</summary>
    public int Length => bytes?.Length ?? 0;

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Span => bytes;

    /// <summary>The bytes, for readers that keep them.</summary>
    public ReadOnlyMemory<byte> Memory => bytes;

    /// <summary>Reads 0x and an even number of hexadecimal digits; 0x alone is empty.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Bytes value)
    {
        value = default;
        if (text.Length < 2 || text[0] != '0' || text[1] != 'x' || text.Length % 2 != 0) return false;
        var result = new byte[(text.Length - 2) / 2];
        if (Convert.FromHexString(text[2..], result, out _, out int written) != System.Buffers.OperationStatus.Done || written != result.Length) return false;
        value = new Bytes(result);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(Bytes other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Bytes other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Length == 0 ? 0 : Hash32.Sha256(Span).GetHashCode();

    /// <summary>0x and the bytes in lower-case hexadecimal.</summary>
    public override string ToString() => "0x" + Convert.ToHexStringLower(Span);
#pragma warning disable CS1591 // Equality operators follow Equals.
    public static bool operator ==(Bytes left, Bytes right) => left.Equals(right);
    public static bool operator !=(Bytes left, Bytes right) => !left.Equals(right);
#pragma warning restore CS1591
}

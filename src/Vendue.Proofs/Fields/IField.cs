namespace Vendue.Proofs.Fields;

/// <summary>
/// A finite field as a value type. Code written against this interface is compiled once per field by the JIT,
/// so that one curve implementation serves both G1 (over Fp) and G2 (over Fp2) at full speed.
/// </summary>
/// <typeparam name="T">The element type itself.</typeparam>
public interface IField<T> : IEquatable<T>
    where T : struct, IField<T>
{
    /// <summary>The additive identity. It is also <c>default(T)</c>.</summary>
    static abstract T Zero { get; }

    /// <summary>The multiplicative identity.</summary>
    static abstract T One { get; }

    /// <summary>Length in bytes of an element's canonical encoding.</summary>
    static abstract int Size { get; }

    /// <summary>Whether the element is zero.</summary>
    bool IsZero { get; }

    /// <summary>Whether the stored limbs are the one canonical representative; false only for limbs read raw from a file.</summary>
    bool IsReduced { get; }

    /// <summary>Sum.</summary>
    static abstract T operator +(in T left, in T right);

    /// <summary>Difference.</summary>
    static abstract T operator -(in T left, in T right);

    /// <summary>Product.</summary>
    static abstract T operator *(in T left, in T right);

    /// <summary>Additive inverse.</summary>
    static abstract T operator -(in T value);

    /// <summary>The element times itself.</summary>
    T Square();

    /// <summary>The element plus itself.</summary>
    T Double();

    /// <summary>Multiplicative inverse of a public value; zero for zero. Its time depends on the value.</summary>
    T Inverse();

    /// <summary>Multiplicative inverse of a secret; zero for zero. The same steps for every value, at a higher price.</summary>
    T SecretInverse();

    /// <summary>Reads a canonical big-endian encoding (higher tower coefficients first, as the EVM's precompiles do).</summary>
    /// <param name="bytes">Exactly <see cref="Size"/> bytes.</param>
    /// <param name="value">The element, when the encoding is canonical.</param>
    /// <returns>False when a coefficient is not below the modulus.</returns>
    static abstract bool TryRead(ReadOnlySpan<byte> bytes, out T value);

    /// <summary>Writes the canonical big-endian encoding read by <see cref="TryRead"/>.</summary>
    /// <param name="bytes">At least <see cref="Size"/> bytes.</param>
    void Write(Span<byte> bytes);
}

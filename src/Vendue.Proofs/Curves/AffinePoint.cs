using System.Runtime.InteropServices;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Curves;

/// <summary>
/// A point by its coordinates; infinity is (0, 0), which is on neither curve, as in .zkey files and in the EVM. The memory
/// layout is that of .zkey files.
/// </summary>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
/// <param name="X">First coordinate.</param>
/// <param name="Y">Second coordinate.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct AffinePoint<TField>(TField X, TField Y)
    where TField : struct, IField<TField>
{
    /// <summary>The neutral element.</summary>
    public static AffinePoint<TField> Infinity => default;

    /// <summary>Length of the big-endian encoding, bytes.</summary>
    public static int Size => 2 * TField.Size;

    /// <summary>Whether this is the neutral element.</summary>
    public bool IsInfinity => X.IsZero && Y.IsZero;

    /// <summary>Additive inverse.</summary>
    public static AffinePoint<TField> operator -(in AffinePoint<TField> point) => new(point.X, -point.Y);

    /// <summary>Whether the coordinates satisfy y^2 = x^3 + b; infinity does.</summary>
    /// <param name="b">The curve's constant.</param>
    /// <returns>True on the curve.</returns>
    public bool IsOnCurve(in TField b) => IsInfinity || Y.Square().Equals((X.Square() * X) + b);

    /// <summary>Writes x then y, big-endian.</summary>
    /// <param name="bytes">At least <see cref="Size"/> bytes.</param>
    public void Write(Span<byte> bytes)
    {
        X.Write(bytes);
        Y.Write(bytes[TField.Size..]);
    }
}

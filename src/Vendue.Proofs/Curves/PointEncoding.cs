using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;

namespace Vendue.Proofs.Curves;

/// <summary>Points from outside: nothing passes that is not a canonical point of the group.</summary>
static class PointEncoding
{
    /// <summary>Reads a big-endian point as the EVM's precompiles encode it.</summary>
    /// <typeparam name="TCurve">The group.</typeparam>
    /// <typeparam name="TField">The field of the coordinates.</typeparam>
    /// <param name="bytes">Reduced by what is read.</param>
    /// <param name="name">The point's name, for the message.</param>
    /// <returns>The point.</returns>
    public static AffinePoint<TField> Read<TCurve, TField>(ref ReadOnlySpan<byte> bytes, string name)
        where TCurve : ICurve<TField>
        where TField : struct, IField<TField>
    {
        AffinePoint<TField> point = ReadOnCurve<TCurve, TField>(ref bytes, name);
        ValidateSubgroup<TCurve, TField>(point, name);
        return point;
    }

    /// <summary>As <see cref="Read"/>, but the subgroup is left unchecked.</summary>
    /// <typeparam name="TCurve">The group.</typeparam>
    /// <typeparam name="TField">The field of the coordinates.</typeparam>
    /// <param name="bytes">Reduced by what is read.</param>
    /// <param name="name">The point's name, for the message.</param>
    /// <returns>A point of the curve.</returns>
    public static AffinePoint<TField> ReadOnCurve<TCurve, TField>(ref ReadOnlySpan<byte> bytes, string name)
        where TCurve : ICurve<TField>
        where TField : struct, IField<TField>
    {
        if (!TField.TryRead(bytes[..TField.Size], out TField x) | !TField.TryRead(bytes.Slice(TField.Size, TField.Size), out TField y))
            throw NotCanonical(name);
        bytes = bytes[AffinePoint<TField>.Size..];
        var point = new AffinePoint<TField>(x, y);
        ValidateOnCurve<TCurve, TField>(point, name);
        return point;
    }

    /// <summary>Refuses a point that is not of the group.</summary>
    /// <typeparam name="TCurve">The group.</typeparam>
    /// <typeparam name="TField">The field of the coordinates.</typeparam>
    /// <param name="point">The point, its limbs perhaps raw from a file.</param>
    /// <param name="name">The point's name, for the message.</param>
    public static void Validate<TCurve, TField>(in AffinePoint<TField> point, string name)
        where TCurve : ICurve<TField>
        where TField : struct, IField<TField>
    {
        ValidateOnCurve<TCurve, TField>(point, name);
        ValidateSubgroup<TCurve, TField>(point, name);
    }

    /// <summary>Refuses a point of the curve outside the subgroup.</summary>
    /// <typeparam name="TCurve">The group.</typeparam>
    /// <typeparam name="TField">The field of the coordinates.</typeparam>
    /// <param name="point">A point of the curve.</param>
    /// <param name="name">The point's name, for the message.</param>
    public static void ValidateSubgroup<TCurve, TField>(in AffinePoint<TField> point, string name)
        where TCurve : ICurve<TField>
        where TField : struct, IField<TField>
    {
        if (!TCurve.IsInSubgroup(point))
            throw NotInSubgroup(name);
    }

    /// <summary>The failure of a point outside its group.</summary>
    /// <param name="name">The point's name, for the message.</param>
    /// <returns>The exception.</returns>
    public static ProofFormatException NotInSubgroup(string name) =>
        new("point-not-in-subgroup", $"Point {name} is outside the group of prime order; whoever made it was careless or hostile, so refuse it.");

    /// <summary>Refuses a point that is not canonical or not on the curve; the subgroup is left unchecked.</summary>
    /// <typeparam name="TCurve">The group.</typeparam>
    /// <typeparam name="TField">The field of the coordinates.</typeparam>
    /// <param name="point">The point, its limbs perhaps raw from a file.</param>
    /// <param name="name">The point's name, for the message.</param>
    public static void ValidateOnCurve<TCurve, TField>(in AffinePoint<TField> point, string name)
        where TCurve : ICurve<TField>
        where TField : struct, IField<TField>
    {
        if (!point.X.IsReduced || !point.Y.IsReduced)
            throw NotCanonical(name);
        if (!point.IsOnCurve(TCurve.B))
            throw new ProofFormatException("point-not-on-curve", $"Point {name} is not on the curve; the bytes are damaged or forged, so ask for them again.");
    }

    static ProofFormatException NotCanonical(string name) =>
        new("point-not-canonical", $"Point {name} has a coordinate that is not below the field's prime; encode it again.");
}

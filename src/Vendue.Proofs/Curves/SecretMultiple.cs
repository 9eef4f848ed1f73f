using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Curves;

/// <summary>
/// Multiples of points by secret scalars, without branches or memory addresses that depend on the scalar: a fixed number of
/// doublings and additions by formulas that are right in every case, and tables read whole and masked. What this does and
/// does not protect is in docs/decisions/0005-constant-time.md.
/// </summary>
static class SecretMultiple
{
    const int WindowBits = 4;
    const int Multiples = 1 << WindowBits;

    /// <summary>Multiplies.</summary>
    /// <typeparam name="TCurve">The group; its curve has no point of order two, as the formulas need.</typeparam>
    /// <typeparam name="TField">The field of the coordinates.</typeparam>
    /// <param name="scalar">The secret.</param>
    /// <param name="point">Any point of the curve; not secret.</param>
    /// <returns>scalar times point.</returns>
    public static JacobianPoint<TField> Of<TCurve, TField>(in Fr scalar, in JacobianPoint<TField> point)
        where TCurve : ICurve<TField>
        where TField : struct, IField<TField>
    {
        TField tripledB = TCurve.B.Double() + TCurve.B;
        var table = new Projective<TField>[Multiples];
        table[0] = Projective<TField>.Infinity;
        table[1] = Projective<TField>.Of(point);
        for (int i = 2; i < Multiples; i++)
            table[i] = table[i - 1].Add(table[1], tripledB);
        UInt256 digits = scalar.ToInteger();
        Projective<TField> result = Projective<TField>.Infinity;
        Projective<TField> chosen = default;
        for (int position = (UInt256.Size * 8) - WindowBits; position >= 0; position -= WindowBits)
        {
            for (int i = 0; i < WindowBits; i++)
                result = result.Double(tripledB);
            Choose(table, digits.Bits(position, WindowBits), ref chosen);
            result = result.Add(chosen, tripledB);
        }

        return result.ToJacobian();
    }

    /// <summary>Reads every entry and keeps one.</summary>
    static void Choose<TField>(Projective<TField>[] table, uint index, ref Projective<TField> chosen)
        where TField : struct, IField<TField>
    {
        Span<ulong> target = MemoryMarshal.Cast<Projective<TField>, ulong>(new Span<Projective<TField>>(ref chosen));
        ReadOnlySpan<ulong> source = MemoryMarshal.Cast<Projective<TField>, ulong>(table);
        target.Clear();
        for (uint entry = 0; entry < Multiples; entry++)
        {
            ulong mask = 0 - (((ulong)(entry ^ index) - 1) >> 63);
            ReadOnlySpan<ulong> words = source.Slice((int)entry * target.Length, target.Length);
            for (int i = 0; i < target.Length; i++)
                target[i] |= words[i] & mask;
        }
    }

    /// <summary>
    /// A point (X/Z, Y/Z), infinity (0 : 1 : 0). Addition and doubling are complete: Renes, Costello, Batina 2016, algorithms
    /// 7 and 9, for curves y^2 = x^3 + b of odd order.
    /// </summary>
    [StructLayout(LayoutKind.Sequential)]
    readonly struct Projective<TField>(TField x, TField y, TField z)
        where TField : struct, IField<TField>
    {
        readonly TField x = x;
        readonly TField y = y;
        readonly TField z = z;

        public static Projective<TField> Infinity => new(TField.Zero, TField.One, TField.Zero);

        public static Projective<TField> Of(in JacobianPoint<TField> point) =>
            new(point.X * point.Z, point.Y, point.Z.Square() * point.Z);

        public JacobianPoint<TField> ToJacobian() => new(x * z, y * z.Square(), z);

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public Projective<TField> Add(in Projective<TField> other, in TField tripledB)
        {
            TField xx = x * other.x;
            TField yy = y * other.y;
            TField zz = z * other.z;
            TField xy = ((x + y) * (other.x + other.y)) - xx - yy;
            TField yz = ((y + z) * (other.y + other.z)) - yy - zz;
            TField xz = tripledB * (((x + z) * (other.x + other.z)) - xx - zz);
            TField tripledX = xx.Double() + xx;
            TField scaledZ = tripledB * zz;
            TField sum = yy + scaledZ;
            TField difference = yy - scaledZ;
            return new Projective<TField>(
                (xy * difference) - (yz * xz), (difference * sum) + (tripledX * xz), (yz * sum) + (tripledX * xy));
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public Projective<TField> Double(in TField tripledB)
        {
            TField yy = y.Square();
            TField zz = tripledB * z.Square();
            TField eightfold = yy.Double().Double().Double();
            TField difference = yy - zz.Double() - zz;
            return new Projective<TField>(
                (difference * (x * y)).Double(), (difference * (yy + zz)) + (eightfold * zz), eightfold * (y * z));
        }
    }
}

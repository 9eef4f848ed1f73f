using System.Runtime.CompilerServices;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Sums;

/// <summary>
/// The scalars of a sum, those left out that contribute nothing, ready for their signed digits to be read in any order. They
/// are secret, and forgotten when disposed of.
/// </summary>
sealed class SignedDigits : IDisposable
{
    readonly WindowPlan plan;
    readonly UInt256[] shifted;
    readonly int[] points;

    SignedDigits(WindowPlan plan, int capacity)
    {
        this.plan = plan;
        shifted = new UInt256[capacity];
        points = new int[capacity];
    }

    /// <summary>Scalars that are not zero, of points that are not infinity.</summary>
    public int Count { get; set; }

    /// <summary>Prepares the scalars of a sum.</summary>
    /// <typeparam name="TField">The field of the points' coordinates.</typeparam>
    /// <param name="table">The points.</param>
    /// <param name="scalars">The scalars.</param>
    /// <returns>The digits.</returns>
    public static SignedDigits Of<TField>(PointTable<TField> table, ReadOnlySpan<UInt256> scalars)
        where TField : struct, IField<TField>
    {
        var digits = new SignedDigits(table.Plan, table.Count);
        UInt256 offset = table.Plan.Offset();
        ReadOnlySpan<AffinePoint<TField>> points = table.Points.Span[..table.Count];
        for (int i = 0; i < points.Length; i++)
        {
            ref readonly UInt256 scalar = ref scalars[table.TermOf(i)];
            if (scalar.IsZero || points[i].IsInfinity)
                continue;
            digits.shifted[digits.Count] = scalar.AddWrapping(offset);
            digits.points[digits.Count++] = i;
        }

        return digits;
    }

    /// <summary>The point that a scalar belongs to.</summary>
    /// <param name="index">Below the count.</param>
    /// <returns>Its place on the lowest level of the table.</returns>
    public int Point(int index) => points[index];

    /// <summary>A digit.</summary>
    /// <param name="index">Which scalar, below the count.</param>
    /// <param name="window">Which window.</param>
    /// <returns>The digit, half a window at most in size.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Digit(int index, int window)
    {
        const int lastWord = UInt256.Size - sizeof(ulong);
        int position = window * plan.Bits;
        int start = Math.Min(position >> 3, lastWord);
        ref byte bytes = ref Unsafe.As<UInt256, byte>(ref shifted[index]);
        ulong word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, start)) >> (position - (8 * start));
        int digit = (int)word & ((1 << plan.Bits) - 1);
        return window == plan.Windows - 1 ? digit : digit - (1 << (plan.Bits - 1));
    }

    /// <inheritdoc/>
    public void Dispose() => Array.Clear(shifted);
}

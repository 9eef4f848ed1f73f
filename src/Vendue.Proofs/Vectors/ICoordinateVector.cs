using System.Runtime.Intrinsics;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Vectors;

/// <summary>
/// One coordinate of eight points side by side. Coordinates are loaded as they lie in memory, times 2^256, and so stand for
/// twice their value here, where elements are times 2^255: whoever computes with them keeps account of the two.
/// </summary>
/// <typeparam name="TSelf">The vector.</typeparam>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
interface ICoordinateVector<TSelf, TField>
    where TSelf : struct, ICoordinateVector<TSelf, TField>
    where TField : struct, IField<TField>
{
    /// <summary>Loads eight points that follow one another. Limbs are of weight 2, differences of two loaded coordinates too.</summary>
    /// <param name="points">The first of eight.</param>
    /// <param name="x">Twice the first coordinates.</param>
    /// <param name="y">Twice the second coordinates.</param>
    static abstract void Load(ref readonly AffinePoint<TField> points, out TSelf x, out TSelf y);

    /// <summary>Stores eight points, their coordinates reduced.</summary>
    /// <param name="x">Twice the first coordinates, of weight 7 at most.</param>
    /// <param name="y">Twice the second coordinates, likewise.</param>
    /// <param name="points">The first of eight.</param>
    static abstract void Store(in TSelf x, in TSelf y, ref AffinePoint<TField> points);

    /// <summary>Puts elements side by side.</summary>
    /// <param name="elements">At most eight.</param>
    /// <returns>A normal vector.</returns>
    static abstract TSelf Of(ReadOnlySpan<TField> elements);

    /// <summary>For each place, one of two elements.</summary>
    /// <param name="mask">All bits set where the first is wanted, none where the second is.</param>
    /// <param name="first">The first.</param>
    /// <param name="second">The second.</param>
    /// <returns>The choice.</returns>
    static abstract TSelf Select(Vector512<double> mask, in TSelf first, in TSelf second);

    /// <summary>left - right; the weights add up.</summary>
    /// <param name="left">From this.</param>
    /// <param name="right">This.</param>
    /// <param name="result">The difference; may be one of the two.</param>
    static abstract void Subtract(in TSelf left, in TSelf right, out TSelf result);

    /// <summary>2 value - a - b, normal.</summary>
    /// <param name="value">A normal element.</param>
    /// <param name="a">An element of weight 2 at most.</param>
    /// <param name="b">An element of weight 2 at most.</param>
    /// <param name="result">The difference; may be one of the three.</param>
    static abstract void DoubleLess(in TSelf value, in TSelf a, in TSelf b, out TSelf result);

    /// <summary>The product, of weights that multiply to 3 at most; normal.</summary>
    /// <param name="a">First factor.</param>
    /// <param name="b">Second factor.</param>
    /// <param name="result">The product; none of the factors.</param>
    static abstract void Multiply(in TSelf a, in TSelf b, out TSelf result);

    /// <summary>Where all limbs are zero.</summary>
    /// <returns>All bits set in these places, none elsewhere.</returns>
    Vector512<double> IsZero();

    /// <summary>The element of one place.</summary>
    /// <param name="place">0 to 7.</param>
    /// <returns>The element.</returns>
    TField ToElement(int place);
}

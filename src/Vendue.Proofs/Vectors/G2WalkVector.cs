using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Vectors;

/// <summary>
/// Eight points of the twist on their way through the Miller loop, in homogeneous coordinates (X/Z, Y/Z). Formulas as in
/// <see cref="MillerLines"/>, without its halvings: a doubled point is scaled by four.
/// </summary>
struct G2WalkVector(in Fp2Vector x, in Fp2Vector y)
{
    static readonly Fp2Vector TripledB = Fp2Vector.Of([.. Enumerable.Repeat(G2.B.Double() + G2.B, FpVector.Count)]);
    Fp2Vector x = x;
    Fp2Vector y = y;
    Fp2Vector z = Fp2Vector.Of([.. Enumerable.Repeat(Fp2.One, FpVector.Count)]);

    /// <summary>A line a + b w + c w^3 for each point, of weights 1, 3 and 2.</summary>
    public readonly record struct Lines(Fp2Vector A, Fp2Vector B, Fp2Vector C);

    /// <summary>Where the walk has arrived.</summary>
    /// <param name="place">Which of the points.</param>
    /// <returns>Its homogeneous coordinates.</returns>
    public readonly (Fp2 X, Fp2 Y, Fp2 Z) At(int place) => (x.ToElement(place), y.ToElement(place), z.ToElement(place));

    public Lines Double()
    {
        Fp2Vector xy = x * y;
        Fp2Vector b = y * y;
        Fp2Vector c = z * z;
        Fp2Vector h = (y + y) * z;
        Fp2Vector j = x * x;
        Fp2Vector e = c * TripledB;
        var g = Fp2Vector.Combine(1, b, 3, e);
        x = (xy + xy) * Fp2Vector.Combine(1, b, -3, e);
        y = Fp2Vector.SumOfProducts(g, g, e.Times(-12), e);
        z = b.Times(4) * h;
        return new Lines(-h, j + j + j, e - b);
    }

    public Lines Add(in Fp2Vector otherX, in Fp2Vector otherY)
    {
        var o = Fp2Vector.Combine(1, y, -1, otherY * z);
        var l = Fp2Vector.Combine(1, x, -1, otherX * z);
        Fp2Vector d = l * l;
        Fp2Vector e = l * d;
        Fp2Vector f = z * (o * o);
        Fp2Vector g = x * d;
        var h = Fp2Vector.Combine(1, e + f, -2, g);
        x = l * h;
        y = Fp2Vector.SumOfProducts(g - h, o, -y, e);
        z = e * z;
        return new Lines(l, -o, Fp2Vector.SumOfProducts(otherX, o, -l, otherY));
    }
}

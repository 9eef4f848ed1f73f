using System.Runtime.Intrinsics;
using Vendue.Proofs.Curves;

namespace Vendue.Proofs.Vectors;

/// <summary>
/// Eight points of G1 in homogeneous coordinates (X/Z, Y/Z), infinity (0, 1, 0). Formulas: Renes, Costello, Batina 2016,
/// algorithms 8 and 9, which hold for every point there is, so that no place ever needs a branch of its own.
/// </summary>
readonly struct G1Vector(in FpVector x, in FpVector y, in FpVector z)
{
    /// <summary>Three times the curve's constant.</summary>
    const int TripledB = 9;

    static readonly FpVector CubeRoot = FpVector.Broadcast(G1Endomorphism.CubeRoot);

    public readonly FpVector X = x;
    public readonly FpVector Y = y;
    public readonly FpVector Z = z;

    /// <summary>Multiples of points by low + lambda high, lambda being the eigenvalue of <see cref="G1Endomorphism"/>.</summary>
    /// <param name="points">At most eight points.</param>
    /// <param name="lows">The first coefficient of each.</param>
    /// <param name="highs">The second coefficient of each.</param>
    /// <returns>The multiples.</returns>
    public static G1Vector Multiples(ReadOnlySpan<AffinePoint<Fp>> points, ReadOnlySpan<ulong> lows, ReadOnlySpan<ulong> highs)
    {
        AffinePoint<Fp>[] filled = [.. points, .. new AffinePoint<Fp>[FpVector.Count - points.Length]];
        ulong[] low = [.. lows, .. new ulong[FpVector.Count - points.Length]];
        ulong[] high = [.. highs, .. new ulong[FpVector.Count - points.Length]];
        for (int i = 0; i < filled.Length; i++)
        {
            if (filled[i].IsInfinity)
                low[i] = high[i] = 0;
        }

        // P, lambda P and their sum -lambda^2 P have the abscissas x, beta x and beta^2 x.
        var y = FpVector.Of(Array.ConvertAll(filled, point => point.Y));
        var x0 = FpVector.Of(Array.ConvertAll(filled, point => point.X));
        FpVector x1 = x0 * CubeRoot;
        FpVector x2 = x1 * CubeRoot;
        var lowBits = Vector512.Create(low).AsInt64();
        var highBits = Vector512.Create(high).AsInt64();
        var sum = new G1Vector(FpVector.Broadcast(Fp.Zero), FpVector.Broadcast(Fp.One), FpVector.Broadcast(Fp.Zero));
        for (int bit = 63; bit >= 0; bit--)
        {
            // A number is negative exactly when its top bit is set.
            Vector512<double> first = Vector512.LessThan(lowBits << (63 - bit), Vector512<long>.Zero).AsDouble();
            Vector512<double> second = Vector512.LessThan(highBits << (63 - bit), Vector512<long>.Zero).AsDouble();
            sum = sum.Double();
            FpVector otherX = FpVector.Select(second, FpVector.Select(first, x2, x1), x0);
            G1Vector next = sum.Add(otherX, FpVector.Select(first & second, -y, y));
            Vector512<double> any = first | second;
            sum = new G1Vector(FpVector.Select(any, next.X, sum.X), FpVector.Select(any, next.Y, sum.Y), FpVector.Select(any, next.Z, sum.Z));
        }

        return sum;
    }

    /// <summary>The point of one place.</summary>
    /// <param name="place">0 to 7.</param>
    /// <returns>The point.</returns>
    public JacobianPoint<Fp> ToPoint(int place)
    {
        Fp z = Z.ToElement(place);
        return z.IsZero ? JacobianPoint<Fp>.Infinity : new JacobianPoint<Fp>(X.ToElement(place) * z, Y.ToElement(place) * z.Square(), z);
    }

    G1Vector Double()
    {
        FpVector t0 = Y * Y;
        FpVector t2 = (Z * Z).Times(TripledB);
        FpVector eightfold = t0.Times(8);
        var difference = FpVector.Combine(1, t0, -3, t2);
        return new G1Vector(
            (difference + difference) * (X * Y),
            FpVector.SumOfProducts(t2, eightfold, difference, t0 + t2),
            (Y * Z) * eightfold);
    }

    /// <summary>Sum with points other than infinity.</summary>
    G1Vector Add(in FpVector x, in FpVector y)
    {
        FpVector t0 = X * x;
        FpVector t1 = Y * y;
        var t3 = FpVector.SumOfProducts(X, y, x, Y);
        var t4 = FpVector.Combine(1, y * Z, 1, Y);
        var t5 = FpVector.Combine(TripledB, x * Z, TripledB, X);
        FpVector t2 = Z.Times(TripledB);
        var difference = FpVector.Combine(1, t1, -1, t2);
        FpVector sum = t1 + t2;
        FpVector tripled = t0 + t0 + t0;
        return new G1Vector(
            FpVector.SumOfProducts(t3, difference, -t4, t5),
            FpVector.SumOfProducts(difference, sum, t5, tripled),
            FpVector.SumOfProducts(sum, t4, tripled, t3));
    }
}

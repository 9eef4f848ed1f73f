using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.ZkVms;

/// <summary>Points of a published key, read from its hexadecimal words one after another, each validated as if from outside.</summary>
ref struct PublishedPoints
{
    ReadOnlySpan<byte> rest;

    /// <summary>Takes the words.</summary>
    /// <param name="words">Hexadecimal digits, 64 a word, between white space.</param>
    public PublishedPoints(string words)
    {
        rest = Convert.FromHexString(string.Concat(words.Where(c => !char.IsWhiteSpace(c))));
    }

    /// <summary>Number of points of G1 that the rest holds.</summary>
    public readonly int Left => rest.Length / AffinePoint<Fp>.Size;

    /// <summary>The next point of G1.</summary>
    public AffinePoint<Fp> G1() => PointEncoding.Read<G1, Fp>(ref rest, "of a published key");

    /// <summary>The next point of G2.</summary>
    public AffinePoint<Fp2> G2() => PointEncoding.Read<G2, Fp2>(ref rest, "of a published key");

    /// <summary>All points of G1 that are left.</summary>
    public AffinePoint<Fp>[] Inputs()
    {
        var points = new AffinePoint<Fp>[Left];
        for (int i = 0; i < points.Length; i++)
            points[i] = G1();
        return points;
    }
}

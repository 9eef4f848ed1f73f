using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Sums;
using Vendue.Proofs.Vectors;

namespace Vendue.Proofs.Groth16;

/// <summary>
/// A few claims of a batch, each side of their equations multiplied up by weights. Blocks multiply up in turn, so that when a
/// batch fails its parts are checked without a claim being looked at again.
/// </summary>
/// <param name="Miller">Product of the Miller values of (-weight A, B).</param>
/// <param name="Scalars">Sums of weights, and of weights times each public value: the scalars of the key's IC.</param>
/// <param name="C">Sum of weight C.</param>
sealed record BatchBlock(Fp12 Miller, Fr[] Scalars, JacobianPoint<Fp> C)
{
    /// <summary>Most claims in a block.</summary>
    public const int Size = 8;

    /// <summary>Fewest claims worth a block: fewer cost less one by one.</summary>
    public const int Fewest = 4;

    static readonly ParallelOptions OneThread = new() { MaxDegreeOfParallelism = 1 };

    /// <summary>Multiplies claims up.</summary>
    /// <param name="claims">At most <see cref="Size"/> claims.</param>
    /// <param name="lines">The lines of each claim's B.</param>
    /// <param name="weights">Each claim's weight.</param>
    /// <returns>The block.</returns>
    public static BatchBlock Of(ReadOnlySpan<Groth16Claim> claims, ReadOnlySpan<MillerLines?> lines, ReadOnlySpan<BatchWeight> weights)
    {
        var scalars = new Fr[claims[0].PublicValues.Count + 1];
        for (int i = 0; i < claims.Length; i++)
        {
            Fr weight = weights[i].ToScalar();
            scalars[0] += weight;
            for (int j = 1; j < scalars.Length; j++)
                scalars[j] += weight * claims[i].PublicValues.Elements[j - 1];
        }

        return FpVector.IsSupported ? VectorOf(claims, lines, weights, scalars) : ScalarOf(claims, lines, weights, scalars);
    }

    /// <summary>The block of all claims of several blocks.</summary>
    /// <param name="blocks">One or more blocks of one key.</param>
    /// <returns>Their product.</returns>
    public static BatchBlock Product(ReadOnlySpan<BatchBlock> blocks)
    {
        Fp12 miller = blocks[0].Miller;
        Fr[] scalars = [.. blocks[0].Scalars];
        JacobianPoint<Fp> c = blocks[0].C;
        foreach (BatchBlock block in blocks[1..])
        {
            miller *= block.Miller;
            for (int i = 0; i < scalars.Length; i++)
                scalars[i] += block.Scalars[i];
            c = c.Add(block.C);
        }

        return new BatchBlock(miller, scalars, c);
    }

    /// <summary>Whether the product of the weighted equations holds.</summary>
    /// <param name="key">The key of all claims.</param>
    /// <returns>True when it does.</returns>
    public bool Holds(VerifyingKey key)
    {
        PreparedKey prepared = key.Prepared;
        (JacobianPoint<Fp> statements, JacobianPoint<Fp> alpha) = prepared.Commitment.OfWeighted(Scalars);
        Fp12 value = Pairing.MillerLoop([alpha, statements, C], [prepared.Beta, prepared.Gamma, prepared.Delta]);
        return FinalExponentiation.Apply(value * Miller) == Fp12.One;
    }

    static BatchBlock VectorOf(
        ReadOnlySpan<Groth16Claim> claims, ReadOnlySpan<MillerLines?> lines, ReadOnlySpan<BatchWeight> weights, Fr[] scalars)
    {
        ulong[] lows = Array.ConvertAll(weights.ToArray(), weight => weight.Low);
        ulong[] highs = Array.ConvertAll(weights.ToArray(), weight => weight.High);
        var a = G1Vector.Multiples(Array.ConvertAll(claims.ToArray(), claim => -claim.Proof.A), lows, highs);
        var c = G1Vector.Multiples(Array.ConvertAll(claims.ToArray(), claim => claim.Proof.C), lows, highs);
        JacobianPoint<Fp> sum = JacobianPoint<Fp>.Infinity;
        var evaluated = new List<VectorLines>(claims.Length);
        for (int i = 0; i < claims.Length; i++)
        {
            sum = sum.Add(c.ToPoint(i));
            if (!a.ToPoint(i).IsInfinity)
                evaluated.Add(lines[i]!.Vectors.At(a, i));
        }

        return new BatchBlock(Pairing.VectorMillerLoop(evaluated), scalars, sum);
    }

    static BatchBlock ScalarOf(
        ReadOnlySpan<Groth16Claim> claims, ReadOnlySpan<MillerLines?> lines, ReadOnlySpan<BatchWeight> weights, Fr[] scalars)
    {
        Span<JacobianPoint<Fp>> a = stackalloc JacobianPoint<Fp>[claims.Length];
        var points = new AffinePoint<Fp>[2 * claims.Length];
        var halves = new UInt256[2 * claims.Length];
        for (int i = 0; i < claims.Length; i++)
        {
            Halves(-claims[i].Proof.A, weights[i], points, halves);
            a[i] = MultiScalarMultiplication.Sum<Fp>(points.AsMemory(0, 2), halves.AsMemory(0, 2), OneThread);
        }

        for (int i = 0; i < claims.Length; i++)
            Halves(claims[i].Proof.C, weights[i], points.AsSpan(2 * i), halves.AsSpan(2 * i));
        return new BatchBlock(Pairing.MillerLoop(a, lines), scalars, MultiScalarMultiplication.Sum<Fp>(points, halves, OneThread));
    }

    /// <summary>A weight's multiple of a point as a sum of two half-length ones, one of them of the point's image.</summary>
    static void Halves(in AffinePoint<Fp> point, BatchWeight weight, Span<AffinePoint<Fp>> points, Span<UInt256> scalars)
    {
        (points[0], points[1]) = (point, G1Endomorphism.Apply(point));
        (scalars[0], scalars[1]) = (new UInt256(weight.Low, 0, 0, 0), new UInt256(weight.High, 0, 0, 0));
    }
}

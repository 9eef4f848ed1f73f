using Vendue.Proofs.Fields;
using Vendue.Proofs.Sums;

namespace Vendue.Proofs.Groth16;

/// <summary>The points of a proving key that a proof sums up, with tables of their multiples or without.</summary>
sealed class ProvingPoints
{
    const int MostLevels = 32;

    ProvingPoints(ZKey key)
    {
        A = PointTable<Fp>.Of(key.PointsA);
        B1 = PointTable<Fp>.Of(key.PointsB1);
        B2 = PointTable<Fp2>.Of(key.PointsB2);
        C = PointTable<Fp>.Of(key.PointsC);
        H = PointTable<Fp>.Of(key.PointsH);
    }

    /// <summary>For the wires' left factors.</summary>
    public PointTable<Fp> A { get; private init; }

    /// <summary>For the wires' right factors, in G1.</summary>
    public PointTable<Fp> B1 { get; private init; }

    /// <summary>For the wires' right factors, in G2.</summary>
    public PointTable<Fp2> B2 { get; private init; }

    /// <summary>For the private wires.</summary>
    public PointTable<Fp> C { get; private init; }

    /// <summary>For the quotient.</summary>
    public PointTable<Fp> H { get; private init; }

    /// <summary>Bytes that the tables take beside the key.</summary>
    public long TableBytes => A.TableBytes + B1.TableBytes + B2.TableBytes + C.TableBytes + H.TableBytes;

    /// <summary>The points as they are.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Points without tables.</returns>
    public static ProvingPoints Of(ZKey key) => new(key);

    /// <summary>The points with the tables of most levels that fit a bound.</summary>
    /// <param name="key">The key.</param>
    /// <param name="maxBytes">Most bytes that the tables may take.</param>
    /// <param name="options">Threads and cancellation.</param>
    /// <returns>Points with tables, or without any where the bound allows none.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ProvingPoints WithTables(ZKey key, long maxBytes, ParallelOptions options)
    {
        int a = PointTable<Fp>.CountOf(key.PointsA.Span);
        int b1 = PointTable<Fp>.CountOf(key.PointsB1.Span);
        int b2 = PointTable<Fp2>.CountOf(key.PointsB2.Span);
        int c = PointTable<Fp>.CountOf(key.PointsC.Span);
        int h = PointTable<Fp>.CountOf(key.PointsH.Span);
        for (int levels = MostLevels; levels > 1; levels--)
        {
            long bytes = PointTable<Fp2>.BytesFor(b2, WindowPlan.For(b2, levels));
            foreach (int count in (ReadOnlySpan<int>)[a, b1, c, h])
                bytes += PointTable<Fp>.BytesFor(count, WindowPlan.For(count, levels));
            if (bytes > maxBytes)
                continue;
            return new ProvingPoints(key)
            {
                A = PointTable<Fp>.Build(key.PointsA, WindowPlan.For(a, levels), options),
                B1 = PointTable<Fp>.Build(key.PointsB1, WindowPlan.For(b1, levels), options),
                B2 = PointTable<Fp2>.Build(key.PointsB2, WindowPlan.For(b2, levels), options),
                C = PointTable<Fp>.Build(key.PointsC, WindowPlan.For(c, levels), options),
                H = PointTable<Fp>.Build(key.PointsH, WindowPlan.For(h, levels), options),
            };
        }

        return new ProvingPoints(key);
    }
}

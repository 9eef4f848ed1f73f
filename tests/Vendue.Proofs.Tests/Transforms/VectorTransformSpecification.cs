using CsCheck;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Transforms;

namespace Vendue.Proofs.Tests.Transforms;

public sealed class VectorTransformSpecification
{
    const int ExtremeLog = 9;

    public VectorTransformSpecification() => Assert.SkipUnless(FrVector.IsSupported, "The machine has no vectors of 512 bits.");

    /// <summary>The first and last elements, and those whose limbs in memory, or of 51 bits, are as large as they can be.</summary>
    static Fr[] Extremes =>
    [
        Fr.Zero,
        Fr.One,
        -Fr.One,
        Fr.FromMontgomery(new UInt256(1, 0, 0, 0)),
        Fr.FromMontgomery(new UInt256(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ScalarModulus.P3 - 1)),
        Fr.FromMontgomery(new UInt256(1ul << 50, 1ul << 37, 1ul << 24, 1ul << 11)),
        Fr.FromMontgomery(new UInt256((1ul << 50) - 1, (1ul << 37) - 1, (1ul << 24) - 1, (1ul << 11) - 1)),
        Fr.FromMontgomery(new UInt256(ScalarModulus.P0 - 1, ScalarModulus.P1, ScalarModulus.P2, ScalarModulus.P3)),
    ];

    [Theory]
    [InlineData(7, 1)]
    [InlineData(8, 2)]
    [InlineData(9, 1)]
    [InlineData(10, 4)]
    [InlineData(11, 2)]
    [InlineData(12, 64)]
    [InlineData(13, 1)]
    [InlineData(14, 2)]
    [InlineData(15, -1)]
    public void Eight_side_by_side_move_as_one_by_one(int log, int threads)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        var vectors = new VectorTransform(log);
        var scalars = new ScalarTransform(log);
        Draw.Fr.Array[1 << log].Sample(values => ShouldMoveAlike(vectors, scalars, values, options), iter: 2, threads: 1);
    }

    [Fact]
    public void Extreme_values_move_as_one_by_one()
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = 1 };
        var vectors = new VectorTransform(ExtremeLog);
        var scalars = new ScalarTransform(ExtremeLog);
        foreach (Fr first in Extremes)
        {
            foreach (Fr second in Extremes)
            {
                ShouldMoveAlike(vectors, scalars, [.. Enumerable.Range(0, 1 << ExtremeLog).Select(i => i % 2 == 0 ? first : second)], options);
                ShouldMoveAlike(vectors, scalars, [first, .. Enumerable.Repeat(second, (1 << ExtremeLog) - 1)], options);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_cancelled_token_stops_it(int threads)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = new CancellationToken(canceled: true) };
        Should.Throw<OperationCanceledException>(() => new VectorTransform(ExtremeLog).MoveToOddCoset(new Fr[1 << ExtremeLog], options));
    }

    static void ShouldMoveAlike(VectorTransform vectors, ScalarTransform scalars, Fr[] values, ParallelOptions options)
    {
        Fr[] expected = [.. values];
        vectors.MoveToOddCoset(values, options);
        scalars.MoveToOddCoset(expected, options);
        values.AsSpan().SequenceEqual(expected).ShouldBeTrue();
    }
}

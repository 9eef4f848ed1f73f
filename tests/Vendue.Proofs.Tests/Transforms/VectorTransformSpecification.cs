using CsCheck;
using Vendue.Proofs.Transforms;

namespace Vendue.Proofs.Tests.Transforms;

public sealed class VectorTransformSpecification
{
    public VectorTransformSpecification() => Assert.SkipUnless(FrVector.IsSupported, "The machine has no vectors of 512 bits.");

    [Theory]
    [InlineData(7, 1)]
    [InlineData(8, 2)]
    [InlineData(9, 1)]
    [InlineData(10, 4)]
    [InlineData(11, 2)]
    [InlineData(12, 64)]
    [InlineData(13, 1)]
    [InlineData(14, 2)]
    public void Eight_side_by_side_move_as_one_by_one(int log, int threads)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        var vectors = new VectorTransform(log);
        var scalars = new ScalarTransform(log);
        Draw.Fr.Array[1 << log].Sample(
            values =>
            {
                Fr[] expected = [.. values];
                vectors.MoveToOddCoset(values, options);
                scalars.MoveToOddCoset(expected, options);
                values.AsSpan().SequenceEqual(expected).ShouldBeTrue();
            },
            iter: 2,
            threads: 1);
    }
}

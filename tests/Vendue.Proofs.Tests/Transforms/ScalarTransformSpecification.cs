using Vendue.Proofs.Transforms;

namespace Vendue.Proofs.Tests.Transforms;

public sealed class ScalarTransformSpecification
{
    [Theory]
    [InlineData(5, 1)]
    [InlineData(12, 1)]
    [InlineData(12, 2)]
    [InlineData(13, 3)]
    public void Values_come_back_times_the_size_of_the_domain(int log, int threads)
    {
        var transform = new ScalarTransform(log);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Fr[] original = [.. Enumerable.Range(1, 1 << log).Select(i => Fr.FromInteger((ulong)i).Inverse())];
        Fr[] data = [.. original];
        transform.ToScaledCoefficients(data, options);
        transform.ToValues(data, options);
        var size = Fr.FromInteger(1ul << log);
        data.ShouldBe(original.Select(value => value * size));
    }

    [Fact]
    public void Data_of_another_length_is_refused() =>
        Should.Throw<ArgumentException>(() => new ScalarTransform(3).ToValues(new Fr[4], new ParallelOptions()));
}

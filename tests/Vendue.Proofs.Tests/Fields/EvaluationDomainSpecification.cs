using CsCheck;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Tests.Fields;

public sealed class EvaluationDomainSpecification
{
    static readonly ParallelOptions TwoThreads = new() { MaxDegreeOfParallelism = 2 };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public void Moving_to_the_odd_coset_is_interpolation_and_evaluation(int log) =>
        Draw.Fr.Array[1 << log].Sample(
            coefficients =>
            {
                var domain = new EvaluationDomain(log);
                Fr[] values = Evaluate(coefficients, EvaluationDomain.RootOfUnity(log), Fr.One);
                domain.MoveToOddCoset(values, TwoThreads);
                values.ShouldBe(Evaluate(coefficients, EvaluationDomain.RootOfUnity(log), EvaluationDomain.RootOfUnity(log + 1)));
            },
            iter: log < 8 ? 5 : 1);

    [Fact]
    public void Roots_of_unity_have_exactly_their_order()
    {
        for (int log = 1; log <= EvaluationDomain.MaxLogSize; log++)
            EvaluationDomain.RootOfUnity(log).Pow(new UInt256(1ul << (log - 1), 0, 0, 0)).ShouldBe(-Fr.One);
    }

    [Fact]
    public void Data_of_another_length_is_refused() =>
        Should.Throw<ArgumentException>(() => new EvaluationDomain(3).MoveToOddCoset(new Fr[4], TwoThreads));

    static Fr[] Evaluate(Fr[] coefficients, Fr root, Fr point)
    {
        var values = new Fr[coefficients.Length];
        for (int i = 0; i < values.Length; i++)
        {
            for (int k = coefficients.Length - 1; k >= 0; k--)
                values[i] = (values[i] * point) + coefficients[k];
            point *= root;
        }

        return values;
    }
}

using CsCheck;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Tests.Groth16;

public sealed class QuotientSpecification
{
    const int Wires = 40;

    public QuotientSpecification() => Assert.SkipUnless(FrVector.IsSupported, "The machine has no vectors of 512 bits.");

    static Gen<Fr> Coefficients => Gen.Frequency((2, Gen.Const(Fr.One)), (2, Gen.Const(-Fr.One)), (3, Draw.Fr));

    [Theory]
    [InlineData(7, 1)]
    [InlineData(9, 2)]
    [InlineData(11, 1)]
    public void Vectors_and_elements_agree_on_any_rows_and_witness(int log, int threads)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Gen.Select(Matrices(log), Matrices(log), Draw.Fr.Array[Wires - 1]).Sample(
            (a, b, wires) =>
            {
                ZKey key = Key(log, a, b);
                UInt256[] integers = [new UInt256(1, 0, 0, 0), .. wires.Select(wire => wire.ToInteger())];
                var witness = new Witness((ReadOnlySpan<UInt256>)integers);
                UInt256[] expected = new ScalarQuotient(key).OnOddCoset(witness, options);
                new VectorQuotient(key).OnOddCoset(witness, options).AsSpan().SequenceEqual(expected).ShouldBeTrue();
            },
            iter: 3,
            threads: 1);
    }

    static Gen<SparseMatrix> Matrices(int log) => Gen.Select(Gen.Int[0, (1 << log) - 1], Gen.Int[0, Wires - 1], Coefficients)
        .Array[2 << log].Select(entries => SparseMatrix.FromEntries(1 << log, entries));

    static ZKey Key(int log, SparseMatrix a, SparseMatrix b) => new()
    {
        WireCount = Wires,
        LogDomainSize = log,
        VerifyingKey = Cubic.Key.VerifyingKey,
        Beta1 = default,
        Delta1 = default,
        A = a,
        B = b,
        PointsA = default,
        PointsB1 = default,
        PointsB2 = default,
        PointsC = default,
        PointsH = default,
    };
}

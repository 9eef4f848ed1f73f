using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Tests.Fuzzing.Mutating;
using Vendue.Proofs.Tests.Groth16;

namespace Vendue.Proofs.Tests.Fuzzing.Formats;

/// <summary>The .r1cs file.</summary>
sealed class FuzzedR1cs : FuzzedFormat<R1cs>
{
    public override string Name => "r1cs";

    public override IReadOnlyList<byte[]> Seeds { get; } = [.. Circuits.Small.Select(circuit => circuit.ToFile())];

    public override int LongRun => 120_000;

    public override byte[] Mutate(Random random, byte[] file, byte[] other) =>
        Sections.Mutate(random, file, other, (chance, _, body) => body[chance.Next(body.Length)] = (byte)chance.Next(256));

    protected override R1cs Parse(byte[] file) => R1csFile.Read(new MemoryStream(file));

    protected override void Check(R1cs value, byte[] file)
    {
        value.PublicCount.ShouldBeInRange(0, value.WireCount - 1);
        foreach (SparseMatrix matrix in (SparseMatrix[])[value.A, value.B, value.C])
        {
            matrix.RowCount.ShouldBe(value.ConstraintCount);
            for (int row = 0; row < matrix.RowCount; row++)
            {
                foreach (int column in matrix.Columns(row))
                    column.ShouldBeInRange(0, value.WireCount - 1);
                foreach (Fr coefficient in matrix.Values(row))
                    coefficient.IsReduced.ShouldBeTrue();
            }
        }

        byte[] written = value.ToFile();
        Parse(written).ToFile().ShouldBe(written);
    }
}

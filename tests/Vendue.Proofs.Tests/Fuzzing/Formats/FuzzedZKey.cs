using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Tests.Fuzzing.Mutating;
using Vendue.Proofs.Tests.Groth16;

namespace Vendue.Proofs.Tests.Fuzzing.Formats;

/// <summary>The .zkey file.</summary>
sealed class FuzzedZKey : FuzzedFormat<ZKey>
{
    const int HeaderPoints = 4 + 32 + 4 + 32 + 12;

    public override string Name => "zkey";

    public override IReadOnlyList<byte[]> Seeds { get; } = [.. Circuits.Small.Select(circuit => Written(DevelopmentSetup.Run(circuit, "fuzz"u8)))];

    public override int ShortRun => 1_500;

    public override int LongRun => 150_000;

    public override byte[] Mutate(Random random, byte[] file, byte[] other) => Sections.Mutate(random, file, other, (chance, id, body) =>
    {
        switch (id)
        {
            case 2:
                Points.PutRaw(chance, body, HeaderPoints, inG2: chance.Next(2) == 0);
                break;
            case 7:
                Points.PutRaw(chance, body, 0, inG2: true);
                break;
            case >= 3 and <= 9 and not 4:
                Points.PutRaw(chance, body, 0, inG2: false);
                break;
            default:
                body[chance.Next(body.Length)] = (byte)chance.Next(256);
                break;
        }
    });

    protected override ZKey Parse(byte[] file) => ZKeyFile.Read(new MemoryStream(file));

    protected override void Check(ZKey value, byte[] file)
    {
        byte[] written = Written(value);
        Written(Parse(written)).ShouldBe(written);
        value.PointsA.Length.ShouldBe(value.WireCount);
        value.PointsB1.Length.ShouldBe(value.WireCount);
        value.PointsB2.Length.ShouldBe(value.WireCount);
        value.PointsC.Length.ShouldBe(value.WireCount - value.PublicCount - 1);
        value.PointsH.Length.ShouldBe(1 << value.LogDomainSize);
        value.A.RowCount.ShouldBe(1 << value.LogDomainSize);
        value.B.RowCount.ShouldBe(1 << value.LogDomainSize);
        foreach (ReadOnlyMemory<AffinePoint<Fp>> list in (ReadOnlyMemory<AffinePoint<Fp>>[])[value.PointsA, value.PointsB1, value.PointsC, value.PointsH, value.VerifyingKey.InputCommitments])
        {
            foreach (AffinePoint<Fp> point in list.Span)
                Valid<G1, Fp>(point);
        }

        foreach (AffinePoint<Fp2> point in value.PointsB2.Span)
            Valid<G2, Fp2>(point);
    }

    static void Valid<TCurve, TField>(AffinePoint<TField> point)
        where TCurve : ICurve<TField>
        where TField : struct, IField<TField>
    {
        (point.X.IsReduced && point.Y.IsReduced && point.IsOnCurve(TCurve.B)).ShouldBeTrue();
        TCurve.IsInSubgroup(point).ShouldBeTrue();
    }

    static byte[] Written(ZKey key)
    {
        using var stream = new MemoryStream();
        ZKeyFile.Write(key, stream);
        return stream.ToArray();
    }
}

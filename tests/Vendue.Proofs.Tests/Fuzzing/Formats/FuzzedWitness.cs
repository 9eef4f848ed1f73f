using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Tests.Fuzzing.Mutating;
using Vendue.Proofs.Tests.Groth16;
using Vendue.Proofs.Tests.Witnesses;

namespace Vendue.Proofs.Tests.Fuzzing.Formats;

/// <summary>The .wtns file.</summary>
sealed class FuzzedWitness : FuzzedFormat<Witness>
{
    public override string Name => "wtns";

    public override IReadOnlyList<byte[]> Seeds { get; } = [Cubic.Witness(3, 5).ToFile(), Cubic.Values(1).ToFile(), Cubic.Values(1, ulong.MaxValue, 0).ToFile()];

    public override long AllocatedPerByte => 4;

    public override int LongRun => 120_000;

    public override byte[] Mutate(Random random, byte[] file, byte[] other) =>
        Sections.Mutate(random, file, other, (chance, _, body) => body[chance.Next(body.Length)] = (byte)chance.Next(256));

    protected override Witness Parse(byte[] file) => WitnessFile.Read(new MemoryStream(file));

    protected override void Check(Witness value, byte[] file)
    {
        value.Count.ShouldBePositive();
        value.Values.Span[0].ShouldBe(new UInt256(1, 0, 0, 0));
        foreach (UInt256 each in value.Values.Span)
            each.IsBelow(Fr.Modulus).ShouldBeTrue();
        Parse(value.ToFile()).Values.ToArray().ShouldBe(value.Values.ToArray());
    }
}

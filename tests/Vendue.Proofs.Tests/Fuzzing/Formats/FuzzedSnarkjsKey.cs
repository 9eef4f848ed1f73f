using Vendue.Proofs.Formats;
using Vendue.Proofs.Tests.Fuzzing.Mutating;
using Vendue.Proofs.Tests.Snarkjs;

namespace Vendue.Proofs.Tests.Fuzzing.Formats;

/// <summary>A verification_key.json of whichever proof system it names.</summary>
sealed class FuzzedSnarkjsKey : FuzzedFormat<SnarkjsKey>
{
    public override string Name => "any-verification_key.json";

    public override IReadOnlyList<byte[]> Seeds { get; } =
        [.. SnarkjsFixture.Counts.SelectMany(count => (byte[][])[new SnarkjsFixture("plonk", count).KeyJson, new SnarkjsFixture("fflonk", count).KeyJson])];

    public override long AllocatedPerByte => 64;

    public override int ShortRun => 1_500;

    public override int LongRun => 60_000;

    public override byte[] Mutate(Random random, byte[] file, byte[] other) => JsonText.Mutate(random, file, other);

    protected override SnarkjsKey Parse(byte[] file) => SnarkjsKey.Parse(file);

    protected override void Check(SnarkjsKey value, byte[] file) => value.System.ProgramOf(value.ToBytes()).ShouldNotBeNull().Length.ShouldBe(32);
}

using Vendue.Proofs.Formats;
using Vendue.Proofs.Plonk;
using Vendue.Proofs.Tests.Fuzzing.Mutating;
using Vendue.Proofs.Tests.Snarkjs;

namespace Vendue.Proofs.Tests.Fuzzing.Formats;

/// <summary>Canonical bytes in which points of G1 follow each other, big-endian: proofs and verifying keys of PLONK and FFLONK.</summary>
sealed class FuzzedPoints<T>(string name, IReadOnlyList<byte[]> seeds, int firstPoint, int points, Func<byte[], T> parse, Func<T, byte[]> write) : FuzzedCanonical<T>
{
    /// <summary>Where the points of a verifying key begin.</summary>
    public const int FirstOfKey = 80;

    public override string Name => name;

    public override IReadOnlyList<byte[]> Seeds => seeds;

    public override byte[] Mutate(Random random, byte[] file, byte[] other) => random.Next(4) == 0
        ? Points.PutEncoded(random, file, firstPoint + (64 * random.Next(points)), inG2: false)
        : Blind.Mutate(random, file, other);

    protected override T Parse(byte[] file) => parse(file);

    protected override byte[] Written(T value) => write(value);
}

/// <summary>A proof of PLONK or FFLONK as snarkjs' JSON.</summary>
sealed class FuzzedPolynomialJson<T>(string name, IReadOnlyList<byte[]> seeds, Func<byte[], T> canonical, Func<byte[], T> parse, Action<T, Stream> write) : FuzzedSnarkjsJson<T>
    where T : PolynomialProof
{
    public override string Name => name;

    public override IReadOnlyList<byte[]> Seeds => seeds;

    protected override T Parse(byte[] file) => parse(file);

    protected override byte[] Canonical(T value) => value.ToBytes();

    protected override T Canonical(byte[] bytes) => canonical(bytes);

    protected override void Write(T value, Stream stream) => write(value, stream);
}

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

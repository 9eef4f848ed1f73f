using Vendue.Proofs.Fflonk;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Plonk;
using Vendue.Proofs.Tests.Fuzzing.Mutating;
using Vendue.Proofs.Tests.Snarkjs;

namespace Vendue.Proofs.Tests.Fuzzing.Formats;

/// <summary>Canonical bytes that begin with points of G1, big-endian.</summary>
abstract class FuzzedPoints<T>(int firstPoint, int points) : FuzzedCanonical<T>
{
    protected static IReadOnlyList<SnarkjsFixture> FixturesOf(string protocol) => [.. SnarkjsFixture.Counts.Select(count => new SnarkjsFixture(protocol, count))];

    public override byte[] Mutate(Random random, byte[] file, byte[] other) => random.Next(4) == 0
        ? Points.PutEncoded(random, file, firstPoint + (64 * random.Next(points)), inG2: false)
        : Blind.Mutate(random, file, other);
}

/// <summary>A PLONK proof's canonical bytes.</summary>
sealed class FuzzedPlonkProof() : FuzzedPoints<PlonkProof>(firstPoint: 0, points: 9)
{
    public override string Name => "plonk-proof";

    public override IReadOnlyList<byte[]> Seeds { get; } = [.. FixturesOf("plonk").Select(fixture => fixture.Proof)];

    protected override PlonkProof Parse(byte[] file) => PlonkProof.Parse(file);

    protected override byte[] Written(PlonkProof value) => value.ToBytes();
}

/// <summary>An FFLONK proof's canonical bytes.</summary>
sealed class FuzzedFflonkProof() : FuzzedPoints<FflonkProof>(firstPoint: 0, points: 4)
{
    public override string Name => "fflonk-proof";

    public override IReadOnlyList<byte[]> Seeds { get; } = [.. FixturesOf("fflonk").Select(fixture => fixture.Proof)];

    protected override FflonkProof Parse(byte[] file) => FflonkProof.Parse(file);

    protected override byte[] Written(FflonkProof value) => value.ToBytes();
}

/// <summary>A PLONK verifying key's canonical bytes.</summary>
sealed class FuzzedPlonkKey() : FuzzedPoints<PlonkVerifyingKey>(firstPoint: 80, points: 8)
{
    public override string Name => "plonk-key";

    public override IReadOnlyList<byte[]> Seeds { get; } = [.. FixturesOf("plonk").Select(fixture => fixture.Key)];

    protected override PlonkVerifyingKey Parse(byte[] file) => PlonkVerifyingKey.Parse(file);

    protected override byte[] Written(PlonkVerifyingKey value) => value.ToBytes();
}

/// <summary>An FFLONK verifying key's canonical bytes.</summary>
sealed class FuzzedFflonkKey() : FuzzedPoints<FflonkVerifyingKey>(firstPoint: 80, points: 1)
{
    public override string Name => "fflonk-key";

    public override IReadOnlyList<byte[]> Seeds { get; } = [.. FixturesOf("fflonk").Select(fixture => fixture.Key)];

    protected override FflonkVerifyingKey Parse(byte[] file) => FflonkVerifyingKey.Parse(file);

    protected override byte[] Written(FflonkVerifyingKey value) => value.ToBytes();
}

/// <summary>A PLONK proof as snarkjs' JSON.</summary>
sealed class FuzzedPlonkProofJson : FuzzedSnarkjsJson<PlonkProof>
{
    public override string Name => "plonk-proof.json";

    public override IReadOnlyList<byte[]> Seeds { get; } = [.. SnarkjsFixture.Counts.Select(count => new SnarkjsFixture("plonk", count).ProofJson)];

    protected override PlonkProof Parse(byte[] file) => PlonkProofJson.Parse(file);

    protected override byte[] Canonical(PlonkProof value) => value.ToBytes();

    protected override PlonkProof Canonical(byte[] bytes) => PlonkProof.Parse(bytes);

    protected override void Write(PlonkProof value, Stream stream) => PlonkProofJson.Write(value, stream);
}

/// <summary>An FFLONK proof as snarkjs' JSON.</summary>
sealed class FuzzedFflonkProofJson : FuzzedSnarkjsJson<FflonkProof>
{
    public override string Name => "fflonk-proof.json";

    public override IReadOnlyList<byte[]> Seeds { get; } = [.. SnarkjsFixture.Counts.Select(count => new SnarkjsFixture("fflonk", count).ProofJson)];

    protected override FflonkProof Parse(byte[] file) => FflonkProofJson.Parse(file);

    protected override byte[] Canonical(FflonkProof value) => value.ToBytes();

    protected override FflonkProof Canonical(byte[] bytes) => FflonkProof.Parse(bytes);

    protected override void Write(FflonkProof value, Stream stream) => FflonkProofJson.Write(value, stream);
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

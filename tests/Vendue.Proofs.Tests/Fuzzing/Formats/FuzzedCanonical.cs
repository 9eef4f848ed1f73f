using Vendue.Proofs.Groth16;
using Vendue.Proofs.Tests.Fuzzing.Mutating;
using Vendue.Proofs.Tests.Groth16;

namespace Vendue.Proofs.Tests.Fuzzing.Formats;

/// <summary>Canonical bytes: there is one encoding, so whatever is accepted is written as the very bytes that were read.</summary>
abstract class FuzzedCanonical<T> : FuzzedFormat<T>
{
    public override long AllocatedPerByte => 4;

    protected override void Check(T value, byte[] file) => Written(value).ShouldBe(file);

    protected abstract byte[] Written(T value);
}

/// <summary>A proof's canonical bytes.</summary>
sealed class FuzzedProof : FuzzedCanonical<Groth16Proof>
{
    public override string Name => "proof";

    public override IReadOnlyList<byte[]> Seeds { get; } = [Cubic.Prover.Prove(Cubic.Witness(3, 5)).Proof.ToBytes(), Cubic.Prover.Prove(Cubic.Witness(4, 4)).Proof.ToBytes(), new byte[256]];

    public override byte[] Mutate(Random random, byte[] file, byte[] other) => random.Next(4) switch
    {
        0 => Points.PutEncoded(random, file, 64, inG2: true),
        1 => Points.PutEncoded(random, file, random.Next(2) * 192, inG2: false),
        _ => Blind.Mutate(random, file, other),
    };

    protected override Groth16Proof Parse(byte[] file) => Groth16Proof.Parse(file);

    protected override byte[] Written(Groth16Proof value) => value.ToBytes();
}

/// <summary>Public values' canonical bytes.</summary>
sealed class FuzzedPublicValues : FuzzedCanonical<PublicValues>
{
    public override string Name => "public";

    public override IReadOnlyList<byte[]> Seeds { get; } = [Cubic.Witness(3, 5).PublicValues(2).ToBytes(), new PublicValues([-Fr.One, Fr.Zero]).ToBytes(), new PublicValues([Fr.One]).ToBytes()];

    protected override PublicValues Parse(byte[] file) => PublicValues.Parse(file);

    protected override byte[] Written(PublicValues value) => value.ToBytes();
}

/// <summary>A verifying key's canonical bytes.</summary>
sealed class FuzzedVerifyingKey : FuzzedCanonical<VerifyingKey>
{
    const int FirstPoint = 12;

    public override string Name => "verifying-key";

    public override IReadOnlyList<byte[]> Seeds { get; } = [.. Circuits.Small.Select(circuit => DevelopmentSetup.Run(circuit, "fuzz"u8).VerifyingKey.ToBytes())];

    public override byte[] Mutate(Random random, byte[] file, byte[] other) => random.Next(4) switch
    {
        0 => Points.PutEncoded(random, file, FirstPoint + 64 + (128 * random.Next(3)), inG2: true),
        1 => Points.PutEncoded(random, file, FirstPoint + (random.Next(2) * (64 + (3 * 128))), inG2: false),
        _ => Blind.Mutate(random, file, other),
    };

    protected override VerifyingKey Parse(byte[] file) => VerifyingKey.Parse(file);

    protected override byte[] Written(VerifyingKey value) => value.ToBytes();
}

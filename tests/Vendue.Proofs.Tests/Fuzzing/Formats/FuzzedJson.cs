using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Tests.Fuzzing.Mutating;
using Vendue.Proofs.Tests.Groth16;

namespace Vendue.Proofs.Tests.Fuzzing.Formats;

/// <summary>A JSON file of snarkjs: whatever is accepted is written as JSON that reads to the same canonical bytes.</summary>
abstract class FuzzedSnarkjsJson<T> : FuzzedFormat<T>
{
    public override long AllocatedPerByte => 64;

    public override int ShortRun => 2_000;

    public override byte[] Mutate(Random random, byte[] file, byte[] other) => JsonText.Mutate(random, file, other);

    protected override void Check(T value, byte[] file)
    {
        byte[] canonical = Canonical(value);
        Canonical(Canonical(canonical)).ShouldBe(canonical);
        Canonical(Parse(Written(value))).ShouldBe(canonical);
    }

    protected abstract byte[] Canonical(T value);

    protected abstract T Canonical(byte[] bytes);

    protected abstract void Write(T value, Stream stream);

    protected byte[] Written(T value)
    {
        using var stream = new MemoryStream();
        Write(value, stream);
        return stream.ToArray();
    }
}

/// <summary>proof.json.</summary>
sealed class FuzzedProofJson : FuzzedSnarkjsJson<Groth16Proof>
{
    public FuzzedProofJson() =>
        Seeds = [Written(Cubic.Prover.Prove(Cubic.Witness(3, 5)).Proof), Written(new Groth16Proof(default, default, default))];

    public override string Name => "proof.json";

    public override IReadOnlyList<byte[]> Seeds { get; }

    protected override Groth16Proof Parse(byte[] file) => ProofJson.Parse(file);

    protected override byte[] Canonical(Groth16Proof value) => value.ToBytes();

    protected override Groth16Proof Canonical(byte[] bytes) => Groth16Proof.Parse(bytes);

    protected override void Write(Groth16Proof value, Stream stream) => ProofJson.Write(value, stream);
}

/// <summary>public.json.</summary>
sealed class FuzzedPublicJson : FuzzedSnarkjsJson<PublicValues>
{
    public FuzzedPublicJson() =>
        Seeds = [Written(Cubic.Witness(3, 5).PublicValues(2)), Written(new PublicValues([])), Written(new PublicValues([-Fr.One, Fr.Zero, Fr.One.Halve()]))];

    public override string Name => "public.json";

    public override IReadOnlyList<byte[]> Seeds { get; }

    protected override PublicValues Parse(byte[] file) => PublicValuesJson.Parse(file);

    protected override byte[] Canonical(PublicValues value) => value.ToBytes();

    protected override PublicValues Canonical(byte[] bytes) => PublicValues.Parse(bytes);

    protected override void Write(PublicValues value, Stream stream) => PublicValuesJson.Write(value, stream);
}

/// <summary>verification_key.json.</summary>
sealed class FuzzedVerifyingKeyJson : FuzzedSnarkjsJson<VerifyingKey>
{
    public FuzzedVerifyingKeyJson() => Seeds = [.. Circuits.Small.Select(circuit => Written(DevelopmentSetup.Run(circuit, "fuzz"u8).VerifyingKey))];

    public override string Name => "verification_key.json";

    public override IReadOnlyList<byte[]> Seeds { get; }

    public override int ShortRun => 1_000;

    public override int LongRun => 60_000;

    protected override VerifyingKey Parse(byte[] file) => VerifyingKeyJson.Parse(file);

    protected override byte[] Canonical(VerifyingKey value) => value.ToBytes();

    protected override VerifyingKey Canonical(byte[] bytes) => VerifyingKey.Parse(bytes);

    protected override void Write(VerifyingKey value, Stream stream) => VerifyingKeyJson.Write(value, stream);
}

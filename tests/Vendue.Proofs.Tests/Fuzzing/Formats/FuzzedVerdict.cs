using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Tests.Fuzzing.Mutating;
using Vendue.Proofs.Tests.Groth16;

namespace Vendue.Proofs.Tests.Fuzzing.Formats;

/// <summary>
/// Key, public values and proof together, as a market hands them to a proof system: it never throws, and no damage to a
/// true proof yields another that is valid. (Each verdict but "valid" counts as a refusal.)
/// </summary>
sealed class FuzzedVerdict : FuzzedFormat<ProofVerdict>
{
    static readonly byte[] Key = Cubic.Key.VerifyingKey.ToBytes();
    static readonly byte[] Whole = Joined(Cubic.Witness(3, 5));
    static readonly byte[] Another = Joined(Cubic.Witness(9, 2));
    readonly Groth16Bn254 system = new();

    public override string Name => "verdict";

    public override IReadOnlyList<byte[]> Seeds { get; } = [Whole, Another];

    public override long AllocatedPerByte => 512;

    public override long AllocatedAlways => 1 << 19;

    public override int ShortRun => 1_000;

    public override int LongRun => 60_000;

    public override byte[] Mutate(Random random, byte[] file, byte[] other) => random.Next(6) switch
    {
        0 => Points.PutEncoded(random, file, Key.Length + 64 + 64, inG2: true),
        1 => Points.PutEncoded(random, file, Key.Length + 64 + (random.Next(2) * 192), inG2: false),
        2 => Points.PutEncoded(random, file, 12 + (random.Next(2) * (64 + (3 * 128))), inG2: false),
        3 => WithPublicValue(random, file),
        _ => Blind.Mutate(random, file, other),
    };

    protected override ProofVerdict Parse(byte[] file)
    {
        int key = Math.Min(Key.Length, file.Length);
        int values = Math.Min(key + 64, file.Length);
        ProofVerdict verdict = system.Verify(file.AsSpan(0, key), file.AsSpan(key, values - key), file.AsSpan(values));
        return verdict == ProofVerdict.Valid ? verdict : throw new ProofFormatException(verdict.ToString(), "It is refused.");
    }

    protected override void Check(ProofVerdict value, byte[] file) =>
        (file.AsSpan().SequenceEqual(Whole) || file.AsSpan().SequenceEqual(Another)).ShouldBeTrue();

    static byte[] WithPublicValue(Random random, byte[] file)
    {
        byte[] copy = [.. file];
        if (copy.Length >= Key.Length + 64)
            Fr.FromInteger((ulong)random.Next(100)).Write(copy.AsSpan(Key.Length + (UInt256.Size * random.Next(2))));
        return copy;
    }

    static byte[] Joined(Witness witness)
    {
        (Groth16Proof proof, PublicValues values) = Cubic.Prover.Prove(witness);
        return [.. Key, .. values.ToBytes(), .. proof.ToBytes()];
    }
}

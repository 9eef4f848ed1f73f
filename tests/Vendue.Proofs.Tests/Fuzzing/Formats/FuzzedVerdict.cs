using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Tests.Fuzzing.Mutating;

namespace Vendue.Proofs.Tests.Fuzzing.Formats;

/// <summary>
/// Key, public values and proof together, as a market hands them to a proof system: it never throws, and no damage to a
/// true proof yields another that is valid. (Each verdict but "valid" counts as a refusal.)
/// </summary>
/// <param name="system">The proof system.</param>
/// <param name="name">The format's name.</param>
/// <param name="proofs">True proofs; their keys are of one length, and so are their public values.</param>
/// <param name="inG2">Where in the proof points of G2 stand.</param>
/// <param name="inG1">Where in the proof points of G1 stand.</param>
sealed class FuzzedVerdict(ProofSystem system, string name, IReadOnlyList<ProofCase> proofs, int[] inG2, int[] inG1) : FuzzedFormat<ProofVerdict>
{
    readonly int keyLength = proofs[0].VerifyingKey.Length;
    readonly int valuesLength = proofs[0].PublicValues.Length;

    public override string Name => name;

    public override IReadOnlyList<byte[]> Seeds { get; } =
        [.. proofs.Select(proof => (byte[])[.. proof.VerifyingKey.Span, .. proof.PublicValues.Span, .. proof.Proof.Span])];

    public override long AllocatedPerByte => 512;

    public override long AllocatedAlways => 1 << 19;

    public override int ShortRun => 1_000;

    public override int LongRun => 60_000;

    public override byte[] Mutate(Random random, byte[] file, byte[] other)
    {
        int proof = keyLength + valuesLength;
        return random.Next(6) switch
        {
            0 when inG2.Length > 0 => Points.PutEncoded(random, file, proof + inG2[random.Next(inG2.Length)], inG2: true),
            1 => Points.PutEncoded(random, file, proof + inG1[random.Next(inG1.Length)], inG2: false),
            2 => WithPublicValue(random, file),
            _ => Blind.Mutate(random, file, other),
        };
    }

    protected override ProofVerdict Parse(byte[] file)
    {
        int key = Math.Min(keyLength, file.Length);
        int values = Math.Min(key + valuesLength, file.Length);
        ProofVerdict verdict = system.Verify(file.AsSpan(0, key), file.AsSpan(key, values - key), file.AsSpan(values));
        return verdict == ProofVerdict.Valid ? verdict : throw new ProofFormatException(verdict.ToString(), "It is refused.");
    }

    protected override void Check(ProofVerdict value, byte[] file) => Seeds.Any(seed => file.AsSpan().SequenceEqual(seed)).ShouldBeTrue();

    byte[] WithPublicValue(Random random, byte[] file)
    {
        byte[] copy = [.. file];
        if (valuesLength > 0 && copy.Length >= keyLength + valuesLength)
            Fr.FromInteger((ulong)random.Next(100)).Write(copy.AsSpan(keyLength + (UInt256.Size * random.Next(valuesLength / UInt256.Size))));
        return copy;
    }
}

using System.Text;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Tests.Fuzzing.Mutating;
using Vendue.Proofs.Tests.ZkVms;
using Vendue.Proofs.ZkVms;

namespace Vendue.Proofs.Tests.Fuzzing.Formats;

/// <summary>
/// A pinned program, public values and a receipt together. The receipts are of the right form and of no run, for real ones
/// are others' and not kept here: nothing that comes of them may be valid, and every verdict says why.
/// </summary>
sealed class FuzzedReceipt(ReceiptSystem system) : FuzzedFormat<ReceiptCheck>
{
    const int ValuesLength = 40;
    static readonly byte[] Id = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    readonly int keyLength = Pinned(system).Length;

    public override string Name => system.Name;

    public override IReadOnlyList<byte[]> Seeds { get; } =
        [.. system.Verifiers.Select(release => (byte[])[.. Pinned(system), .. new byte[ValuesLength], .. ReceiptRefusalTests.Forged(release)])];

    public override long AllocatedPerByte => 512;

    public override long AllocatedAlways => 1 << 19;

    public override int ShortRun => 500;

    public override int LongRun => 40_000;

    public override byte[] Mutate(Random random, byte[] file, byte[] other) => random.Next(4) switch
    {
        0 => Points.PutEncoded(random, file, Math.Max(0, file.Length - 192), inG2: true),
        1 => Points.PutEncoded(random, file, Math.Max(0, file.Length - (random.Next(2) == 0 ? 256 : 64)), inG2: false),
        _ => Blind.Mutate(random, file, other),
    };

    protected override ReceiptCheck Parse(byte[] file)
    {
        int key = Math.Min(keyLength, file.Length);
        int values = Math.Min(key + ValuesLength, file.Length);
        ReceiptCheck check = system.Check(file.AsSpan(0, key), file.AsSpan(key, values - key), file.AsSpan(values));
        return check.Verdict == ProofVerdict.Malformed ? throw new ProofFormatException(check.Code, check.Message) : check;
    }

    protected override void Check(ReceiptCheck value, byte[] file)
    {
        value.Verdict.ShouldBe(ProofVerdict.Invalid);
        value.Code.ShouldNotBeEmpty();
        value.Message.ShouldEndWith(".");
    }

    static byte[] Pinned(ReceiptSystem system) => ReceiptProgram.Of(system, Id, system.Verifiers.Select(release => release.Version)).ToBytes();
}

/// <summary>A pinned program's canonical bytes.</summary>
sealed class FuzzedReceiptProgram(ReceiptSystem system) : FuzzedCanonical<ReceiptProgram>
{
    static readonly byte[] Id = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    public override string Name => $"{system.Name}-program";

    public override IReadOnlyList<byte[]> Seeds { get; } =
        [ReceiptProgram.Of(system, Id).ToBytes(), .. system.Verifiers.Select(release => ReceiptProgram.Of(system, Id, release.Version).ToBytes())];

    protected override ReceiptProgram Parse(byte[] file) => ReceiptProgram.Parse(system, file);

    protected override byte[] Written(ReceiptProgram value) => value.ToBytes();
}

/// <summary>The JSON in which the makers' tools write receipts.</summary>
abstract class FuzzedReceiptJson : FuzzedFormat<StatedReceipt>
{
    public override long AllocatedPerByte => 64;

    public override byte[] Mutate(Random random, byte[] file, byte[] other) => JsonText.Mutate(random, file, other);

    protected override void Check(StatedReceipt value, byte[] file)
    {
        StatedReceipt back = Parse(Encoding.ASCII.GetBytes(Written(value)));
        back.Program.ShouldBe(value.Program);
        back.PublicValues.ShouldBe(value.PublicValues);
        back.Proof.ShouldBe(value.Proof);
    }

    /// <summary>JSON of what was read.</summary>
    protected abstract string Written(StatedReceipt value);

    protected static string Hex(byte[] bytes) => $"\"0x{Convert.ToHexString(bytes)}\"";
}

/// <summary>The JSON of SP1's fixtures.</summary>
sealed class FuzzedSp1ReceiptJson : FuzzedReceiptJson
{
    public override string Name => "sp1-receipt.json";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Encoding.ASCII.GetBytes($$"""{"vkey": "0x{{new string('a', 64)}}", "publicValues": "0x0123", "proof": "0x{{new string('5', 520)}}", "n": 20, "a": [1, {"b": null}]}"""),
        """{"vkey": "0x", "publicValues": "0x", "proof": "0xFf"}"""u8.ToArray(),
    ];

    protected override StatedReceipt Parse(byte[] file) => Sp1ReceiptJson.Parse(file);

    protected override string Written(StatedReceipt value) =>
        $$"""{"vkey": {{Hex(value.Program!)}}, "publicValues": {{Hex(value.PublicValues)}}, "proof": {{Hex(value.Proof)}}}""";
}

/// <summary>The JSON of RISC Zero's receipts: what serde writes, with its claim open or not, and what goes on chain.</summary>
sealed class FuzzedRiscZeroReceiptJson : FuzzedReceiptJson
{
    static readonly byte[] Id = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    static readonly byte[] Proof = ReceiptRefusalTests.Forged(new RiscZeroGroth16().Named("3.0"));

    public override string Name => "risc0-receipt.json";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Encoding.ASCII.GetBytes(SerdeReceipt.Of(Proof, [1, 0, 0, 0], SerdeReceipt.ClaimOf(Id))),
        Encoding.ASCII.GetBytes(SerdeReceipt.Of(Proof, [], new { Value = new { pre = new { Value = new { pc = 4, merkle_root = SerdeReceipt.Words(Id) } } } })),
        Encoding.ASCII.GetBytes(SerdeReceipt.Of(Proof, [200], new { Pruned = SerdeReceipt.Words(Id) })),
        Encoding.ASCII.GetBytes($$"""{"seal": {{Hex(Proof)}}, "journal": [3, 0, 255], "image_id": {{Hex(Id)}}}"""),
        """{"seal": [1, 2], "journal": "0x", "imageId": [1, 2, 3, 4, 5, 6, 7, 4294967295], "n": {"a": null}}"""u8.ToArray(),
        """{"seal": "0x", "journal": "0x"}"""u8.ToArray(),
    ];

    protected override StatedReceipt Parse(byte[] file) => RiscZeroReceiptJson.Parse(file);

    protected override string Written(StatedReceipt value) =>
        $$"""{"seal": {{Hex(value.Proof)}}, "journal": {{Hex(value.PublicValues)}}{{(value.Program is null ? "" : $", \"imageId\": {Hex(value.Program)}")}}}""";
}

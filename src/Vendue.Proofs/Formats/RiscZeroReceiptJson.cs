using System.Text.Json;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.ZkVms;

namespace Vendue.Proofs.Formats;

/// <summary>
/// The JSON in which RISC Zero's receipts come. Either what serde writes of risc0-zkvm's <c>Receipt</c>, whose inner receipt must be
/// the Groth16 one: <c>inner.Groth16</c> with <c>seal</c>, <c>claim</c> and <c>verifier_parameters</c>, and <c>journal.bytes</c>. Or
/// what goes on chain: <c>seal</c> with its selector, <c>journal</c>, and <c>image_id</c> (also <c>imageId</c>), each 0x and
/// hexadecimal digits or an array of numbers, among members of others' own. Source: risc0/risc0, risc0/zkvm/src/receipt.rs,
/// receipt/groth16.rs and claim/receipt.rs.
/// </summary>
public static class RiscZeroReceiptJson
{
    /// <summary>Longest text read, bytes: a journal of the largest size written as numbers twice, once in the claim.</summary>
    public const int MaxBytes = 12 << 20;

    /// <summary>An assumption within the claim's output stands fourteen deep.</summary>
    const int MaxDepth = 16;

    /// <summary>Reads a receipt.</summary>
    /// <param name="utf8">The file's bytes.</param>
    /// <returns>What the file states; nothing of it is checked. No program where the claim is given by its hash alone.</returns>
    /// <exception cref="ProofFormatException">The text is no such receipt.</exception>
    public static StatedReceipt Parse(ReadOnlyMemory<byte> utf8)
    {
        using JsonDocument document = SnarkjsJson.Parse(utf8, MaxBytes, MaxDepth);
        JsonElement root = document.RootElement;
        return TryGet(root, "inner", out JsonElement inner)
            ? new StatedReceipt(ReadProgram(Groth16(inner)), ReadJournal(root), ReadProof(Groth16(inner)))
            : new StatedReceipt(ReadImageId(root), Read(root, "journal"), Read(root, "seal"));
    }

    static JsonElement Groth16(JsonElement inner)
    {
        if (TryGet(inner, "Groth16", out JsonElement receipt))
            return receipt;
        throw new ProofFormatException("receipt-kind", "The file is a receipt of RISC Zero that was not wrapped into Groth16 (composite, succinct or fake); have it made with ProverOpts::groth16(), or compress it.");
    }

    static byte[] ReadJournal(JsonElement root) => BytesJson.Read(SnarkjsJson.Property(SnarkjsJson.Property(root, "journal"), "bytes"), "journal");

    /// <summary>The selector is the beginning of the digest over the verifier's parameters, which stands beside the seal.</summary>
    static byte[] ReadProof(JsonElement receipt)
    {
        const string parameters = "verifier_parameters";
        byte[] seal = Read(receipt, "seal");
        if (seal.Length != Groth16Proof.Size)
            throw new ProofFormatException("proof-length", $"The receipt's seal has {seal.Length} bytes and a Groth16 seal has {Groth16Proof.Size}; check which file was given.");
        return [.. BytesJson.ReadDigest(SnarkjsJson.Property(receipt, parameters), parameters).AsSpan(0, ReceiptVerifier.SelectorSize), .. seal];
    }

    /// <summary>The image id: the digest of the state before the run, given by itself or by what it is the digest of.</summary>
    static byte[]? ReadProgram(JsonElement receipt)
    {
        JsonElement claim = SnarkjsJson.Property(receipt, "claim");
        if (TryGet(claim, "Pruned", out _))
            return null;
        JsonElement before = SnarkjsJson.Property(SnarkjsJson.Property(claim, "Value"), "pre");
        if (TryGet(before, "Pruned", out JsonElement digest))
            return BytesJson.ReadDigest(digest, "pre");
        JsonElement state = SnarkjsJson.Property(before, "Value");
        return RiscZeroVerifier.StateOf(
            BytesJson.ReadDigest(SnarkjsJson.Property(state, "merkle_root"), "merkle_root"),
            BytesJson.ReadWord(SnarkjsJson.Property(state, "pc"), "pc"));
    }

    static byte[]? ReadImageId(JsonElement root)
    {
        foreach (string name in (string[])["image_id", "imageId"])
        {
            if (TryGet(root, name, out JsonElement id))
                return BytesJson.ReadDigest(id, name);
        }

        return null;
    }

    static bool TryGet(JsonElement element, string name, out JsonElement member)
    {
        member = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out member);
    }

    static byte[] Read(JsonElement root, string name) => BytesJson.Read(SnarkjsJson.Property(root, name), name);
}

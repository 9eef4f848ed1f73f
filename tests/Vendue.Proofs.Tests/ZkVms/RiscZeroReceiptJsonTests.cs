using System.Text;
using System.Text.Json;
using Vendue.Proofs.Formats;
using Vendue.Proofs.ZkVms;

namespace Vendue.Proofs.Tests.ZkVms;

public sealed class RiscZeroReceiptJsonTests
{
    static readonly byte[] Id = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    static readonly byte[] Journal = [0, 1, 255];
    static readonly byte[] Proof = ReceiptRefusalTests.Forged(new RiscZeroGroth16().Named("3.0"));

    [Fact]
    public void A_receipt_that_serde_wrote_gives_image_id_journal_and_the_seal_with_its_selector()
    {
        var read = Parse(SerdeReceipt.Of(Proof, Journal, SerdeReceipt.ClaimOf(Id)));
        read.Program.ShouldBe(Id);
        read.PublicValues.ShouldBe(Journal);
        read.Proof.ShouldBe(Proof);
    }

    /// <summary>The state of https://github.com/risc0/risc0/blob/main/risc0/binfmt/src/sys_state.rs: hash of the memory's root and the program counter.</summary>
    [Fact]
    public void An_image_id_that_is_given_by_root_and_program_counter_is_hashed_from_them()
    {
        var opened = new { Value = new { pre = new { Value = new { pc = 2450036, merkle_root = SerdeReceipt.Words(Id) } } } };
        Parse(SerdeReceipt.Of(Proof, Journal, opened)).Program.ShouldBe(RiscZeroVerifier.StateOf(Id, 2450036));
    }

    [Fact]
    public void A_claim_given_by_its_hash_alone_names_no_program() =>
        Parse(SerdeReceipt.Of(Proof, Journal, new { Pruned = SerdeReceipt.Words(Id) })).Program.ShouldBeNull();

    [Theory]
    [InlineData("image_id")]
    [InlineData("imageId")]
    public void What_goes_on_chain_is_read_as_digits_or_numbers(string name)
    {
        var digits = Parse($$"""{ "seal": "0x{{Convert.ToHexString(Proof)}}", "journal": "0x0001fF", "{{name}}": "0x{{Convert.ToHexString(Id)}}", "selector": "0x73c457ba" }""");
        var numbers = Parse(JsonSerializer.Serialize(new Dictionary<string, object> { ["seal"] = SerdeReceipt.Numbers(Proof), ["journal"] = SerdeReceipt.Numbers(Journal), [name] = SerdeReceipt.Words(Id) }));
        foreach (var read in (StatedReceipt[])[digits, numbers])
        {
            read.Program.ShouldBe(Id);
            read.PublicValues.ShouldBe(Journal);
            read.Proof.ShouldBe(Proof);
        }

        Parse("""{ "seal": "0x", "journal": "0x" }""").Program.ShouldBeNull();
    }

    [Theory]
    [InlineData("Groth16", "Succinct", "receipt-kind")]
    [InlineData("\"Groth16\":{", "\"Groth16\":5,\"x\":{", "json-field-missing")]
    [InlineData("\"inner\":{", "\"inner\":[],\"x\":{", "receipt-kind")]
    [InlineData("\"claim\":", "\"claim\":7,\"x\":", "json-field-missing")]
    [InlineData("\"pre\":", "\"pre\":[1],\"x\":", "json-field-missing")]
    [InlineData("\"Pruned\":[", "\"Pruned\":[1,", "json-shape")]
    [InlineData("\"verifier_parameters\":[", "\"verifier_parameters\":\"0x00\",\"x\":[", "json-digest")]
    [InlineData("\"verifier_parameters\":[", "\"verifier_parameters\":[1.5,1,1,1,1,1,1,1],\"x\":[", "json-word")]
    [InlineData("\"seal\":[", "\"seal\":[1,", "proof-length")]
    [InlineData("\"seal\":[", "\"seal\":[256,", "json-bytes")]
    [InlineData("\"bytes\":[", "\"bytes\":[-1,", "json-bytes")]
    [InlineData("\"bytes\":[", "\"bytes\":{},\"x\":[", "json-hex")]
    [InlineData("\"bytes\":[", "\"bytes\":\"0xabc\",\"x\":[", "json-hex")]
    [InlineData("\"journal\":{\"bytes\"", "\"other\":{\"bytes\"", "json-field-missing")]
    [InlineData("{\"inner\"", "[{\"inner\"", "json-syntax")]
    public void Anything_else_is_refused(string member, string other, string code)
    {
        string receipt = SerdeReceipt.Of(Proof, Journal, SerdeReceipt.ClaimOf(Id));
        int at = receipt.IndexOf(member, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0);
        Should.Throw<ProofFormatException>(() => Parse(receipt[..at] + other + receipt[(at + member.Length)..])).Code.ShouldBe(code);
    }

    [Fact]
    public void Every_public_receipt_holds_in_these_forms_too()
    {
        PublicReceipt.Require();
        foreach (var receipt in PublicReceipt.Genuine.Where(r => r.ReceiptSystem is RiscZeroGroth16))
        {
            var (program, values, proof) = receipt.Read();
            var read = Parse(SerdeReceipt.Of(proof, values, SerdeReceipt.ClaimOf(program)));
            ReceiptProgram.Of(receipt.ReceiptSystem, read.Program, receipt.Release).Verify(read.PublicValues, read.Proof).ShouldBe(ProofVerdict.Valid, receipt.ToString());
        }
    }

    static StatedReceipt Parse(string json) => RiscZeroReceiptJson.Parse(Encoding.UTF8.GetBytes(json));
}

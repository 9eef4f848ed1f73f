using System.Text;
using Vendue.Proofs.Formats;

namespace Vendue.Proofs.Tests.ZkVms;

public sealed class Sp1ReceiptJsonTests
{
    [Fact]
    public void Program_public_values_and_proof_are_read_among_members_of_the_programs_own()
    {
        var read = Sp1ReceiptJson.Parse(Encoding.UTF8.GetBytes("""{ "n": 20, "vkey": "0x0A", "publicValues": "0x", "proof": "0x0bCd" }"""));
        read.Program.ShouldBe([10]);
        read.PublicValues.ShouldBeEmpty();
        read.Proof.ShouldBe([0x0B, 0xCD]);
    }

    [Theory]
    [InlineData("""{ "vkey": "0x0a", "publicValues": "0x" }""", "json-field-missing")]
    [InlineData("""{ "vkey": "0a", "publicValues": "0x", "proof": "0x" }""", "json-hex")]
    [InlineData("""{ "vkey": "0xabc", "publicValues": "0x", "proof": "0x" }""", "json-hex")]
    [InlineData("""{ "vkey": "0xgg", "publicValues": "0x", "proof": "0x" }""", "json-hex")]
    [InlineData("""{ "vkey": 10, "publicValues": "0x", "proof": "0x" }""", "json-hex")]
    [InlineData("[]", "json-field-missing")]
    [InlineData("{", "json-syntax")]
    public void Anything_else_is_refused(string json, string code) =>
        Should.Throw<ProofFormatException>(() => Sp1ReceiptJson.Parse(Encoding.UTF8.GetBytes(json))).Code.ShouldBe(code);
}

using System.Text;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Tests.Groth16;

namespace Vendue.Proofs.Tests.Formats;

public sealed class SnarkjsJsonSpecification
{
    static readonly (Groth16Proof Proof, PublicValues PublicValues) Made = Cubic.Prover.Prove(Cubic.Witness(3, 5));
    static readonly string Key = Text(stream => VerifyingKeyJson.Write(Cubic.Key.VerifyingKey, stream));
    static readonly string Proof = Text(stream => ProofJson.Write(Made.Proof, stream));

    [Fact]
    public void Files_are_read_back()
    {
        VerifyingKeyJson.Parse(Bytes(Key)).ToBytes().ShouldBe(Cubic.Key.VerifyingKey.ToBytes());
        ProofJson.Parse(Bytes(Proof)).ShouldBe(Made.Proof);
        string publicValues = Text(stream => PublicValuesJson.Write(Made.PublicValues, stream));
        publicValues.ShouldBe("[\n \"35\",\n \"5\"\n]");
        PublicValuesJson.Parse(Bytes(publicValues)).ToBytes().ShouldBe(Made.PublicValues.ToBytes());
    }

    [Fact]
    public void A_point_at_infinity_is_read_back()
    {
        Groth16Proof infinite = new(default, default, default);
        ProofJson.Parse(Bytes(Text(stream => ProofJson.Write(infinite, stream)))).ShouldBe(infinite);
    }

    [Theory]
    [InlineData("groth16", "plonk", "unsupported-protocol")]
    [InlineData("bn128", "bls12381", "unsupported-curve")]
    [InlineData("pi_b", "pi_x", "json-field-missing")]
    [InlineData("pi_a\": [", "pi_a\": [\"1\",", "json-shape")]
    [InlineData("pi_a\": [\n  \"", "pi_a\": [\n  \"0", "json-number")]
    [InlineData("pi_a\": [\n  \"", "pi_a\": [\n  \"-", "json-number")]
    [InlineData("pi_a\": [\n  \"", "pi_a\": [\n  \"11111111111111111111111111111111111111111111111111111111111111111111111111111111", "json-number")]
    [InlineData("pi_c", "pi_a", "json-syntax")]
    [InlineData("{", "", "json-syntax")]
    public void A_proof_with_damage_is_refused_by_name(string from, string to, string code) =>
        Should.Throw<ProofFormatException>(() => ProofJson.Parse(Bytes(Proof.Replace(from, to)))).Code.ShouldBe(code);

    [Fact]
    public void A_proof_that_names_no_curve_as_rapidsnark_writes_it_is_read()
    {
        string silent = Proof.Replace("\"protocol\": \"groth16\",\n \"curve\": \"bn128\"", "\"protocol\": \"groth16\"");
        silent.ShouldNotContain("curve");
        ProofJson.Parse(Bytes(silent)).ShouldBe(Made.Proof);
    }

    [Fact]
    public void A_point_off_the_curve_is_refused()
    {
        string digits = Made.Proof.A.X.ToString();
        string forged = Proof.Replace(digits, (Made.Proof.A.X + Fp.One).ToString());
        Should.Throw<ProofFormatException>(() => ProofJson.Parse(Bytes(forged))).Code.ShouldBe("point-not-on-curve");
        string aliased = Proof.Replace(digits, (Made.Proof.A.X.ToInteger().ToBigInteger() + Fp.Modulus.ToBigInteger()).ToString());
        Should.Throw<ProofFormatException>(() => ProofJson.Parse(Bytes(aliased))).Code.ShouldBe("point-not-canonical");
    }

    [Fact]
    public void A_key_whose_counts_disagree_is_refused()
    {
        Should.Throw<ProofFormatException>(() => VerifyingKeyJson.Parse(Bytes(Key.Replace("\"nPublic\": 2", "\"nPublic\": 1")))).Code.ShouldBe("json-shape");
        Should.Throw<ProofFormatException>(() => VerifyingKeyJson.Parse(Bytes(Key.Replace("\"nPublic\": 2", "\"nPublic\": -1")))).Code.ShouldBe("verifying-key-length");
        Should.Throw<ProofFormatException>(() => VerifyingKeyJson.Parse(Bytes(Key.Replace("\"nPublic\": 2", "\"nPublic\": \"2\"")))).Code.ShouldBe("verifying-key-length");
    }

    [Fact]
    public void A_public_value_that_is_not_below_the_prime_is_refused() => Should.Throw<ProofFormatException>(
        () => PublicValuesJson.Parse(Bytes($"[\"{Fr.Modulus}\"]"))).Code.ShouldBe("public-not-canonical");

    [Theory]
    [InlineData("[35]", "json-shape")]
    [InlineData("{\"a\": \"35\"}", "public-length")]
    [InlineData("[[[[[[[[[[\"35\"]]]]]]]]]]", "json-syntax")]
    [InlineData("[\"3 5\"]", "json-number")]
    [InlineData("[\"\"]", "json-number")]
    public void Public_values_of_another_shape_are_refused(string text, string code) =>
        Should.Throw<ProofFormatException>(() => PublicValuesJson.Parse(Bytes(text))).Code.ShouldBe(code);

    [Fact]
    public void Overlong_text_is_refused_unread() =>
        Should.Throw<ProofFormatException>(() => ProofJson.Parse(new byte[ProofJson.MaxBytes + 1])).Code.ShouldBe("json-too-large");

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    static string Text(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

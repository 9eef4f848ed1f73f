using System.Numerics;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;

namespace Vendue.Proofs.Tests.Snarkjs;

/// <summary>snarkjs' files of PLONK and FFLONK.</summary>
public sealed class PolynomialJsonSpecification
{
    public static TheoryData<string, int> Files
    {
        get
        {
            var files = new TheoryData<string, int>();
            foreach (int count in SnarkjsFixture.Counts)
            {
                files.Add("plonk", count);
                files.Add("fflonk", count);
            }

            return files;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Files_are_written_back_byte_for_byte(string protocol, int count)
    {
        var fixture = new SnarkjsFixture(protocol, count);
        Rewritten(protocol, isKey: true, fixture.KeyJson).ShouldBe(Encoding.UTF8.GetString(fixture.KeyJson));
        Rewritten(protocol, isKey: false, fixture.ProofJson).ShouldBe(Encoding.UTF8.GetString(fixture.ProofJson));
    }

    [Theory]
    [InlineData("plonk", "Wxi", "point-not-on-curve")]
    [InlineData("plonk", "eval_zw", "scalar-not-canonical")]
    [InlineData("fflonk", "polynomials/W2", "point-not-on-curve")]
    [InlineData("fflonk", "evaluations/inv", "scalar-not-canonical")]
    public void A_value_beyond_its_prime_or_off_the_curve_is_refused(string protocol, string path, string code)
    {
        bool isPoint = code == "point-not-on-curve";
        CodeOf(protocol, false, path, value => isPoint ? Plus(value, 1) : Plus(value, Fr.Modulus)).ShouldBe(code);
        CodeOf(protocol, false, path, value => isPoint ? Plus(value, Fp.Modulus) : Plus(value, Fr.Modulus)).ShouldBe(isPoint ? "point-not-canonical" : code);
        CodeOf(protocol, false, path, _ => null).ShouldBe("json-field-missing");
    }

    [Theory]
    [InlineData("plonk", "k1", "0", "verifying-key-cosets")]
    [InlineData("plonk", "k2", "2", "verifying-key-cosets")]
    [InlineData("plonk", "w", "1", "verifying-key-roots")]
    [InlineData("plonk", "nPublic", 9000, "verifying-key-length")]
    [InlineData("plonk", "nPublic", 65, "verifying-key-length")]
    [InlineData("plonk", "nPublic", "3", "verifying-key-length")]
    [InlineData("plonk", "power", 29, "verifying-key-domain")]
    [InlineData("plonk", "power", 0, "verifying-key-domain")]
    [InlineData("plonk", "power", 5, "verifying-key-roots")]
    [InlineData("plonk", "protocol", "groth16", "unsupported-protocol")]
    [InlineData("plonk", "curve", "bls12381", "unsupported-curve")]
    [InlineData("fflonk", "w", "1", "verifying-key-roots")]
    [InlineData("fflonk", "w3", "1", "verifying-key-roots")]
    [InlineData("fflonk", "w4", "1", "verifying-key-roots")]
    [InlineData("fflonk", "w8", "1", "verifying-key-roots")]
    [InlineData("fflonk", "wr", "1", "verifying-key-roots")]
    [InlineData("fflonk", "k1", "1", "verifying-key-cosets")]
    [InlineData("fflonk", "C0", "1", "json-shape")]
    [InlineData("fflonk", "protocol", "plonk", "unsupported-protocol")]
    public void A_key_with_damage_is_refused_by_name(string protocol, string path, object value, string code) =>
        CodeOf(protocol, true, path, _ => value is int number ? JsonValue.Create(number) : JsonValue.Create((string)value)).ShouldBe(code);

    [Fact]
    public void Another_choice_among_the_right_roots_is_the_same_key()
    {
        var fixture = new SnarkjsFixture("fflonk", 3);
        Fr third = Fr.FromInteger(5).Pow(UInt256.FromBigInteger((Fr.Modulus.ToBigInteger() - 1) / 3));
        byte[] other = Edited(fixture.KeyJson, "wr", value => Times(value, third));
        other = Edited(other, "w3", value => Times(value, Fr.FromInteger(BigInteger.Parse(value.GetValue<string>()))));
        other.ShouldNotBe(fixture.KeyJson);
        FflonkVerifyingKeyJson.Parse(other).ToBytes().ShouldBe(fixture.Key);
    }

    [Fact]
    public void Overlong_text_is_refused_unread()
    {
        Should.Throw<ProofFormatException>(() => PlonkProofJson.Parse(new byte[ProofJson.MaxBytes + 1])).Code.ShouldBe("json-too-large");
        Should.Throw<ProofFormatException>(() => FflonkProofJson.Parse(new byte[ProofJson.MaxBytes + 1])).Code.ShouldBe("json-too-large");
        Should.Throw<ProofFormatException>(() => PlonkVerifyingKeyJson.Parse(new byte[PlonkVerifyingKeyJson.MaxBytes + 1])).Code.ShouldBe("json-too-large");
        Should.Throw<ProofFormatException>(() => FflonkVerifyingKeyJson.Parse(new byte[FflonkVerifyingKeyJson.MaxBytes + 1])).Code.ShouldBe("json-too-large");
    }

    [Theory]
    [InlineData("plonk", true)]
    [InlineData("plonk", false)]
    [InlineData("fflonk", true)]
    [InlineData("fflonk", false)]
    public void Damaged_text_is_refused_by_the_one_exception_or_read(string protocol, bool isKey)
    {
        var fixture = new SnarkjsFixture(protocol, 3);
        byte[] json = isKey ? fixture.KeyJson : fixture.ProofJson;
        Gen.Select(Gen.Int[0, json.Length - 1], Gen.Int[0, 40], Gen.Byte.Array[0, 20]).Array[1, 3].Sample(cuts =>
        {
            byte[] damaged = json;
            foreach ((int start, int length, byte[] put) in cuts)
                damaged = [.. damaged.Take(start), .. put, .. damaged.Skip(start + length)];
            RewrittenOrRefused(protocol, isKey, damaged);
        }, iter: 2_000);
    }

    [Theory]
    [InlineData("plonk", "\"eval_a\": \"")]
    [InlineData("plonk", "\"protocol\": \"")]
    [InlineData("plonk", "\"Wxi")]
    [InlineData("fflonk", "\"inv\": \"")]
    [InlineData("fflonk", "\"W1")]
    public void Text_that_is_no_Unicode_is_refused(string protocol, string before)
    {
        string json = Encoding.Latin1.GetString(new SnarkjsFixture(protocol, 3).ProofJson);
        foreach (string wrong in (string[])["\u00ff", "\\ud800", "\u00e2\u0082", "\\udc00\\ud800"])
            RewrittenOrRefused(protocol, false, Encoding.Latin1.GetBytes(json.Replace(before, before + wrong))).ShouldBeFalse();
    }

    /// <summary>Whether it was read; what is thrown but the one exception fails the test.</summary>
    static bool RewrittenOrRefused(string protocol, bool isKey, byte[] json)
    {
        try
        {
            Rewritten(protocol, isKey, json);
            return true;
        }
        catch (ProofFormatException)
        {
            return false;
        }
    }

    static string Rewritten(string protocol, bool isKey, byte[] json)
    {
        using var stream = new MemoryStream();
        switch (protocol, isKey)
        {
            case ("plonk", true): PlonkVerifyingKeyJson.Write(PlonkVerifyingKeyJson.Parse(json), stream); break;
            case ("plonk", false): PlonkProofJson.Write(PlonkProofJson.Parse(json), stream); break;
            case ("fflonk", true): FflonkVerifyingKeyJson.Write(FflonkVerifyingKeyJson.Parse(json), stream); break;
            default: FflonkProofJson.Write(FflonkProofJson.Parse(json), stream); break;
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    static string CodeOf(string protocol, bool isKey, string path, Func<JsonNode, JsonNode?> change)
    {
        var fixture = new SnarkjsFixture(protocol, 3);
        byte[] edited = Edited(isKey ? fixture.KeyJson : fixture.ProofJson, path, change);
        return Should.Throw<ProofFormatException>(() => Rewritten(protocol, isKey, edited)).Code;
    }

    /// <summary>Changes a member, or the first coordinate of a point; null takes the member out.</summary>
    static byte[] Edited(byte[] json, string path, Func<JsonNode, JsonNode?> change)
    {
        JsonNode root = JsonNode.Parse(json)!;
        string[] steps = path.Split('/');
        JsonObject parent = steps[..^1].Aggregate(root.AsObject(), (node, step) => node[step]!.AsObject());
        JsonNode old = parent[steps[^1]]!;
        JsonNode? changed = change(old is JsonArray array ? array[0]! : old);
        if (changed is null)
            parent.Remove(steps[^1]);
        else if (old is JsonArray point && path != "C0")
            point[0] = changed;
        else
            parent[steps[^1]] = changed;
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    static JsonValue Plus(JsonNode value, UInt256 summand) => Plus(value, summand.ToBigInteger());

    static JsonValue Plus(JsonNode value, BigInteger summand) =>
        JsonValue.Create((BigInteger.Parse(value.GetValue<string>()) + summand).ToString());

    static JsonValue Times(JsonNode value, Fr factor) =>
        JsonValue.Create((Fr.FromInteger(BigInteger.Parse(value.GetValue<string>())) * factor).ToString());
}

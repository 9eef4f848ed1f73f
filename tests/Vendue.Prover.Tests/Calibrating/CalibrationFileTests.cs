using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Vendue.Prover.Calibrating;

namespace Vendue.Prover.Tests.Calibrating;

public sealed class CalibrationFileTests
{
    static readonly byte[] Whole = CalibrationFile.ToBytes(Samples.Calibration);

    [Fact]
    public void A_file_holds_all_that_was_measured_and_what_a_price_is_made_of()
    {
        var read = CalibrationFile.Parse(Whole);
        CalibrationFile.ToBytes(read).ShouldBe(Whole);
        read.Made.ShouldBe(Samples.Calibration.Made);
        read.Machine.ShouldBe(Samples.Calibration.Machine);
        read.Price.ShouldBe(Samples.Calibration.Price);
        read.Conversions.Conversions.ShouldBe(Samples.Calibration.Conversions.Conversions);
        read.Series.SelectMany(s => s.Points).SelectMany(p => p.Nanoseconds).ShouldBe(Samples.Calibration.Series.SelectMany(s => s.Points).SelectMany(p => p.Nanoseconds));
        new CostModel(read, _ => null).Of(Samples.Of(3_000, Samples.Other)).ShouldBe(Samples.Model.Of(Samples.Of(3_000, Samples.Other)));
    }

    [Theory]
    [InlineData("""{ "format": "vendue-calibration", "version": 2 }""", "calibration-version")]
    [InlineData("""{ "format": "vendue-calibration", "version": "1" }""", "calibration-version")]
    [InlineData("""{ "format": "something else", "version": 1 }""", "calibration-malformed")]
    [InlineData("""{ "format": "vendue-calibration", "version": 1 }""", "calibration-malformed")]
    [InlineData("""{ "format": "\ud800", "version": 1 }""", "calibration-malformed")]
    [InlineData("[]", "calibration-malformed")]
    [InlineData("null", "calibration-malformed")]
    [InlineData("", "calibration-malformed")]
    public void What_is_no_calibration_of_this_version_is_refused(string text, string code) =>
        Should.Throw<ProverException>(() => CalibrationFile.Parse(Encoding.UTF8.GetBytes(text))).Code.ShouldBe(code);

    public static TheoryData<string, string> Damages => new()
    {
        { "'threads': 2", "'threads': 2, 'unheard': 1" },
        { "'threads': 2", "'threads': 2, 'threads': 3" },
        { "'threads': 2", "'threads': 0" },
        { "'threads': 2", "'threads': 1e99" },
        { "'cores': 2", "'cores': -2" },
        { "'work': 511", "'work': 0" },
        { "'work': 511", "'work': -1" },
        { "'work': 511", "'work': 99999" },
        { "'work': 511", "'work': 18446744073709551615" },
        { "'coldNanoseconds': 146000000", "'coldNanoseconds': 0" },
        { "'unit': 'cycles-v1'", "'unit': 'cycles-v0'" },
        { "'label': 'chain'", "'label': null" },
        { "'label': 'chain'", "'label': '\\u001b[31m'" },
        { "'program': '0x", "'program': '0y" },
        { "'denominator': 2", "'denominator': 0" },
        { "'source': 'a test, 2026'", "'source': ''" },
        { "'value': '0.5'", "'value': '0'" },
        { "'value': '0.5'", "'value': '1.5'" },
        { "'value': '0.5'", "'value': '-0.5'" },
        { "'value': '0.5'", "'value': 0.5" },
        { "'baseUnitsPerCurrency': '1000000'", "'baseUnitsPerCurrency': '0'" },
        { "'system': 'risc0'", "'system': ''" },
        { "'peakBytes': 134217728", "'peakBytes': 'many'" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void A_file_that_does_not_hold_together_is_refused_in_one_sentence(string sound, string damaged)
    {
        (sound, damaged) = (sound.Replace('\'', '"'), damaged.Replace('\'', '"'));
        string text = Encoding.UTF8.GetString(Whole);
        int at = text.IndexOf(sound, StringComparison.Ordinal);
        at.ShouldBeGreaterThan(0, sound);
        var failure = Should.Throw<ProverException>(() => CalibrationFile.Parse(Encoding.UTF8.GetBytes(text.Remove(at, sound.Length).Insert(at, damaged))));
        failure.Code.ShouldBe("calibration-malformed");
        failure.Message.ShouldNotContain('\n');
        failure.Message.ShouldEndWith(".");
    }

    [Fact]
    public void A_file_cut_or_changed_anywhere_is_read_or_refused_and_nothing_else() =>
        Gen.Select(Gen.Int[0, Whole.Length - 1], Gen.Byte, Gen.Bool).Sample((at, value, cut) =>
        {
            byte[] bytes = cut ? Whole[..at] : [.. Whole[..at], value, .. Whole[(at + 1)..]];
            try
            {
                _ = new CostModel(CalibrationFile.Parse(bytes), _ => null).Of(Samples.Of(1_000, Samples.Other));
            }
            catch (ProverException refused)
            {
                refused.Code.ShouldStartWith("calibration-");
            }
        }, iter: 20_000);

    [Fact]
    public void A_file_of_endless_lists_or_depth_is_refused()
    {
        var many = (JsonObject)JsonNode.Parse(Whole)!;
        many["series"] = new JsonArray([.. Enumerable.Range(0, 300).Select(i => many["series"]![0]!.DeepClone())]);
        Should.Throw<ProverException>(() => CalibrationFile.Parse(Encoding.UTF8.GetBytes(many.ToJsonString()))).Code.ShouldBe("calibration-malformed");
        Should.Throw<ProverException>(() => CalibrationFile.Parse(Encoding.UTF8.GetBytes(new string('[', 100_000)))).Code.ShouldBe("calibration-malformed");
        Should.Throw<ProverException>(() => CalibrationFile.Parse(new byte[CalibrationFile.MostBytes + 1])).Code.ShouldBe("calibration-malformed");
    }

    [Fact]
    public void The_published_schema_allows_exactly_the_fields_that_are_written()
    {
        var schema = JsonElement.Parse(File.ReadAllText(SchemaPath()));
        Check(JsonElement.Parse(Whole), schema, schema);
    }

    static void Check(JsonElement value, JsonElement rule, JsonElement schema)
    {
        if (rule.TryGetProperty("$ref", out var name)) rule = schema.GetProperty("$defs").GetProperty(name.GetString()![8..]);
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray()) Check(item, rule.GetProperty("items"), schema);
        }
        if (value.ValueKind != JsonValueKind.Object) return;
        rule.GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
        string[] written = [.. value.EnumerateObject().Select(p => p.Name)];
        rule.GetProperty("properties").EnumerateObject().Select(p => p.Name).ShouldBe(written, ignoreOrder: true);
        rule.GetProperty("required").EnumerateArray().Select(p => p.GetString()).ShouldBe(written, ignoreOrder: true);
        foreach (var property in value.EnumerateObject()) Check(property.Value, rule.GetProperty("properties").GetProperty(property.Name), schema);
    }

    static string SchemaPath([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "calibration.schema.json");
}

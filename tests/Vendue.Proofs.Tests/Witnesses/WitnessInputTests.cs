using System.Numerics;
using System.Text;
using CsCheck;
using Vendue.Proofs.Witnesses;

namespace Vendue.Proofs.Tests.Witnesses;

public class WitnessInputTests
{
    static WitnessInput Parse(string json, WitnessLimits? limits = null) =>
        WitnessInput.Parse(Encoding.UTF8.GetBytes(json), limits);

    static string Refusal(string json, WitnessLimits? limits = null)
    {
        var refusal = Should.Throw<WitnessException>(() => Parse(json, limits));
        refusal.Code.ShouldBe(WitnessErrors.BadInput);
        return refusal.Message;
    }

    [Fact]
    public void Numbers_strings_negatives_and_hexadecimal_are_understood()
    {
        var input = Parse("""{"a": 5, "b": "12", "c": -1, "d": "-7", "e": "0xff", "f": "0xFFFFFFFFFFFFFFFF"}""");
        input.Signals["a"].ShouldBe([5]);
        input.Signals["b"].ShouldBe([12]);
        input.Signals["c"].ShouldBe([-1]);
        input.Signals["d"].ShouldBe([-7]);
        input.Signals["e"].ShouldBe([255]);
        input.Signals["f"].ShouldBe([ulong.MaxValue]);
        input.Count.ShouldBe(6);
    }

    [Fact]
    public void Numbers_beyond_a_double_keep_every_digit() =>
        Parse("""{"a": 123456789012345678901234567890}""").Signals["a"]
            .ShouldBe([BigInteger.Parse("123456789012345678901234567890")]);

    [Fact]
    public void Nested_arrays_are_flattened_in_row_order()
    {
        var input = Parse("""{"m": [[1, "2", 3], [4, 5, 6]], "empty": [], "after": 7}""");
        input.Signals["m"].ShouldBe([1, 2, 3, 4, 5, 6]);
        input.Signals["empty"].ShouldBeEmpty();
        input.Signals["after"].ShouldBe([7]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("{")]
    [InlineData("""{"a": [1, 2}""")]
    [InlineData("""{"a": 1} {"b": 2}""")]
    [InlineData("""{"a": 1.5}""")]
    [InlineData("""{"a": 1e3}""")]
    [InlineData("""{"a": "1 2"}""")]
    [InlineData("""{"a": ""}""")]
    [InlineData("""{"a": "0x"}""")]
    [InlineData("""{"a": "-0x1"}""")]
    [InlineData("""{"a": null}""")]
    [InlineData("""{"a": true}""")]
    [InlineData("""{"a": {"b": 1}}""")]
    [InlineData("""{"a": [[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]}""")]
    public void Anything_else_is_refused_with_a_sentence(string json) => Refusal(json).ShouldEndWith(".");

    [Fact]
    public void A_name_given_twice_is_refused() => Refusal("""{"a": 1, "a": 2}""").ShouldContain("'a' is given twice");

    [Fact]
    public void Size_number_of_values_and_length_of_a_number_are_limited()
    {
        Refusal("""{"a": 1}""", new WitnessLimits { InputBytes = 4 }).ShouldContain("at most 4");
        Refusal("""{"a": [1, 2], "b": 3}""", new WitnessLimits { InputValues = 2 }).ShouldContain("too many values");
        Refusal($$"""{"a": "{{new string('9', 97)}}"}""").ShouldContain("'a'");
        Refusal($$"""{"a": {{new string('9', 5000)}}}""").Length.ShouldBeLessThan(200);
    }

    [Fact]
    public void Control_characters_of_a_hostile_name_do_not_reach_the_message() =>
        Refusal("{\"a\\u001b[31m\": null}").ShouldNotContain("\u001b");

    [Fact]
    public void What_is_written_is_read_back() =>
        Gen.Dictionary(Gen.String[Gen.Char.AlphaNumeric, 1, 8], Gen.Long.Array[0, 5]).Sample(signals =>
        {
            var input = new WitnessInput();
            foreach (var (name, values) in signals) input.Set(name, [.. values.Select(v => new BigInteger(v))]);
            var back = WitnessInput.Parse(input.ToJson());
            back.Signals.Keys.ShouldBe(signals.Keys, ignoreOrder: true);
            foreach (var (name, values) in signals) back.Signals[name].ShouldBe(values.Select(v => new BigInteger(v)));
        });
}

using System.Text.Json;
using CsCheck;

namespace Vendue.Kernel.Tests;

public sealed class JsonFormTests
{
    static readonly Shape Shape = Codec<Gift>.Of.Shape;

    [Fact]
    public void Json_and_bytes_tell_the_same_value_both_ways() =>
        EncodingTests.Everythings.Sample(value =>
        {
            byte[] bytes = Codec<Everything>.Of.Encode(value);
            var json = Json(Codec<Everything>.Of.Shape, bytes);
            Read(Codec<Everything>.Of.Shape, json).ShouldBe(bytes);
        });

    [Fact]
    public void Accounts_and_assets_are_told_by_name()
    {
        var trial = new TrialMarket("alice");
        byte[] bytes = Codec<AccountOpened>.Of.Encode(new AccountOpened(trial["alice"], "alice"));
        string json = Json(Codec<AccountOpened>.Of.Shape, bytes, trial.Market.Ledger);
        json.ShouldBe("""{"account":"alice","name":"alice"}""");
        Read(Codec<AccountOpened>.Of.Shape, json, trial.Market.Ledger).ShouldBe(bytes);
        Fails(Codec<AccountOpened>.Of.Shape, """{"account":"nobody","name":"x"}""", trial.Market.Ledger).ShouldContain("nobody");
    }

    [Fact]
    public void A_missing_field_is_named() => Fails(Shape, """{"to":"a","mark":true}""").ShouldContain("amount is missing");

    [Fact]
    public void A_field_too_many_is_named_with_those_there_are() =>
        Fails(Shape, """{"to":"a","amount":"1","mark":true,"memo":1}""").ShouldBe("value has no field 'memo'; it has: to, amount, mark.");

    [Fact]
    public void A_field_that_stands_twice_is_named() => Fails(Shape, """{"to":"a","amount":"1","amount":"2","mark":true}""").ShouldContain("amount stands twice");

    [Fact]
    public void Fields_of_a_class_may_be_left_out_and_have_their_defaults()
    {
        var statement = Codec<Statement>.Of.Decode(Read(Codec<Statement>.Of.Shape, "{}"));
        statement.System.ShouldBe((Name)"groth16-bn254");
        statement.Version.ShouldBe((ushort)1);
    }

    [Theory]
    [InlineData("""{"to":1,"amount":"1","mark":true}""")]
    [InlineData("""{"to":"a b","amount":"1","mark":true}""")]
    [InlineData("""{"to":"a","amount":1,"mark":true}""")]
    [InlineData("""{"to":"a","amount":"-1","mark":true}""")]
    [InlineData("""{"to":"a","amount":"1.0","mark":true}""")]
    [InlineData("""{"to":"a","amount":"340282366920938463463374607431768211456","mark":true}""")]
    [InlineData("""{"to":"a","amount":"1","mark":"true"}""")]
    [InlineData("""[]""")]
    [InlineData("""null""")]
    public void A_value_of_the_wrong_form_is_refused(string json) => Fails(Shape, json).ShouldContain("must be");

    [Theory]
    [InlineData("256")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("1e1")]
    [InlineData("\"1\"")]
    public void A_small_integer_is_a_whole_number_within_its_range(string json) => Fails(Codec<byte>.Of.Shape, json).ShouldContain("from 0 to 255");

    [Fact]
    public void Enumerations_are_told_by_name_only()
    {
        Read(Codec<Colour>.Of.Shape, "\"darkBlue\"").ShouldBe([2]);
        Fails(Codec<Colour>.Of.Shape, "\"DarkBlue\"").ShouldContain("one of red, green, darkBlue");
        Fails(Codec<Colour>.Of.Shape, "2").ShouldContain("a string");
    }

    [Fact]
    public void Hostile_bytes_are_refused_as_no_encoding_when_told_in_json() =>
        Gen.Byte.Array[0, 200].Sample(bytes =>
        {
            try
            {
                Json(Codec<Everything>.Of.Shape, bytes);
            }
            catch (EncodingException)
            {
            }
        }, iter: 2_000);

    [Fact]
    public void An_enumeration_beyond_its_values_is_refused_when_told_in_json() =>
        Should.Throw<EncodingException>(() => Json(Codec<Colour>.Of.Shape, [3])).Message.ShouldBe("3 is no Colour.");

    [Fact]
    public void Deep_json_is_refused_by_its_reader_or_by_the_shape()
    {
        string deep = string.Concat(Enumerable.Repeat("[", 60)) + string.Concat(Enumerable.Repeat("]", 60));
        Fails(Codec<ushort[][]>.Of.Shape, deep).ShouldContain("must be");
    }

    static string Json(Shape shape, byte[] bytes, INames? names = null)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            JsonForm.Write(writer, shape, new CanonicalReader(bytes), names);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    static byte[] Read(Shape shape, string json, INames? names = null)
    {
        using var document = JsonDocument.Parse(json);
        var writer = new CanonicalWriter();
        JsonForm.Read(writer, shape, document.RootElement, names);
        return writer.Written.ToArray();
    }

    static string Fails(Shape shape, string json, INames? names = null) => Should.Throw<EncodingException>(() => Read(shape, json, names)).Message;
}

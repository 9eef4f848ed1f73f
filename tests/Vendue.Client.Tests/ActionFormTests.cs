using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace Vendue.Client.Tests;

/// <summary>An action with a nested record that may be left out.</summary>
[Action(70, "tuned", "Has settings.")]
public readonly record struct Tuned([property: Optional] byte Level, Part Part, [property: Optional] Name Label);

public class ActionFormTests
{
    static readonly ActionDescription SampleAction = ActionSet.DescriptionOf(typeof(Sample));
    static readonly ActionDescription LockAction = ActionSet.DescriptionOf(typeof(Lock));
    static readonly ActionDescription TunedAction = ActionSet.DescriptionOf(typeof(Tuned));

    static readonly Gen<Hash32> Hashes = Gen.Byte.Array[32].Select(b => new Hash32(b));
    static readonly Gen<Name> Names = Gen.Char['!', '~'].Array[0, 47].Select(c => Name.Parse(new string(c)));
    static readonly Gen<Bytes> Strings = Gen.Byte.Array[0, 40].Select(b => new Bytes(b));
    static readonly Gen<UInt128> Amounts = Gen.Select(Gen.ULong, Gen.ULong, (high, low) => new UInt128(high, low));
    static readonly Gen<Part> Parts = Gen.Select(Names, Gen.ULong, Gen.Bool, (n, a, high) => new Part(n, a, high ? Urgency.High : Urgency.Low));

    static readonly Gen<Sample> AnySample =
        from numbers in Gen.Select(Gen.Bool, Gen.Byte, Gen.UShort, Gen.UInt, Gen.ULong, Gen.Long)
        from amount in Amounts
        from change in Amounts
        from hash in Hashes
        from name in Names
        from bytes in Strings
        from main in Parts
        from parts in Parts.Array[0, 3]
        from shorts in Gen.UShort.Array[0, 4]
        from pieces in Strings.Array[0, 3]
        from rows in Gen.Byte.Array[0, 3].Array[0, 3]
        select new Sample(numbers.Item1, numbers.Item2, numbers.Item3, numbers.Item4, numbers.Item5, numbers.Item6, amount, (Int128)change, hash, name, bytes, main.Urgency, main, parts, shorts, pieces, rows);

    [Fact]
    public void Every_action_survives_JSON() => AnySample.Sample(sample =>
    {
        var body = new Bytes(Codec<Sample>.Of.Encode(sample));
        ActionJson.Read(SampleAction, ActionJson.Write(SampleAction, body)).ShouldBe(body);
    });

    [Fact]
    public void Every_signed_command_survives_bytes_and_JSON() => AnySample.Sample(sample =>
    {
        var command = Samples.ByDelegate(sample);
        SignedCommand.Decode(command.Encode()).ShouldBe(command);
        CommandJson.Read(Parse(CommandJson.Write(command, Samples.Actions)), Samples.Genesis, Samples.Actions).ShouldBe(command);
        Signatures.Verify(command, Samples.Genesis, Samples.Actions).ShouldBeNull();
    });

    [Fact]
    public void Every_digest_depends_on_the_body_alone_and_each_has_its_own() => Gen.Select(AnySample, AnySample).Sample((one, other) =>
    {
        var (a, b) = (EnvelopeOf(one), EnvelopeOf(other));
        (Eip712.Digest(a, SampleAction) == Eip712.Digest(b, SampleAction)).ShouldBe(a == b);
    });

    [Fact]
    public void A_command_in_JSON_is_of_this_market_unless_it_says_otherwise()
    {
        var json = JsonNode.Parse(CommandJson.Write(Samples.ByOwner(new Tick()), Samples.Actions))!.AsObject();
        json.ContainsKey("key").ShouldBeFalse();
        json.Remove("genesis").ShouldBeTrue();
        CommandJson.Read(Parse(json), Samples.Genesis, Samples.Actions).ShouldBe(Samples.ByOwner(new Tick()));
        json["genesis"] = default(Hash32).ToString();
        Signatures.Verify(CommandJson.Read(Parse(json), Samples.Genesis, Samples.Actions), Samples.Genesis, Samples.Actions).ShouldBe(ApiError.WrongMarket);
    }

    [Theory]
    [InlineData("action", "\"dance\"")]
    [InlineData("action", "65")]
    [InlineData("sender", "\"two words\"")]
    [InlineData("lane", "65536")]
    [InlineData("nonce", "-1")]
    [InlineData("nonce", "\"1\"")]
    [InlineData("expires", null)]
    [InlineData("signature", "\"0x0\"")]
    [InlineData("body", "{\"x\":1}")]
    [InlineData("body", null)]
    public void A_command_in_JSON_with_a_wrong_field_is_refused(string field, string? value)
    {
        var json = JsonNode.Parse(CommandJson.Write(Samples.ByOwner(new Tick()), Samples.Actions))!.AsObject();
        json.Remove(field);
        if (value is not null) json[field] = JsonNode.Parse(value);
        Should.Throw<EncodingException>(() => CommandJson.Read(Parse(json), Samples.Genesis, Samples.Actions));
    }

    [Theory]
    [InlineData("""{"request":"0x00","bond":"1"}""", "lock.request")]
    [InlineData("""{"bond":"1"}""", "lock.request")]
    [InlineData("""[]""", "lock")]
    [InlineData("""{""", "JSON")]
    public void A_wrong_body_is_refused_with_the_name_of_the_field(string json, string named) =>
        Should.Throw<EncodingException>(() => ActionJson.Read(LockAction, json)).Message.ShouldContain(named);

    [Fact]
    public void A_body_that_is_not_canonical_has_no_JSON()
    {
        Should.Throw<EncodingException>(() => ActionJson.Write(LockAction, new Bytes(new byte[47])));
        Should.Throw<EncodingException>(() => ActionJson.Write(LockAction, new Bytes(new byte[49])));
    }

    [Fact]
    public void The_schema_of_an_action_is_made_from_its_record() =>
        JsonNode.DeepEquals(ActionSchema.Of(LockAction), JsonNode.Parse("""
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "lock",
              "description": "Takes a request.",
              "type": "object",
              "properties": {
                "request": { "type": "string", "pattern": "^0x[0-9a-fA-F]{64}$", "description": "The request to take" },
                "bond": { "type": "string", "pattern": "^[0-9]+$", "description": "The highest bond, in base units" }
              },
              "required": ["request", "bond"],
              "additionalProperties": false
            }
            """)).ShouldBeTrue();

    [Fact]
    public void A_schema_states_ranges_names_and_defaults()
    {
        var properties = ActionSchema.Of(SampleAction)["properties"]!;
        properties["huge"]!["maximum"]!.GetValue<ulong>().ShouldBe(ulong.MaxValue);
        properties["signed"]!["minimum"]!.GetValue<long>().ShouldBe(long.MinValue);
        properties["urgency"]!["enum"]!.ToJsonString().ShouldBe("""["low","high"]""");
        properties["rows"]!["items"]!["items"]!["maximum"]!.GetValue<byte>().ShouldBe(byte.MaxValue);
        properties["main"]!["required"]!.ToJsonString().ShouldBe("""["unit","amount","urgency"]""");
        var tuned = ActionSchema.Of(TunedAction);
        tuned["required"]!.ToJsonString().ShouldBe("""["part"]""");
        tuned["properties"]!["level"]!["default"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public void An_actions_help_names_each_option_its_value_and_its_meaning()
    {
        ActionOptions.HelpOf(LockAction).ShouldBe("lock: Takes a request.\n  --request HASH  The request to take\n  --bond AMOUNT   The highest bond, in base units\n");
        ActionOptions.HelpOf(TunedAction).ShouldBe(
            "tuned: Has settings.\n  --level NUMBER           (default 0)\n  --part.unit NAME\n  --part.amount NUMBER\n  --part.urgency low|high\n  --label NAME             (optional)\n");
        ActionOptions.HelpOf(ActionSet.DescriptionOf(typeof(Tick))).ShouldEndWith("happens.\n");
    }

    [Fact]
    public void Options_make_the_body_that_they_spell()
    {
        var body = ActionOptions.Read(TunedAction, Given(("part.urgency", "high"), ("part.amount", "12"), ("part.unit", "gas")));
        body.ShouldBe(new Bytes(Codec<Tuned>.Of.Encode(new Tuned(0, new Part("gas", 12, Urgency.High), ""))));
        ActionOptions.Read(ActionSet.DescriptionOf(typeof(AuthoriseKey)), Given(("key", Samples.Genesis.ToString()), ("actions", "[64, 65]"), ("expires", "9")))
            .ShouldBe(new Bytes(Codec<AuthoriseKey>.Of.Encode(new AuthoriseKey(Samples.Genesis, [64, 65], 9))));
    }

    [Fact]
    public void Options_that_are_unknown_doubled_missing_or_wrong_are_refused()
    {
        Refuse("dance", ("dance", "1"));
        Refuse("twice", ("bond", "1"), ("bond", "2"));
        Refuse("request", ("bond", "1"));
        Should.Throw<EncodingException>(() => ActionOptions.Read(TunedAction, Given(("level", "high"), ("part.unit", "a"), ("part.amount", "1"), ("part.urgency", "low")))).Message.ShouldContain("--level");
        Should.Throw<EncodingException>(() => ActionOptions.Read(TunedAction, Given(("part.unit", "a"), ("part.amount", "1")))).Message.ShouldContain("part.urgency");
    }

    static void Refuse(string named, params (string, string)[] given) =>
        Should.Throw<EncodingException>(() => ActionOptions.Read(LockAction, Given(given))).Message.ShouldContain(named);

    static IEnumerable<KeyValuePair<string, string>> Given(params (string Path, string Text)[] given) => given.Select(g => KeyValuePair.Create(g.Path, g.Text));

    static CommandEnvelope EnvelopeOf(Sample sample) => CommandEnvelope.Of(Samples.Genesis, Samples.Owner.Address, default, 0, 1, 1, sample);

    static JsonElement Parse(byte[] json) => JsonDocument.Parse(json).RootElement;

    static JsonElement Parse(JsonNode json) => JsonDocument.Parse(json.ToJsonString()).RootElement;
}

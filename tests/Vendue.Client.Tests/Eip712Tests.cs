using System.Text;

namespace Vendue.Client.Tests;

public class Eip712Tests
{
    // The example of the standard itself: https://eips.ethereum.org/EIPS/eip-712 (Mail, Person).
    static readonly Shape Text = Codec<Name>.Of.Shape;
    static readonly Shape Person = Record("Person", ("name", Text), ("wallet", Codec<Name>.Of.Shape));

    static Shape Record(string name, params (string Name, Shape Shape)[] fields) =>
        new(ShapeKind.Record, name) { Fields = [.. fields.Select(f => new FieldShape(f.Name, f.Shape, "", null))] };

    [Fact]
    public void Keccak_of_nothing_is_Ethereums_not_that_of_SHA3() =>
        Keccak256.Hash([]).ToString().ShouldBe("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");

    [Fact]
    public void A_struct_lists_the_structs_it_refers_to_in_order_of_their_names_after_itself()
    {
        var mail = Eip712.Root(Record("Mail", ("from", Person), ("to", Person), ("contents", Text)));
        mail.EncodedType.ShouldBe("Mail(Person from,Person to,string contents)Person(string name,string wallet)");
    }

    [Fact]
    public void The_type_of_the_standards_mail_hashes_to_the_published_value()
    {
        // The standard's wallet is an address, which no action has; its type text is rebuilt from ours.
        var mail = Eip712.Root(Record("Mail", ("from", Person), ("to", Person), ("contents", Text)));
        var published = mail.EncodedType.Replace("string wallet", "address wallet", StringComparison.Ordinal);
        Keccak256.Hash(Encoding.ASCII.GetBytes(published)).ToString().ShouldBe("0xa0cedeb2dc280ba39b857546d74f5549c3a1d7bdc2dd96bf881f76108e23dac2");
    }

    [Fact]
    public void The_strings_of_the_standards_mail_hash_to_the_published_words()
    {
        WordOf(Text, w => w.Name("Cow")).ShouldBe("0x8c1d2bd5348394761719da11ec67eedae9502d137e8940fee8ecd6f641ee1648");
        WordOf(Text, w => w.Name("Bob")).ShouldBe("0x28cac318a86c8a0a6a9156c2dba2c8c2363677ba0514ef616592d81557e679b6");
        Keccak256.Hash("Hello, Bob!"u8).ToString().ShouldBe("0xb5aadf3154a261abdd9086fc627b61efca26ae5702701d05cd2305f7c52a2fc8");
    }

    [Fact]
    public void Integers_fill_a_word_big_endian_and_negative_ones_are_extended()
    {
        WordOf(Codec<ushort>.Of.Shape, w => w.UInt16(258)).ShouldBe("0x" + new string('0', 60) + "0102");
        WordOf(Codec<long>.Of.Shape, w => w.Int64(-2)).ShouldBe("0x" + new string('f', 63) + "e");
        WordOf(Codec<UInt128>.Of.Shape, w => w.UInt128(UInt128.MaxValue)).ShouldBe("0x" + new string('0', 32) + new string('f', 32));
        WordOf(Codec<Int128>.Of.Shape, w => w.Int128(Int128.MinValue)).ShouldBe("0x" + new string('f', 32) + "8" + new string('0', 31));
        WordOf(Codec<bool>.Of.Shape, w => w.Bool(true)).ShouldBe("0x" + new string('0', 63) + "1");
    }

    [Fact]
    public void A_list_is_the_hash_of_its_elements_words()
    {
        Span<byte> words = stackalloc byte[64];
        words[31] = 1;
        words[63] = 2;
        WordOf(Codec<ushort[]>.Of.Shape, w => { w.UInt32(2); w.UInt16(1); w.UInt16(2); }).ShouldBe(Keccak256.Hash(words).ToString());
        WordOf(Codec<ushort[]>.Of.Shape, w => w.UInt32(0)).ShouldBe(Keccak256.Hash([]).ToString());
    }

    [Fact]
    public void A_byte_string_is_its_hash() =>
        WordOf(Codec<Bytes>.Of.Shape, w => w.Bytes([1, 2])).ShouldBe(Keccak256.Hash([1, 2]).ToString());

    [Fact]
    public void An_action_with_a_field_of_every_kind_has_this_type() =>
        Eip712.TypeOf(ActionSet.DescriptionOf(typeof(Sample))).ShouldBe(
            "Command(string sender,uint16 lane,uint64 nonce,uint64 expires,Sample action)"
            + "Part(string unit,uint64 amount,uint8 urgency)"
            + "Sample(bool flag,uint8 small,uint16 medium,uint32 large,uint64 huge,int64 signed,uint128 amount,int128 change,"
            + "bytes32 request,string label,bytes data,uint8 urgency,Part main,Part[] parts,uint16[] numbers,bytes[] pieces,uint8[][] rows)");

    [Fact]
    public void A_body_with_a_byte_too_many_or_too_few_has_no_digest()
    {
        var envelope = CommandEnvelope.Of(Samples.Genesis, Samples.Owner.Address, default, 0, 1, 1, Samples.Full);
        var action = ActionSet.DescriptionOf(typeof(Sample));
        Should.Throw<EncodingException>(() => Eip712.Digest(envelope with { Body = new Bytes([.. envelope.Body.Span, 0]) }, action));
        Should.Throw<EncodingException>(() => Eip712.Digest(envelope with { Body = new Bytes(envelope.Body.Span[..^1].ToArray()) }, action));
    }

    [Fact]
    public void Two_actions_of_one_type_cannot_stand_in_one_market()
    {
        var known = ActionSet.DescriptionOf(typeof(Lock));
        Should.Throw<ArgumentException>(() => new ActionSet([known, known with { Tag = 90, Name = "other" }]));
        Should.Throw<ArgumentException>(() => new ActionSet([known, known with { Name = "other" }]));
        Should.Throw<ArgumentException>(() => new ActionSet([known, ActionSet.DescriptionOf(typeof(Unlock)) with { Name = "lock" }]));
    }

    [Fact]
    public void Two_different_records_of_one_name_are_refused()
    {
        var one = Record("Part", ("a", Text));
        var other = Record("Part", ("b", Text));
        Should.Throw<NotSupportedException>(() => Eip712.Root(Record("Whole", ("x", one), ("y", other))));
        Should.Throw<NotSupportedException>(() => Eip712.Root(Record("Part", ("x", other))));
    }

    static string WordOf(Shape shape, Action<CanonicalWriter> write)
    {
        var writer = new CanonicalWriter();
        write(writer);
        Span<byte> word = stackalloc byte[32];
        Eip712Type.Of(shape, []).WriteWord(new CanonicalReader(writer.Written.ToArray()), word);
        return new Hash32(word).ToString();
    }
}

using CsCheck;

namespace Vendue.Kernel.Tests;

public enum Colour : byte { Red, Green, DarkBlue }

public enum Gap : byte { One = 1, Three = 3 }

public enum WideEnum { Zero, One }

public readonly record struct Inner(ushort Small, Name Name, Bytes Data);

public readonly record struct Everything(
    bool Flag, byte U8, ushort U16, uint U32, ulong U64, long I64, UInt128 Amount, Int128 Signed, Hash32 Hash, Name Name, Bytes Data,
    Colour Colour, Account Account, Asset Asset, Handle<NoteRow> Row, Inner Inner, ulong[] Numbers, Inner[] Inners, ushort[][] Nested);

public readonly record struct Undecodable(string Text);

public sealed class EncodingTests
{
    internal static readonly Gen<UInt128> Amounts = Gen.Select(Gen.ULong, Gen.ULong, (high, low) => new UInt128(high, low));
    static readonly Gen<Hash32> Hashes = Gen.Byte.Array[32].Select(b => new Hash32(b));
    internal static readonly Gen<Name> Names = Gen.Char['!', '~'].Array[0, Name.MaxLength].Select(c => Name.Parse(new string(c)));
    static readonly Gen<Bytes> ByteStrings = Gen.Byte.Array[0, 40].Select(b => new Bytes(b));
    static readonly Gen<Inner> Inners = Gen.Select(Gen.UShort, Names, ByteStrings, (s, n, b) => new Inner(s, n, b));

    internal static readonly Gen<Everything> Everythings =
        from flag in Gen.Bool
        from u8 in Gen.Byte
        from u16 in Gen.UShort
        from u32 in Gen.UInt
        from u64 in Gen.ULong
        from i64 in Gen.Long
        from amount in Amounts
        from signed in Amounts
        from hash in Hashes
        from name in Names
        from data in ByteStrings
        from colour in Gen.Byte[0, 2]
        from account in Gen.Int[0, 5]
        from asset in Gen.Byte[0, 1]
        from row in Gen.Int[0, 1000]
        from inner in Inners
        from numbers in Gen.ULong.Array[0, 5]
        from inners in Inners.Array[0, 5]
        from nested in Gen.UShort.Array[0, 3].Array[0, 3]
        select new Everything(flag, u8, u16, u32, u64, i64, amount, (Int128)signed, hash, name, data, (Colour)colour, new Account(account), new Asset(asset),
            new Handle<NoteRow>(row, 3), inner, numbers, inners, nested);

    [Fact]
    public void Every_value_comes_back_from_its_bytes_and_gives_the_same_bytes_again() =>
        Everythings.Sample(value =>
        {
            byte[] bytes = Codec<Everything>.Of.Encode(value);
            var back = Codec<Everything>.Of.Decode(bytes);
            Codec<Everything>.Of.Encode(back).ShouldBe(bytes);
            back.ShouldBe(value with { Numbers = back.Numbers, Inners = back.Inners, Nested = back.Nested });
            back.Numbers.ShouldBe(value.Numbers);
            back.Inners.ShouldBe(value.Inners);
            back.Nested.ShouldBe(value.Nested);
        });

    [Fact]
    public void Bytes_cut_short_or_followed_by_more_are_refused_at_every_length() =>
        Everythings.Sample(value =>
        {
            byte[] bytes = Codec<Everything>.Of.Encode(value);
            for (int length = 0; length < bytes.Length; length++)
                Should.Throw<EncodingException>(() => Codec<Everything>.Of.Decode(bytes.AsMemory(0, length)));
            Should.Throw<EncodingException>(() => Codec<Everything>.Of.Decode((byte[])[.. bytes, 0]));
        }, iter: 20);

    [Fact]
    public void Whatever_bytes_decode_are_the_canonical_bytes_of_their_value() =>
        Gen.Select(Everythings, Gen.Int[0, 10_000], Gen.Byte, (value, at, change) => (value, at, change)).Sample(t =>
        {
            byte[] bytes = Codec<Everything>.Of.Encode(t.value);
            bytes[t.at % bytes.Length] ^= t.change;
            Everything back;
            try
            {
                back = Codec<Everything>.Of.Decode(bytes);
            }
            catch (EncodingException)
            {
                return;
            }
            Codec<Everything>.Of.Encode(back).ShouldBe(bytes);
        }, iter: 2_000);

    [Fact]
    public void Integers_are_little_endian_at_full_width_and_names_and_lists_carry_their_length()
    {
        Codec<ulong>.Of.Encode(0x0102).ShouldBe([2, 1, 0, 0, 0, 0, 0, 0]);
        Codec<Name>.Of.Encode("ab").ShouldBe([2, (byte)'a', (byte)'b']);
        Codec<ushort[]>.Of.Encode([7]).ShouldBe([1, 0, 0, 0, 7, 0]);
        Codec<Bytes>.Of.Encode(new Bytes([9])).ShouldBe([1, 0, 0, 0, 9]);
        Codec<Colour>.Of.Encode(Colour.DarkBlue).ShouldBe([2]);
        Codec<Gift>.Of.Encode(new Gift("x", 1, true)).Length.ShouldBe(2 + 16 + 1);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(255)]
    public void A_boolean_is_one_byte_0_or_1(byte other) => Should.Throw<EncodingException>(() => Codec<bool>.Of.Decode(new[] { other }));

    [Theory]
    [InlineData(3)]
    [InlineData(255)]
    public void An_enumeration_has_only_the_values_it_declares(byte other) => Should.Throw<EncodingException>(() => Codec<Colour>.Of.Decode(new[] { other }));

    [Fact]
    public void A_name_has_only_printable_characters_and_at_most_47()
    {
        Should.Throw<EncodingException>(() => Codec<Name>.Of.Decode(new byte[] { 1, (byte)' ' }));
        Should.Throw<EncodingException>(() => Codec<Name>.Of.Decode(new byte[] { 1, 0x80 }));
        Should.Throw<EncodingException>(() => Codec<Name>.Of.Decode((byte[])[48, .. new byte[48].Select(_ => (byte)'a')]));
        Name.TryParse(new string('a', 48), out _).ShouldBeFalse();
        Name.TryParse("é", out _).ShouldBeFalse();
    }

    [Fact]
    public void A_list_that_claims_more_than_its_bytes_can_hold_is_refused_before_anything_is_allocated()
    {
        byte[] claim = [0xFF, 0xFF, 0xFF, 0xFF, 1, 2];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<EncodingException>(() => Codec<UInt128[]>.Of.Decode(claim));
        Should.Throw<EncodingException>(() => Codec<Bytes>.Of.Decode(claim));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_000_000);
    }

    [Fact]
    public void Types_without_one_clear_encoding_are_refused()
    {
        Should.Throw<Exception>(() => Codec<Undecodable>.Of).GetBaseException().ShouldBeOfType<NotSupportedException>();
        Should.Throw<Exception>(() => Codec<Gap>.Of).GetBaseException().ShouldBeOfType<NotSupportedException>();
        Should.Throw<Exception>(() => Codec<WideEnum>.Of).GetBaseException().ShouldBeOfType<NotSupportedException>();
    }

    [Fact]
    public void A_writer_can_be_cut_back_and_goes_on_from_there()
    {
        var writer = new CanonicalWriter();
        writer.UInt64(1);
        writer.UInt64(2);
        writer.Truncate(8);
        writer.Byte(3);
        writer.Written.ToArray().ShouldBe([1, 0, 0, 0, 0, 0, 0, 0, 3]);
        Should.Throw<ArgumentOutOfRangeException>(() => writer.Truncate(10));
    }

    [Fact]
    public void Names_and_hashes_order_as_their_bytes_do() =>
        Gen.Select(Names, Names, Hashes, Hashes).Sample((a, b, h, i) =>
        {
            Math.Sign(a.CompareTo(b)).ShouldBe(Math.Sign(string.CompareOrdinal(a.ToString(), b.ToString())));
            Math.Sign(h.CompareTo(i)).ShouldBe(Math.Sign(h.ToArray().AsSpan().SequenceCompareTo(i.ToArray())));
            Hash32.TryParse(h.ToString(), out var back).ShouldBeTrue();
            back.ShouldBe(h);
        });
}

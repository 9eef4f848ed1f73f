using CsCheck;

namespace Vendue.Client.Tests;

public class AcknowledgementTests
{
    static readonly Acknowledgement Sample = new(Hash32.Sha256("market"u8), Hash32.Sha256("command"u8), 7, 1_000, 3, OutcomeKind.Refused, "nonce-used", Hash32.Sha256("head"u8));

    [Fact]
    public void The_operators_signature_verifies_under_its_key_only()
    {
        using var other = DelegatedKey.Generate();
        var signature = Sample.Sign(Samples.Delegated);
        Sample.Verify(Samples.Delegated.Public, signature).ShouldBeTrue();
        Sample.Verify(other.Public, signature).ShouldBeFalse();
        Sample.Verify(default, signature).ShouldBeFalse();
        Sample.Verify(Samples.Delegated.Public, default).ShouldBeFalse();
    }

    [Fact]
    public void It_covers_the_tag_and_the_hash_of_the_canonical_bytes()
    {
        byte[] message = [.. "vendue/ack/2"u8, .. Hash32.Sha256(Sample.Encode()).ToArray()];
        DelegatedKey.Verify(Samples.Delegated.Public, message, Sample.Sign(Samples.Delegated).Span).ShouldBeTrue();
    }

    [Fact]
    public void It_survives_its_encoding() => Acknowledgement.Decode(Sample.Encode()).ShouldBe(Sample);

    [Fact]
    public void Any_changed_bit_breaks_it()
    {
        var signature = Sample.Sign(Samples.Delegated);
        var bytes = Sample.Encode();
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Int[0, 7]).Sample((at, bit) =>
        {
            var changed = bytes.ToArray();
            changed[at] ^= (byte)(1 << bit);
            Verifies(changed, signature).ShouldBeFalse($"byte {at}, bit {bit}");
        });
    }

    static bool Verifies(byte[] bytes, Bytes signature)
    {
        try
        {
            return Acknowledgement.Decode(bytes).Verify(Samples.Delegated.Public, signature);
        }
        catch (EncodingException)
        {
            return false;
        }
    }
}

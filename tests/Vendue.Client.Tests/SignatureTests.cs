using CsCheck;
using Org.BouncyCastle.Math;

namespace Vendue.Client.Tests;

public class SignatureTests
{
    static ApiError? Verify(SignedCommand command) => Signatures.Verify(command, Samples.Genesis, Samples.Actions);

    [Fact]
    public void What_the_owner_signs_verifies()
    {
        Verify(Samples.ByOwner(Samples.Full)).ShouldBeNull();
        Verify(Samples.ByOwner(new Tick())).ShouldBeNull();
    }

    [Fact]
    public void What_a_delegated_key_signs_verifies() => Verify(Samples.ByDelegate(Samples.Full)).ShouldBeNull();

    [Fact]
    public void A_delegated_keys_signature_covers_the_tag_and_the_command_id()
    {
        var command = Samples.ByDelegate(Samples.Full);
        byte[] message = [.. "vendue/signed/1"u8, .. command.Id().ToArray()];
        DelegatedKey.Verify(Samples.Delegated.Public, message, command.Signature.Span).ShouldBeTrue();
    }

    [Fact]
    public void The_id_is_the_tagged_hash_of_the_envelope_and_not_of_the_signature()
    {
        var command = Samples.ByOwner(Samples.Full);
        command.Id().ShouldBe(Hash32.Sha256([.. "vendue/command/1"u8, .. Codec<CommandEnvelope>.Of.Encode(command.Envelope)]));
        (command with { Signature = default }).Id().ShouldBe(command.Id());
    }

    [Fact]
    public void A_command_of_another_market_is_refused() =>
        Signatures.Verify(Samples.ByOwner(new Tick()), Hash32.Sha256("another"u8), Samples.Actions).ShouldBe(ApiError.WrongMarket);

    [Fact]
    public void A_command_moved_to_another_market_is_refused()
    {
        var other = Hash32.Sha256("another"u8);
        foreach (var command in new[] { Samples.ByOwner(new Tick()), Samples.ByDelegate(new Tick()) })
            Signatures.Verify(command with { Envelope = command.Envelope with { Genesis = other } }, other, Samples.Actions).ShouldBe(ApiError.BadSignature);
    }

    [Fact]
    public void A_command_under_another_sender_is_refused()
    {
        var other = OwnerKey.FromHex(new string('0', 63) + "1").Address;
        foreach (var command in new[] { Samples.ByOwner(new Tick()), Samples.ByDelegate(new Tick()) })
            Verify(command with { Envelope = command.Envelope with { Sender = other } }).ShouldBe(ApiError.BadSignature);
    }

    [Fact]
    public void A_signature_for_one_action_does_not_count_for_another_of_the_same_fields()
    {
        var command = Samples.ByOwner(new Lock(Samples.Genesis, 5));
        Verify(command with { Envelope = command.Envelope with { Action = 66 } }).ShouldBe(ApiError.BadSignature);
    }

    [Fact]
    public void The_twin_with_a_high_s_is_refused()
    {
        var command = Samples.ByOwner(new Tick());
        var twin = command.Signature.Span.ToArray();
        var s = Secp256k1.Domain.N.Subtract(new BigInteger(1, twin.AsSpan(32, 32)));
        s.ToByteArrayUnsigned().CopyTo(twin.AsSpan(64 - s.ToByteArrayUnsigned().Length));
        twin[64] = (byte)(55 - twin[64]);
        Verify(command with { Signature = new Bytes(twin) }).ShouldBe(ApiError.HighS);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(29)]
    [InlineData(255)]
    public void A_last_byte_other_than_27_and_28_is_refused(byte v)
    {
        var command = Samples.ByOwner(new Tick());
        Verify(command with { Signature = new Bytes([.. command.Signature.Span[..64], v]) }).ShouldBe(ApiError.BadRecovery);
    }

    [Fact]
    public void The_other_recovery_byte_is_another_signer()
    {
        var command = Samples.ByOwner(new Tick());
        Verify(command with { Signature = new Bytes([.. command.Signature.Span[..64], (byte)(55 - command.Signature.Span[64])]) }).ShouldBe(ApiError.BadSignature);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(66)]
    public void An_owners_signature_of_another_length_is_refused(int length) =>
        Verify(Samples.ByOwner(new Tick()) with { Signature = new Bytes(new byte[length]) }).ShouldBe(ApiError.WrongLength);

    [Fact]
    public void A_delegated_keys_signature_of_another_length_is_refused() =>
        Verify(Samples.ByDelegate(new Tick()) with { Signature = new Bytes(new byte[65]) }).ShouldBe(ApiError.WrongLength);

    [Fact]
    public void Zeros_and_numbers_beyond_the_order_are_no_signature()
    {
        var command = Samples.ByOwner(new Tick());
        byte[] zeros = [.. new byte[64], 27];
        byte[] beyond = [.. Enumerable.Repeat((byte)0xFF, 32), .. command.Signature.Span[32..]];
        Verify(command with { Signature = new Bytes(zeros) }).ShouldBe(ApiError.BadSignature);
        Verify(command with { Signature = new Bytes(beyond) }).ShouldBe(ApiError.BadSignature);
    }

    [Fact]
    public void An_owner_signs_under_a_lower_case_address_only()
    {
        var command = Samples.ByOwner(new Tick());
        Verify(command with { Envelope = command.Envelope with { Sender = "alice" } }).ShouldBe(ApiError.BadSender);
        Verify(command with { Envelope = command.Envelope with { Sender = "0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826" } }).ShouldBe(ApiError.BadSender);
    }

    [Fact]
    public void A_command_without_nonce_expiry_or_sender_is_malformed()
    {
        var command = Samples.ByDelegate(new Tick());
        Verify(command with { Envelope = command.Envelope with { Nonce = 0 } })!.Code.ShouldBe("malformed");
        Verify(command with { Envelope = command.Envelope with { Expires = 0 } })!.Code.ShouldBe("malformed");
        Verify(command with { Envelope = command.Envelope with { Sender = "" } })!.Code.ShouldBe("malformed");
    }

    [Fact]
    public void An_action_that_the_market_lacks_is_refused_before_the_signature_is_checked() =>
        Verify(Samples.ByDelegate(new Tick()) with { Envelope = Samples.ByDelegate(new Tick()).Envelope with { Action = 999 } }).ShouldBe(ApiError.UnknownAction);

    [Fact]
    public void A_body_that_is_not_canonical_is_refused_even_when_signed()
    {
        var envelope = Samples.ByDelegate(new Tick()).Envelope with { Body = new Bytes([0]) };
        Verify(Samples.Delegated.Sign(envelope))!.Code.ShouldBe("bad-body");
    }

    [Fact]
    public void A_delegated_key_that_is_no_point_verifies_nothing()
    {
        var command = Samples.ByDelegate(new Tick());
        Verify(command with { Envelope = command.Envelope with { Key = Hash32.Sha256("no key"u8) } }).ShouldBe(ApiError.BadSignature);
    }

    [Fact]
    public void Any_changed_bit_of_a_command_is_refused()
    {
        foreach (var bytes in new[] { Samples.ByOwner(Samples.Full).Encode(), Samples.ByDelegate(Samples.Full).Encode() })
            Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Int[0, 7]).Sample((at, bit) =>
            {
                var changed = bytes.ToArray();
                changed[at] ^= (byte)(1 << bit);
                IsRefused(changed).ShouldBeTrue($"byte {at}, bit {bit}");
            }, iter: 400);
    }

    static bool IsRefused(byte[] bytes)
    {
        try
        {
            return Verify(SignedCommand.Decode(bytes)) is not null;
        }
        catch (EncodingException)
        {
            return true;
        }
    }

    [Fact]
    public void Any_bytes_are_a_command_or_an_encoding_error() =>
        Gen.Byte.Array[0, 300].Sample(bytes => IsRefused(bytes).ShouldBeTrue());

    [Fact]
    public void A_signed_command_survives_its_encoding()
    {
        var command = Samples.ByOwner(Samples.Full);
        SignedCommand.Decode(command.Encode()).ShouldBe(command);
    }

    [Fact]
    public void A_command_beyond_the_largest_size_is_not_read() =>
        Should.Throw<EncodingException>(() => SignedCommand.Decode(new byte[SignedCommand.MaxSize + 1])).Message.ShouldContain("blob");
}

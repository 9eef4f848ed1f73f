using System.Security.Cryptography;
using CsCheck;

namespace Vendue.Client.Tests;

public sealed class SealedInputTests
{
    static readonly byte[] Secret = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    static readonly byte[] Key = [.. Enumerable.Range(101, 32).Select(i => (byte)i)];
    static readonly Hash32 Request = Hash32.Sha256([7]);

    [Fact]
    public void An_input_comes_back_under_its_key_and_no_other() =>
        Gen.Byte.Array[0, 300].Sample(input =>
        {
            var file = SealedInput.Encrypt(input, Key);
            SealedInput.Decrypt(file, Key).ShouldBe(input);
            Should.Throw<CryptographicException>(() => SealedInput.Decrypt(file, Secret));
        });

    [Fact]
    public void Any_bit_flipped_is_found() =>
        Gen.Int[0, SealedInput.Encrypt([1, 2, 3], Key).Length * 8 - 1].Sample(bit =>
        {
            var file = SealedInput.Encrypt([1, 2, 3], Key);
            file[bit / 8] ^= (byte)(1 << (bit % 8));
            Should.Throw<CryptographicException>(() => SealedInput.Decrypt(file, Key));
        });

    [Fact]
    public void A_key_opens_for_its_recipient_and_its_request_alone()
    {
        var sealedKey = SealedInput.SealKey(Key, SealedInput.PublicOf(Secret), Request);
        SealedInput.OpenKey(sealedKey, Secret, Request).ShouldBe(Key);
        Should.Throw<CryptographicException>(() => SealedInput.OpenKey(sealedKey, Key, Request));
        Should.Throw<CryptographicException>(() => SealedInput.OpenKey(sealedKey, Secret, default));
        Should.Throw<CryptographicException>(() => SealedInput.OpenKey(new Bytes([1, 2]), Secret, Request));
    }

    [Fact]
    public void Nothing_is_sealed_to_a_point_of_small_order() => Should.Throw<CryptographicException>(() => SealedInput.SealKey(Key, default, Request));
}

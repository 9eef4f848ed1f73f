using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Tests.Groth16;

public sealed class DevelopmentSetupSpecification
{
    [Fact]
    public void One_seed_gives_one_key_byte_for_byte_whatever_the_threads()
    {
        Bytes(DevelopmentSetup.Run(Cubic.Circuit, "seed"u8, 1)).ShouldBe(Bytes(DevelopmentSetup.Run(Cubic.Circuit, "seed"u8, 2)));
    }

    [Fact]
    public void Another_seed_gives_another_key() =>
        DevelopmentSetup.Run(Cubic.Circuit, "seed"u8).VerifyingKey.Hash()
            .ShouldNotBe(DevelopmentSetup.Run(Cubic.Circuit, "seeds"u8).VerifyingKey.Hash());

    [Fact]
    public void Released_seeds_keep_their_keys() =>
        Convert.ToHexStringLower(Cubic.Key.VerifyingKey.Hash()).ShouldBe("db6679f4656b0f9622084bdd457f4f89b3f91466f02d087e36a63ff6f1c21f87");

    [Theory]
    [InlineData(0)]
    [InlineData(DevelopmentSetup.MaxSeedLength + 1)]
    public void A_seed_of_no_or_too_many_bytes_is_refused(int length) =>
        Should.Throw<ArgumentException>(() => DevelopmentSetup.Run(Cubic.Circuit, new byte[length]));

    [Fact]
    public void A_cancelled_token_stops_it() => Should.Throw<OperationCanceledException>(
        () => DevelopmentSetup.Run(Cubic.Circuit, "seed"u8, 1, new CancellationToken(canceled: true)));

    static byte[] Bytes(ZKey key)
    {
        using var stream = new MemoryStream();
        ZKeyFile.Write(key, stream);
        return stream.ToArray();
    }
}

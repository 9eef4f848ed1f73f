namespace Vendue.Client.Tests;

public class KeyTests
{
    [Theory]
    // The key of the EIP-712 standard's example is keccak256("cow").
    [InlineData("c85ef7d79691fe79573b1a7064c19c1a9819ebdbd1faaab1a8ec92344438aaf4", "0xcd2a3d9f938e13cd947ec05abc7fe734df8dd826")]
    // The private key 1.
    [InlineData("0000000000000000000000000000000000000000000000000000000000000001", "0x7e5f4552091a69125d5dfcb7b8c2659029395bdf")]
    // The first account of the test mnemonic "test test ... junk" that local Ethereum chains use.
    [InlineData("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80", "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266")]
    public void A_known_private_key_has_its_known_address(string secret, string address)
    {
        OwnerKey.FromHex(secret).Address.ToString().ShouldBe(address);
        OwnerKey.FromHex("0x" + secret).Address.ToString().ShouldBe(address);
    }

    [Fact]
    public void The_standards_digest_is_signed_with_the_published_signature()
    {
        // r, s, v and digest of the Mail example of EIP-712.
        Hash32.TryParse("0xbe609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2", out var digest).ShouldBeTrue();
        Convert.ToHexStringLower(Samples.Owner.SignDigest(digest)).ShouldBe(
            "4355c47d63924e8a72e509b65029052eb6c299d53a04e167c5775fd466751c9d"
            + "07299936d304c153f6443dfa05f40ff007d72911b6f72307f996231605b91562"
            + "1c");
    }

    [Fact]
    public void The_nonce_is_that_of_RFC_6979()
    {
        // Published secp256k1 vector: private key 1, SHA-256 of "Satoshi Nakamoto".
        var key = OwnerKey.FromHex(new string('0', 63) + "1");
        Convert.ToHexStringLower(key.SignDigest(Hash32.Sha256("Satoshi Nakamoto"u8)).AsSpan(0, 64)).ShouldBe(
            "934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8"
            + "2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5");
    }

    [Fact]
    public void An_Ed25519_key_signs_as_in_RFC_8032()
    {
        // Section 7.1, test 1: the empty message.
        Samples.Delegated.Public.ToString().ShouldBe("0xd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        Convert.ToHexStringLower(Samples.Delegated.Sign(ReadOnlySpan<byte>.Empty)).ShouldBe(
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    }

    [Theory]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")]
    [InlineData("zz85ef7d79691fe79573b1a7064c19c1a9819ebdbd1faaab1a8ec92344438aaf4")]
    public void What_is_no_private_key_is_refused_without_repeating_it(string text)
    {
        var refusal = Should.Throw<FormatException>(() => OwnerKey.FromHex(text));
        if (text.Length > 2) refusal.Message.ShouldNotContain(text);
    }

    [Fact]
    public void New_keys_differ()
    {
        OwnerKey.Generate().Address.ShouldNotBe(OwnerKey.Generate().Address);
        using var one = DelegatedKey.Generate();
        using var other = DelegatedKey.Generate();
        one.Public.ShouldNotBe(other.Public);
    }

    [Fact]
    public void A_key_as_text_does_not_show_its_secret()
    {
        Samples.Owner.ToString().ShouldNotContain(Samples.Owner.RevealSecret()[2..]);
        Samples.Delegated.ToString().ShouldNotContain(Samples.Delegated.RevealSecret()[2..]);
        Samples.Delegated.For("alice").ToString().ShouldNotBeNull().ShouldNotContain(Samples.Delegated.RevealSecret()[2..]);
    }

    [Fact]
    public void A_key_signs_only_for_whom_it_is()
    {
        var action = ActionSet.DescriptionOf(typeof(Tick));
        var envelope = CommandEnvelope.Of(Samples.Genesis, Samples.Owner.Address, default, 0, 1, 1, new Tick());
        Should.Throw<ArgumentException>(() => Samples.Owner.Sign(envelope with { Sender = "0x7e5f4552091a69125d5dfcb7b8c2659029395bdf" }, action));
        Should.Throw<ArgumentException>(() => Samples.Owner.Sign(envelope with { Key = Samples.Delegated.Public }, action));
        Should.Throw<ArgumentException>(() => Samples.Owner.Sign(envelope, ActionSet.DescriptionOf(typeof(Lock))));
        Should.Throw<ArgumentException>(() => Samples.Delegated.Sign(envelope));
        Should.Throw<ArgumentException>(() => Samples.Delegated.For("other").Sign(envelope with { Key = Samples.Delegated.Public }, action));
    }
}

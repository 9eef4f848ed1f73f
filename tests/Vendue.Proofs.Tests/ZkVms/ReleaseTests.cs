using Vendue.Proofs.ZkVms;

namespace Vendue.Proofs.Tests.ZkVms;

/// <summary>What our code computes from the published parameters is what was published.</summary>
public sealed class ReleaseTests
{
    [Theory]
    [InlineData("1.0", "310fe598")]
    [InlineData("1.1", "50bd1769")]
    [InlineData("1.2", "c101b42b")]
    [InlineData("2.0", "9f39696c")]
    [InlineData("2.1", "f536085a")]
    [InlineData("2.2", "bb001d44")]
    [InlineData("3.0", "73c457ba")]
    public void RISC_Zeros_selectors_follow_from_control_root_control_id_and_key(string release, string selector) =>
        Convert.ToHexStringLower(new RiscZeroGroth16().Named(release).Selector).ShouldBe(selector);

    [Theory]
    [InlineData("2c4aec26b74fdb27cd637d6106cfd64f6222aa55de73cd2b73189315b901ca09", "10ff834dbef62ccbba201ecd26a772e3036a075aacbaf47200679a11dcdcf10d", "f7ca3f2c")]
    [InlineData("9a3767040e4cf554112afa68bc043274a8636a06565e1d5e2b7fa90fda941218", "05a022e1db38457fb510bc347b30eb8f8cf3eda95587653d0eac19e1f10d164e", "4c630d87")]
    [InlineData("1193543e87956d31c39a87145e84332461dab71dc450b74507381f2d18e43447", "04446e66d300eb7fb45c9726bb53c793dda407a62e9601618bb43c5c14657ac0", "14da014b")]
    [InlineData("6fcbfc564e08874a235c181e75bb53547402b116957f700497bf482e08060a15", "04446e66d300eb7fb45c9726bb53c793dda407a62e9601618bb43c5c14657ac0", "922fe23d")]
    [InlineData("b1f64013f70bbb386a8b3a3d63552c5cb5ea4a549ec7fb1ecc2a031dbf488167", "04446e66d300eb7fb45c9726bb53c793dda407a62e9601618bb43c5c14657ac0", "c27d1bc0")]
    public void So_do_those_of_releases_that_were_only_candidates(string controlRoot, string controlId, string selector) =>
        Convert.ToHexStringLower(new RiscZeroVerifier("candidate", Standing.Superseded, "", controlRoot, controlId).Selector).ShouldBe(selector);

    [Theory]
    [InlineData("3.0.0", "090690902a12d1d02c07a1ad25aa76bded5f6499e12a11ba127669501b553998")]
    [InlineData("4.0.0-rc.3", "11b6a09d63d255ad425ee3a7f6211d5ec63fbde9805b40551c3136275b6f4eb4")]
    [InlineData("5.0.0", "a4594c59bbc142f3b81c3ecb7f50a7c34bc9af7c4c444b5d48b795427e285913")]
    [InlineData("6.0.0", "0e78f4db7a6771a3a6a7d9c3b0de6fe73d58781368967a7fe84d87aefffec896")]
    [InlineData("6.1.0", "4388a21c687fdd5f218d7e3d13190cac4c5355818d3605fd5fb811df468ee696")]
    public void SP1s_verifier_hashes_follow_from_the_keys_points(string release, string hash) =>
        Convert.ToHexStringLower(new Sp1Groth16().Named(release).Digest).ShouldBe(hash);

    [Fact]
    public void Selectors_tell_the_releases_of_a_system_apart()
    {
        foreach (var system in ProofSystems.All.OfType<ReceiptSystem>())
            system.Verifiers.Select(v => Convert.ToHexStringLower(v.Selector)).ShouldBeUnique();
    }

    [Fact]
    public void The_state_of_a_machine_that_halted_has_the_digest_that_the_makers_contract_fixes() =>
        Convert.ToHexStringLower(TaggedHash.Of("risc0.SystemState"u8, new byte[32], 0)).ShouldBe("a3acc27117418996340b84e5a90f3ef4c49d22c79e44aad822ec9c313e1eb8e2");

    [Fact]
    public void The_hash_of_public_values_is_below_the_scalar_fields_prime_and_SHA_256_but_for_three_bits()
    {
        byte[] hash = Sp1Verifier.HashOf("sp1"u8);
        Fr.TryRead(hash, out _).ShouldBeTrue();
        byte[] whole = System.Security.Cryptography.SHA256.HashData("sp1"u8);
        hash[0].ShouldBe((byte)(whole[0] & 31));
        hash[1..].ShouldBe(whole[1..]);
    }

    [Fact]
    public void Only_releases_that_nothing_is_known_against_are_accepted_unasked()
    {
        byte[] id = [.. new byte[31], 1];
        ReceiptProgram.Of(new RiscZeroGroth16(), id).Verifiers.Select(v => v.Version).ShouldBe(["2.2", "3.0"], ignoreOrder: true);
        ReceiptProgram.Of(new Sp1Groth16(), id).Verifiers.Select(v => v.Version).ShouldBe(["5.0.0", "6.1.0"], ignoreOrder: true);
    }

    [Fact]
    public void The_receipts_of_no_release_could_be_taken_for_JSON() =>
        ProofSystems.All.OfType<ReceiptSystem>().SelectMany(s => s.Verifiers).Where(v => ProgramKey.IsJson(v.Selector.ToArray())).ShouldBeEmpty();
}

using CsCheck;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.ZkVms;

namespace Vendue.Proofs.Tests.ZkVms;

/// <summary>Receipts that no program's run made.</summary>
public sealed class ReceiptRefusalTests
{
    static readonly byte[] Id = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    static readonly Sp1Groth16 Sp1 = new();

    public static TheoryData<ReceiptSystem, string> Releases =>
        new(ProofSystems.All.OfType<ReceiptSystem>().SelectMany(s => s.Verifiers.Select(v => (s, v.Version))));

    [Theory]
    [MemberData(nameof(Releases))]
    public void Points_of_the_right_groups_are_no_proof(ReceiptSystem system, string release) =>
        CheckOf(system, release, Forged(system.Named(release))).ShouldBe((ProofVerdict.Invalid, "proof-invalid"));

    [Theory]
    [MemberData(nameof(Releases))]
    public void A_receipt_under_a_release_that_the_request_does_not_accept_is_invalid(ReceiptSystem system, string release)
    {
        var others = system.Verifiers.Select(v => v.Version).Where(v => v != release);
        var check = system.Check(ReceiptProgram.Of(system, Id, others).ToBytes(), [], Forged(system.Named(release)));
        (check.Verdict, check.Code).ShouldBe((ProofVerdict.Invalid, "selector-not-accepted"));
        check.Verifier.ShouldBe(system.Named(release));
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public void A_receipt_of_another_length_is_malformed(ReceiptSystem system, string release)
    {
        byte[] proof = Forged(system.Named(release));
        foreach (byte[] other in (byte[][])[[], proof[..3], proof[..4], proof[..^1], [.. proof, 0], [.. proof, .. new byte[2000]]])
            CheckOf(system, release, other).ShouldBe((ProofVerdict.Malformed, "proof-length"));
    }

    [Fact]
    public void A_program_that_failed_is_not_shown_to_have_succeeded()
    {
        byte[] proof = Forged(Sp1.Named("6.1.0"));
        proof[35] = 1;
        CheckOf(Sp1, "6.1.0", proof).ShouldBe((ProofVerdict.Invalid, "exit-code"));
    }

    [Fact]
    public void Other_recursion_programs_than_the_releases_show_nothing()
    {
        byte[] proof = Forged(Sp1.Named("6.1.0"));
        proof[67] ^= 1;
        CheckOf(Sp1, "6.1.0", proof).ShouldBe((ProofVerdict.Invalid, "recursion-root"));
    }

    [Fact]
    public void A_nonce_that_is_no_field_element_is_malformed()
    {
        byte[] proof = Forged(Sp1.Named("6.1.0"));
        Fr.Modulus.WriteBigEndian(proof.AsSpan(68));
        CheckOf(Sp1, "6.1.0", proof).ShouldBe((ProofVerdict.Malformed, "public-not-canonical"));
    }

    [Fact]
    public void Public_values_have_a_limit()
    {
        byte[] proof = Forged(Sp1.Named("5.0.0"));
        byte[] key = ReceiptProgram.Of(Sp1, Id).ToBytes();
        Sp1.Check(key, new byte[ReceiptSystem.MaxPublicBytes], proof).Code.ShouldBe("proof-invalid");
        var check = Sp1.Check(key, new byte[ReceiptSystem.MaxPublicBytes + 1], proof);
        (check.Verdict, check.Code).ShouldBe((ProofVerdict.Malformed, "public-length"));
    }

    [Fact]
    public void No_bytes_make_a_check_throw_and_each_refusal_is_told_in_a_sentence() =>
        Gen.Select(Gen.Byte.Array[0, 120], Gen.Byte.Array[0, 40], Gen.Byte.Array[0, 400], Gen.Bool, Gen.Int[0, 11]).Sample((key, values, tail, pinned, release) =>
        {
            foreach (var system in ProofSystems.All.OfType<ReceiptSystem>())
            {
                byte[] usedKey = pinned ? ReceiptProgram.Of(system, Id, system.Verifiers.Select(v => v.Version)).ToBytes() : key;
                byte[] proof = release < system.Verifiers.Count ? [.. system.Verifiers[release].Selector, .. tail] : tail;
                var check = system.Check(usedKey, values, proof);
                check.Verdict.ShouldNotBe(ProofVerdict.Valid);
                check.Code.ShouldNotBe("valid");
                check.Message.ShouldEndWith(".");
                system.Verify(usedKey, values, proof).ShouldBe(check.Verdict);
            }
        }, iter: 2_000);

    static (ProofVerdict, string) CheckOf(ReceiptSystem system, string release, byte[] proof)
    {
        var check = system.Check(ReceiptProgram.Of(system, Id, release).ToBytes(), "stated"u8, proof);
        return (check.Verdict, check.Code);
    }

    /// <summary>Selector, a well-formed header where there is one, and points taken from the release's own key.</summary>
    internal static byte[] Forged(ReceiptVerifier verifier)
    {
        byte[] points = new Groth16Proof(verifier.Key.Alpha, verifier.Key.Beta, verifier.Key.InputCommitments.Span[0]).ToBytes();
        byte[] header = verifier is Sp1Verifier { RecursionRoot: { } root } ? [.. new byte[32], .. root, .. new byte[31], 7] : [];
        return [.. verifier.Selector, .. header, .. points];
    }
}

using Vendue.Proofs.Formats;

namespace Vendue.Proofs.ZkVms;

/// <summary>
/// SP1's Groth16 proofs: the public values are the raw bytes that the program committed, hashed with SHA-256 as on chain (SP1's own
/// library also takes BLAKE3, its contracts do not, and neither does this); the proof is what its contracts take. From version 6 only
/// exit code 0 is shown.
/// </summary>
public sealed class Sp1Groth16 : ReceiptSystem
{
    /// <inheritdoc/>
    public override string Name => "sp1-groth16";

    /// <inheritdoc/>
    /// <remarks>
    /// Sources are groth16_vk.bin under crates/verifier of succinctlabs/sp1 at the commits named, and VK_ROOT in
    /// contracts/src/v*/SP1VerifierGroth16.sol of succinctlabs/sp1-contracts at c0d2d04c. Versions before 3.0.0 are not known here:
    /// their keys are public only without the two points that the VERIFIER_HASH covers beside what verification needs.
    /// </remarks>
    public override IReadOnlyList<ReceiptVerifier> Verifiers { get; } =
    [
        new Sp1Verifier("3.0.0", Standing.Withdrawn, "df14c7f0; flaws in the verification of recursion were found in version 3 and mended in 4 (disclosed January 2025)", Sp1Keys.V3_0_0),
        new Sp1Verifier("4.0.0-rc.3", Standing.Superseded, "32379f1f", Sp1Keys.V4_0_0_RC_3),
        new Sp1Verifier("5.0.0", Standing.Current, "aa9a8e40", Sp1Keys.V5_0_0),
        new Sp1Verifier(
            "6.0.0", Standing.Withdrawn, "66ab2c9c; a check was missing in the recursive verifier (CVE-2026-40323), mended in 6.1.0", Sp1Keys.V6_0_0,
            "008cd56e10c2fe24795cff1e1d1f40d3a324528d315674da45d26afb376e8670"),
        new Sp1Verifier(
            "6.1.0", Standing.Current, "0bbbf7b9", Sp1Keys.V6_1_0,
            "002f850ee998974d6cc00e50cd0814b098c05bfade466d28573240d057f25352"),
    ];

    /// <inheritdoc/>
    public override StatedReceipt ReadJson(ReadOnlyMemory<byte> utf8) => Sp1ReceiptJson.Parse(utf8);

    /// <inheritdoc/>
    internal override ReadOnlySpan<byte> Magic => "VNDSP1\0\x01"u8;

    /// <summary>The hash of a program's key is a public value of the circuit, so it is below the scalar field's prime.</summary>
    internal override bool IsIdentity(ReadOnlySpan<byte> id) => base.IsIdentity(id) && Fr.TryRead(id, out _);
}

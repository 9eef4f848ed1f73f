using Vendue.Proofs.Formats;

namespace Vendue.Proofs.ZkVms;

/// <summary>
/// RISC Zero's Groth16 receipts: the public values are the journal, the proof is the seal with its selector. Only a run that ended
/// with Halted(0) and left no assumption open is shown, as by the makers' contract.
/// </summary>
public sealed class RiscZeroGroth16 : ReceiptSystem
{
    const string ControlIdSince1_2 = "04446e66d300eb7fb45c9726bb53c793dda407a62e9601618bb43c5c14657ac0";
    const string Unrouted = "; its makers' router does not route to it (contracts/deployment.toml at 6329676e)";

    /// <inheritdoc/>
    public override string Name => "risc0-groth16";

    /// <inheritdoc/>
    /// <remarks>
    /// Sources are contracts/src/groth16/ControlID.sol of risc0/risc0-ethereum at the commits named. A release stands for all later
    /// ones with the same parameters: 1.2 for 1.3 and 1.4, 2.2 for 2.3.
    /// </remarks>
    public override IReadOnlyList<ReceiptVerifier> Verifiers { get; } =
    [
        new RiscZeroVerifier(
            "1.0", Standing.Superseded, "tag v1.0.0, 5fbbc7cb" + Unrouted,
            "a516a057c9fbf5629106300934d48e0e775d4230e41e503347cad96fcbde7e2e", "0eb6febcf06c5df079111be116f79bd8c7e85dc9448776ef9a59aaf2624ab551"),
        new RiscZeroVerifier(
            "1.1", Standing.Superseded, "tag v1.1.0, 8498f7a1" + Unrouted,
            "8b6dcf11d463ac455361b41fb3ed053febb817491bdea00fdb340e45013b852e", "05a022e1db38457fb510bc347b30eb8f8cf3eda95587653d0eac19e1f10d164e"),
        new RiscZeroVerifier(
            "1.2", Standing.Superseded, "tag v1.2.0, 3c1fd2a8" + Unrouted,
            "8cdad9242664be3112aba377c5425a4df735eb1c6966472b561d2855932c0469", ControlIdSince1_2),
        new RiscZeroVerifier(
            "2.0", Standing.Withdrawn, "tag v2.0.0, 38591d7a; stopped by its makers (contracts/deployment.toml at 6329676e)",
            "539032186827b06719244873b17b2d4c122e2d02cfb1994fe958b2523b844576", ControlIdSince1_2),
        new RiscZeroVerifier(
            "2.1", Standing.Withdrawn, "tag v2.1.1, 0e450a77; stopped by its makers for an error in the division circuit (GHSA-f6rc-24x4-ppxp)",
            "884389273e128b32475b334dec75ee619b77cb33d41c332021fe7e44c746ee60", ControlIdSince1_2),
        new RiscZeroVerifier(
            "2.2", Standing.Current, "tag v2.2.2, 15db3fe5",
            "ce52bf56033842021af3cf6db8a50d1b7535c125a34f1a22c6fdcf002c5a1529", ControlIdSince1_2),
        new RiscZeroVerifier(
            "3.0", Standing.Current, "tag v3.0.0, 32aa0b6f",
            "a54dc85ac99f851c92d7c96d7318af41dbe7c0194edfcc37eb4d422a998c1f56", ControlIdSince1_2),
    ];

    /// <inheritdoc/>
    public override StatedReceipt ReadJson(ReadOnlyMemory<byte> utf8) => RiscZeroReceiptJson.Parse(utf8);

    /// <inheritdoc/>
    internal override ReadOnlySpan<byte> Magic => "VNDRZV\0\x01"u8;
}

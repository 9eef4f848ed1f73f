using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;

namespace Vendue.Proofs.Plonk;

/// <summary>What a PLONK proof is checked against: commitments to selectors and permutation. Immutable.</summary>
public sealed class PlonkVerifyingKey : PolynomialVerifyingKey
{
    const int SelectorCount = 5;

    internal static readonly KeyLayout Layout = new(
        "a PLONK", [.. "VNDPVK\0\x01"u8], [.. "vendue.plonk-bn254.verifying-key.v1\0"u8], ["Qm", "Ql", "Qr", "Qo", "Qc", "S1", "S2", "S3"]);

    /// <summary>States a key from points already validated.</summary>
    /// <param name="circuit">The circuit's shape.</param>
    /// <param name="commitments">Qm, Ql, Qr, Qo, Qc, S1, S2, S3.</param>
    /// <param name="tau">tau in G2; snarkjs' X_2.</param>
    /// <exception cref="ProofFormatException">A key under which anybody could forge.</exception>
    /// <exception cref="ArgumentException">Not eight commitments.</exception>
    public PlonkVerifyingKey(PlonkCircuit circuit, ReadOnlySpan<AffinePoint<Fp>> commitments, AffinePoint<Fp2> tau)
        : base(Layout, circuit, commitments, tau)
    {
        if (!Selectors.ContainsAnyExcept(AffinePoint<Fp>.Infinity))
            throw OpeningKey.Degenerate("every selector is zero: no row asks for anything");
        if (Permutation.Contains(AffinePoint<Fp>.Infinity))
            throw OpeningKey.Degenerate("a permutation polynomial is zero: copies between cells are not enforced");
    }

    /// <summary>[q_M], [q_L], [q_R], [q_O], [q_C]: commitments to the selectors.</summary>
    public ReadOnlySpan<AffinePoint<Fp>> Selectors => Commitments[..SelectorCount];

    /// <summary>[S_1], [S_2], [S_3]: commitments to the permutation.</summary>
    public ReadOnlySpan<AffinePoint<Fp>> Permutation => Commitments[SelectorCount..];

    /// <summary>
    /// Reads canonical bytes: "VNDPVK", a zero, the version 1; number of public values and power in four bytes each; k1, k2;
    /// Qm, Ql, Qr, Qo, Qc, S1, S2, S3; X_2; all big-endian, points as the EVM encodes them.
    /// </summary>
    /// <param name="bytes">Exactly 720 bytes.</param>
    /// <returns>A key whose points are all of their groups.</returns>
    /// <exception cref="ProofFormatException">Wrong form, wrong length, a point that is not one, or a degenerate key.</exception>
    public static PlonkVerifyingKey Parse(ReadOnlySpan<byte> bytes)
    {
        (PlonkCircuit circuit, AffinePoint<Fp>[] commitments, AffinePoint<Fp2> tau) = Layout.Parse(bytes);
        return new PlonkVerifyingKey(circuit, commitments, tau);
    }
}

using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Plonk;

namespace Vendue.Proofs.Fflonk;

/// <summary>
/// What an FFLONK proof is checked against: one commitment to the whole circuit. Immutable. The roots of unity that snarkjs'
/// files list (w, w3, w4, w8, wr) follow from the circuit's size, so they are no part of the key.
/// </summary>
public sealed class FflonkVerifyingKey : PolynomialVerifyingKey
{
    internal static readonly KeyLayout Layout = new(
        "an FFLONK", [.. "VNDFVK\0\x01"u8], [.. "vendue.fflonk-bn254.verifying-key.v1\0"u8], ["C0"]);

    /// <summary>States a key from points already validated.</summary>
    /// <param name="circuit">The circuit's shape.</param>
    /// <param name="c0">Commitment to the selectors and the permutation.</param>
    /// <param name="tau">tau in G2; snarkjs' X_2.</param>
    /// <exception cref="ProofFormatException">A key under which anybody could forge.</exception>
    public FflonkVerifyingKey(PlonkCircuit circuit, AffinePoint<Fp> c0, AffinePoint<Fp2> tau)
        : base(Layout, circuit, [c0], tau)
    {
        if (c0.IsInfinity)
            throw OpeningKey.Degenerate("C0 is infinity: the circuit has no gate");
    }

    /// <summary>[C_0]: commitment to the selectors and the permutation, combined.</summary>
    public AffinePoint<Fp> C0 => Commitments[0];

    /// <summary>
    /// Reads canonical bytes: "VNDFVK", a zero, the version 1; number of public values and power in four bytes each; k1, k2;
    /// C0; X_2; all big-endian, points as the EVM encodes them.
    /// </summary>
    /// <param name="bytes">Exactly 272 bytes.</param>
    /// <returns>A key whose points are all of their groups.</returns>
    /// <exception cref="ProofFormatException">Wrong form, wrong length, a point that is not one, or a degenerate key.</exception>
    public static FflonkVerifyingKey Parse(ReadOnlySpan<byte> bytes)
    {
        (PlonkCircuit circuit, AffinePoint<Fp>[] commitments, AffinePoint<Fp2> tau) = Layout.Parse(bytes);
        return new FflonkVerifyingKey(circuit, commitments[0], tau);
    }
}

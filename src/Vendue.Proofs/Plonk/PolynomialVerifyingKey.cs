using System.Security.Cryptography;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;

namespace Vendue.Proofs.Plonk;

/// <summary>What proofs of PLONK and of FFLONK are checked against: commitments to the circuit. Immutable.</summary>
public abstract class PolynomialVerifyingKey
{
    readonly KeyLayout layout;
    readonly AffinePoint<Fp>[] commitments;

    /// <summary>States a key from points already validated.</summary>
    /// <param name="layout">Order and names of the commitments.</param>
    /// <param name="circuit">The circuit's shape.</param>
    /// <param name="commitments">As many as the layout names.</param>
    /// <param name="tau">tau in G2.</param>
    /// <exception cref="ProofFormatException">A key under which anybody could forge.</exception>
    /// <exception cref="ArgumentException">Another number of commitments.</exception>
    private protected PolynomialVerifyingKey(KeyLayout layout, PlonkCircuit circuit, ReadOnlySpan<AffinePoint<Fp>> commitments, AffinePoint<Fp2> tau)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        if (commitments.Length != layout.Commitments.Length)
            throw new ArgumentException($"There must be {layout.Commitments.Length} commitments.", nameof(commitments));
        this.layout = layout;
        this.commitments = commitments.ToArray();
        Circuit = circuit;
        Opening = new OpeningKey(tau);
    }

    /// <summary>The circuit's shape.</summary>
    public PlonkCircuit Circuit { get; }

    /// <summary>tau in G2; snarkjs' X_2.</summary>
    public AffinePoint<Fp2> Tau => Opening.Tau;

    internal OpeningKey Opening { get; }

    internal ReadOnlySpan<AffinePoint<Fp>> Commitments => commitments;

    /// <summary>The canonical bytes, which the key's own type reads.</summary>
    /// <returns>As many as the layout has.</returns>
    public byte[] ToBytes() => layout.ToBytes(this);

    /// <summary>The key's name on a market: SHA-256 of a domain tag and the canonical bytes.</summary>
    /// <returns>32 bytes.</returns>
    public byte[] Hash() => SHA256.HashData([.. layout.HashDomain, .. ToBytes()]);
}

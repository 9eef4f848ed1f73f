using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Plonk;

/// <summary>PLONK over BN254.</summary>
public sealed class PlonkBn254 : PolynomialSystem<PlonkVerifyingKey, PlonkProof>
{
    /// <inheritdoc/>
    public override string Name => "plonk-bn254";

    private protected override KeyLayout KeyLayout => PlonkVerifyingKey.Layout;

    private protected override PlonkVerifyingKey ParseKey(ReadOnlySpan<byte> bytes) => PlonkVerifyingKey.Parse(bytes);

    private protected override PlonkProof ParseProof(ReadOnlySpan<byte> bytes) => PlonkProof.Parse(bytes);

    private protected override bool Holds(PlonkVerifyingKey key, PublicValues publicValues, PlonkProof proof) => PlonkVerifier.Verify(key, publicValues, proof);
}

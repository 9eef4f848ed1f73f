using Vendue.Proofs.Groth16;
using Vendue.Proofs.Plonk;

namespace Vendue.Proofs.Fflonk;

/// <summary>FFLONK over BN254.</summary>
public sealed class FflonkBn254 : PolynomialSystem<FflonkVerifyingKey, FflonkProof>
{
    /// <inheritdoc/>
    public override string Name => "fflonk-bn254";

    private protected override KeyLayout KeyLayout => FflonkVerifyingKey.Layout;

    private protected override FflonkVerifyingKey ParseKey(ReadOnlySpan<byte> bytes) => FflonkVerifyingKey.Parse(bytes);

    private protected override FflonkProof ParseProof(ReadOnlySpan<byte> bytes) => FflonkProof.Parse(bytes);

    private protected override bool Holds(FflonkVerifyingKey key, PublicValues publicValues, FflonkProof proof) => FflonkVerifier.Verify(key, publicValues, proof);
}

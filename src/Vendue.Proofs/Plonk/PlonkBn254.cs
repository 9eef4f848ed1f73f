using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Plonk;

/// <summary>PLONK over BN254 as snarkjs makes it, verified in process. Safe for use from several threads.</summary>
public sealed class PlonkBn254 : ProofSystem
{
    readonly KeptKeys<PlonkVerifyingKey> keys = new(PlonkVerifyingKey.Parse);

    /// <inheritdoc/>
    public override string Name => "plonk-bn254";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override ProofVerdict Verify(ReadOnlySpan<byte> verifyingKey, ReadOnlySpan<byte> publicValues, ReadOnlySpan<byte> proof)
    {
        try
        {
            PublicValues values = PublicValues.Parse(publicValues);
            PlonkProof parts = PlonkProof.Parse(proof);
            PlonkVerifyingKey key = keys.Get(verifyingKey);
            if (values.Count != key.Circuit.PublicCount)
                return ProofVerdict.Malformed;
            return PlonkVerifier.Verify(key, values, parts) ? ProofVerdict.Valid : ProofVerdict.Invalid;
        }
        catch (ProofFormatException)
        {
            return ProofVerdict.Malformed;
        }
    }

    /// <inheritdoc/>
    public override byte[]? ProgramOf(ReadOnlySpan<byte> verifyingKey) =>
        verifyingKey.StartsWith(PlonkVerifyingKey.Magic) ? PlonkVerifyingKey.Parse(verifyingKey).Hash() : null;
}

using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Fflonk;

/// <summary>FFLONK over BN254 as snarkjs makes it, verified in process. Safe for use from several threads.</summary>
public sealed class FflonkBn254 : ProofSystem
{
    readonly KeptKeys<FflonkVerifyingKey> keys = new(FflonkVerifyingKey.Parse);

    /// <inheritdoc/>
    public override string Name => "fflonk-bn254";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override ProofVerdict Verify(ReadOnlySpan<byte> verifyingKey, ReadOnlySpan<byte> publicValues, ReadOnlySpan<byte> proof)
    {
        try
        {
            PublicValues values = PublicValues.Parse(publicValues);
            FflonkProof parts = FflonkProof.Parse(proof);
            FflonkVerifyingKey key = keys.Get(verifyingKey);
            if (values.Count != key.Circuit.PublicCount)
                return ProofVerdict.Malformed;
            return FflonkVerifier.Verify(key, values, parts) ? ProofVerdict.Valid : ProofVerdict.Invalid;
        }
        catch (ProofFormatException)
        {
            return ProofVerdict.Malformed;
        }
    }

    /// <inheritdoc/>
    public override byte[]? ProgramOf(ReadOnlySpan<byte> verifyingKey) =>
        verifyingKey.StartsWith(FflonkVerifyingKey.Magic) ? FflonkVerifyingKey.Parse(verifyingKey).Hash() : null;
}

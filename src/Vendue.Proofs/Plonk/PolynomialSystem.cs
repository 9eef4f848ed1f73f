using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Plonk;

/// <summary>PLONK or FFLONK over BN254 as snarkjs makes it, verified in process. Safe for use from several threads.</summary>
/// <typeparam name="TKey">Its verifying keys.</typeparam>
/// <typeparam name="TProof">Its proofs.</typeparam>
public abstract class PolynomialSystem<TKey, TProof> : ProofSystem
    where TKey : PolynomialVerifyingKey
    where TProof : PolynomialProof
{
    readonly KeptKeys<TKey> keys;

    private protected PolynomialSystem()
    {
        keys = new KeptKeys<TKey>(ParseKey);
    }

    /// <inheritdoc/>
    public sealed override int Version => 1;

    private protected abstract KeyLayout KeyLayout { get; }

    /// <inheritdoc/>
    public sealed override ProofVerdict Verify(ReadOnlySpan<byte> verifyingKey, ReadOnlySpan<byte> publicValues, ReadOnlySpan<byte> proof)
    {
        try
        {
            PublicValues values = PublicValues.Parse(publicValues);
            TProof parts = ParseProof(proof);
            TKey key = keys.Get(verifyingKey);
            if (values.Count != key.Circuit.PublicCount)
                return ProofVerdict.Malformed;
            return Holds(key, values, parts) ? ProofVerdict.Valid : ProofVerdict.Invalid;
        }
        catch (ProofFormatException)
        {
            return ProofVerdict.Malformed;
        }
    }

    /// <inheritdoc/>
    public sealed override byte[]? ProgramOf(ReadOnlySpan<byte> verifyingKey) =>
        verifyingKey.StartsWith(KeyLayout.Magic) ? ParseKey(verifyingKey).Hash() : null;

    private protected abstract TKey ParseKey(ReadOnlySpan<byte> bytes);

    private protected abstract TProof ParseProof(ReadOnlySpan<byte> bytes);

    private protected abstract bool Holds(TKey key, PublicValues publicValues, TProof proof);
}

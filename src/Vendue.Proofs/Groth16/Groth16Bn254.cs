using System.Collections.Concurrent;
using Vendue.Proofs.Formats;

namespace Vendue.Proofs.Groth16;

/// <summary>Groth16 over BN254, verified in process. Safe for use from several threads.</summary>
public sealed class Groth16Bn254 : ProofSystem
{
    /// <summary>Prepared keys kept; beyond this the table starts anew.</summary>
    const int MaxKeptKeys = 256;
    readonly ConcurrentDictionary<string, VerifyingKey> keys = new();

    /// <inheritdoc/>
    public override string Name => "groth16-bn254";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override ProofVerdict Verify(ReadOnlySpan<byte> verifyingKey, ReadOnlySpan<byte> publicValues, ReadOnlySpan<byte> proof)
    {
        try
        {
            PublicValues values = PublicValues.Parse(publicValues);
            Groth16Proof points = Groth16Proof.Parse(proof);
            VerifyingKey key = KeyOf(verifyingKey);
            if (values.Count != key.PublicCount)
                return ProofVerdict.Malformed;
            return Groth16Verifier.Verify(key, values, points) ? ProofVerdict.Valid : ProofVerdict.Invalid;
        }
        catch (ProofFormatException)
        {
            return ProofVerdict.Malformed;
        }
    }

    /// <inheritdoc/>
    public override byte[]? ProgramOf(ReadOnlySpan<byte> verifyingKey) =>
        VerifyingKey.IsKey(verifyingKey) ? VerifyingKey.Parse(verifyingKey).Hash() : null;

    VerifyingKey KeyOf(ReadOnlySpan<byte> canonical)
    {
        string name = Convert.ToHexString(VerifyingKey.HashOf(canonical));
        if (keys.TryGetValue(name, out VerifyingKey? known))
            return known;
        VerifyingKey key = VerifyingKey.Parse(canonical);
        if (keys.Count >= MaxKeptKeys)
            keys.Clear();
        keys[name] = key;
        return key;
    }
}

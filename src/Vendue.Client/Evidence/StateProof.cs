using System.Text.Json;

namespace Vendue.Client;

/// <summary>
/// The proof of a balance or an open request that can be kept and checked without the market: the operator's signed
/// checkpoint, and the way from the leaf to the checkpoint's state root.
/// </summary>
/// <param name="Market">The hash of the market's genesis.</param>
/// <param name="OperatorKey">The operator's key. Who checks compares it with the key that the operator is known by.</param>
/// <param name="Checkpoint">The canonical <see cref="Client.Checkpoint"/>.</param>
/// <param name="Signature">The operator's signature of it.</param>
/// <param name="Proof">The canonical <see cref="InclusionProof"/>.</param>
public sealed record StateProof(Hash32 Market, Hash32 OperatorKey, Bytes Checkpoint, Bytes Signature, Bytes Proof)
{
    /// <summary>The proof of a leaf of the state that a checkpoint states.</summary>
    public static StateProof Of(in SignedCheckpoint checkpoint, Hash32 operatorKey, in InclusionProof proof) => new(
        checkpoint.Checkpoint.Market, operatorKey, new Bytes(checkpoint.Checkpoint.Encode()), checkpoint.Signature, new Bytes(Codec<InclusionProof>.Of.Encode(proof)));

    /// <summary>The checkpoint, decoded.</summary>
    /// <exception cref="EncodingException">It is malformed.</exception>
    public Checkpoint Stated() => Client.Checkpoint.Decode(Checkpoint.Memory);

    /// <summary>The way from the leaf to the root, decoded.</summary>
    /// <exception cref="EncodingException">It is malformed.</exception>
    public InclusionProof Inclusion() => Codec<InclusionProof>.Of.Decode(Proof.Memory);

    /// <summary>What it lacks to prove its leaf; null when it lacks nothing.</summary>
    /// <param name="market">The market that is meant; null for the one that it states.</param>
    /// <param name="operatorKey">The key that the operator is known by; null for the one that it states.</param>
    public string? Wrong(Hash32? market = null, Hash32? operatorKey = null)
    {
        try
        {
            var stated = Stated();
            if (stated.Market != Market || (market ?? Market) != Market) return $"The proof is of the market {stated.Market}, not of {market ?? Market}.";
            if ((operatorKey ?? OperatorKey) != OperatorKey) return $"The proof names the operator's key {OperatorKey}, not {operatorKey}.";
            if (!stated.Verify(OperatorKey, Signature)) return "The checkpoint is not signed with the operator's key.";
            return Inclusion().Proves(stated.Root) ? null : "The leaf is not part of the state that the checkpoint states.";
        }
        catch (EncodingException wrong)
        {
            return $"The proof is malformed: {wrong.Message}";
        }
    }

    /// <summary>As it is saved: one line of JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, WireJson.Options);

    /// <summary>Reads a saved proof. What it says is not checked.</summary>
    /// <exception cref="EncodingException">The bytes are no saved proof.</exception>
    public static StateProof FromJson(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<StateProof>(json, WireJson.Options) ?? throw new EncodingException("The file holds no proof.");
        }
        catch (JsonException wrong)
        {
            throw new EncodingException($"The file is no saved proof: {wrong.Message}", wrong);
        }
    }
}

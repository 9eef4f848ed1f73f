namespace Vendue.Client;

/// <summary>
/// The operator's word on the whole state after an entry. What is proven to its root is proven to be part of that state,
/// and a journal that replays to another state, or another history up to that place, contradicts it.
/// </summary>
/// <param name="Market">The hash of the market's genesis.</param>
/// <param name="Sequence">The place of the last entry; 0 before the first.</param>
/// <param name="Now">The market's instant.</param>
/// <param name="Block">The height of the market's block clock.</param>
/// <param name="Head">The head of the journal's hash chain.</param>
/// <param name="State">The hash of the whole state.</param>
/// <param name="Root">The state root: <see cref="StateRoot.Hash"/>.</param>
public readonly record struct Checkpoint(Hash32 Market, ulong Sequence, ulong Now, ulong Block, Hash32 Head, Hash32 State, Hash32 Root)
{
    /// <summary>The canonical bytes.</summary>
    public byte[] Encode() => Codec<Checkpoint>.Of.Encode(this);

    /// <summary>Reads a checkpoint from its canonical bytes.</summary>
    /// <exception cref="EncodingException">The bytes are not exactly one checkpoint.</exception>
    public static Checkpoint Decode(ReadOnlyMemory<byte> bytes) => Codec<Checkpoint>.Of.Decode(bytes);

    /// <summary>This with the operator's signature: Ed25519 over "vendue/checkpoint/1" and the SHA-256 of the canonical bytes; 64 bytes.</summary>
    public SignedCheckpoint Sign(DelegatedKey operatorKey)
    {
        ArgumentNullException.ThrowIfNull(operatorKey);
        return new SignedCheckpoint(this, new Bytes(operatorKey.Sign(Message())));
    }

    /// <summary>Whether the operator's key signed this.</summary>
    public bool Verify(Hash32 operatorKey, Bytes signature) => DelegatedKey.Verify(operatorKey, Message(), signature.Span);

    byte[] Message() => [.. "vendue/checkpoint/1"u8, .. Hash32.Sha256(Encode()).ToArray()];
}

/// <summary>A checkpoint and the operator's signature of it.</summary>
/// <param name="Checkpoint">The checkpoint.</param>
/// <param name="Signature">The signature; empty where a host has no operator's key.</param>
public readonly record struct SignedCheckpoint(Checkpoint Checkpoint, Bytes Signature);

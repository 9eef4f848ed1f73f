namespace Vendue.Client;

/// <summary>
/// The operator's signed word that a command stands in the journal: its place, its time, its outcome, and the head of the
/// hash chain after it. Kept by the sender, it is evidence if the command is later dropped, moved or altered.
/// </summary>
/// <param name="Market">The hash of the market's genesis: what an operator says of one market contradicts nothing said of another.</param>
/// <param name="Command">The command's id.</param>
/// <param name="Sequence">Its place in the journal.</param>
/// <param name="Now">The market's instant at which it counted.</param>
/// <param name="Block">The height of the market's block clock.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Code">The outcome's code; "applied" when it was done.</param>
/// <param name="Head">The head of the journal's hash chain after its entry.</param>
public readonly record struct Acknowledgement(
    Hash32 Market, Hash32 Command, ulong Sequence, ulong Now, ulong Block, OutcomeKind Outcome, Name Code, Hash32 Head)
{
    /// <summary>The canonical bytes.</summary>
    public byte[] Encode() => Codec<Acknowledgement>.Of.Encode(this);

    /// <summary>Reads an acknowledgement from its canonical bytes.</summary>
    /// <exception cref="EncodingException">The bytes are not exactly one acknowledgement.</exception>
    public static Acknowledgement Decode(ReadOnlyMemory<byte> bytes) => Codec<Acknowledgement>.Of.Decode(bytes);

    /// <summary>The operator's signature: Ed25519 over "vendue/ack/2" and the SHA-256 of the canonical bytes; 64 bytes.</summary>
    public Bytes Sign(DelegatedKey operatorKey)
    {
        ArgumentNullException.ThrowIfNull(operatorKey);
        return new Bytes(operatorKey.Sign(Message()));
    }

    /// <summary>Whether the operator's key signed this.</summary>
    public bool Verify(Hash32 operatorKey, Bytes signature) => DelegatedKey.Verify(operatorKey, Message(), signature.Span);

    byte[] Message() => [.. "vendue/ack/2"u8, .. Hash32.Sha256(Encode()).ToArray()];
}

namespace Vendue.Client;

/// <summary>A command and the signature that makes it count: what travels, and what the journal keeps.</summary>
/// <param name="Envelope">The command.</param>
/// <param name="Signature">65 bytes r, s, v of the owner's Ethereum key, or 64 bytes of the delegated Ed25519 key.</param>
public readonly record struct SignedCommand(CommandEnvelope Envelope, Bytes Signature)
{
    /// <summary>The most bytes that a signed command may take on the wire: 256 KiB. Whatever is larger belongs in a blob.</summary>
    public const int MaxSize = 256 * 1024;

    /// <summary>The command's id. The signature is no part of it.</summary>
    public Hash32 Id() => Envelope.Id();

    /// <summary>The canonical bytes.</summary>
    public byte[] Encode() => Codec<SignedCommand>.Of.Encode(this);

    /// <summary>Reads a signed command from its canonical bytes.</summary>
    /// <exception cref="EncodingException">The bytes are more than <see cref="MaxSize"/>, or not exactly one signed command.</exception>
    public static SignedCommand Decode(ReadOnlyMemory<byte> bytes) =>
        bytes.Length <= MaxSize
            ? Codec<SignedCommand>.Of.Decode(bytes)
            : throw new EncodingException($"A signed command has at most {MaxSize} bytes, not {bytes.Length}; store large data as a blob and name its hash.");
}

namespace Vendue.Client;

/// <summary>
/// A command as its sender means it: everything that a signature covers. Its canonical bytes, and so its id, can be
/// computed by any client before it is sent.
/// </summary>
/// <param name="Genesis">The hash of the market's genesis: a command counts in one market only.</param>
/// <param name="Sender">The account that acts; on a live market its Ethereum address, 0x and 40 lower-case hexadecimal digits.</param>
/// <param name="Key">The Ed25519 key that signs for the account; zero when the owner's Ethereum key signs.</param>
/// <param name="Lane">The lane of the nonce. Lanes let independent senders of one account number their commands apart.</param>
/// <param name="Nonce">A number above every earlier one of its lane; from 1.</param>
/// <param name="Expires">The last instant at which the command counts, in the market's time unit; above 0.</param>
/// <param name="Action">The action's number on the wire.</param>
/// <param name="Body">The action's canonical bytes.</param>
public readonly record struct CommandEnvelope(
    Hash32 Genesis, Name Sender, Hash32 Key, ushort Lane, ulong Nonce, ulong Expires, ushort Action, Bytes Body)
{
    /// <summary>An envelope around an action given as a record.</summary>
    /// <typeparam name="T">The action's type, declared with <see cref="ActionAttribute"/>.</typeparam>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is not declared as an action.</exception>
    public static CommandEnvelope Of<T>(Hash32 genesis, Name sender, Hash32 key, ushort lane, ulong nonce, ulong expires, in T action) where T : struct =>
        new(genesis, sender, key, lane, nonce, expires, ActionSet.DescriptionOf(typeof(T)).Tag, new Bytes(Codec<T>.Of.Encode(action)));

    /// <summary>Whether the account's owner signs, not a delegated key.</summary>
    public bool IsSignedByOwner => Key.IsZero;

    /// <summary>The command's id: SHA-256 over "vendue/command/1" and the envelope's canonical bytes.</summary>
    public Hash32 Id()
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/command/1"u8);
        Codec<CommandEnvelope>.Of.Write(writer, this);
        return Hash32.Sha256(writer.Written);
    }
}

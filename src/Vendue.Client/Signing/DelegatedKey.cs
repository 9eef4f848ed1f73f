using NSec.Cryptography;

namespace Vendue.Client;

/// <summary>
/// An Ed25519 key: one that an account's owner authorised to sign some actions, or an operator's, which signs
/// acknowledgements. What it signs always begins with a tag of its purpose. Its secret is never printed.
/// </summary>
public sealed class DelegatedKey : IDisposable
{
    /// <summary>How many bytes its signatures have.</summary>
    public const int SignatureSize = 64;

    static readonly SignatureAlgorithm Ed25519 = SignatureAlgorithm.Ed25519;

    readonly Key key;

    DelegatedKey(Key key)
    {
        this.key = key;
        Public = new Hash32(key.PublicKey.Export(KeyBlobFormat.RawPublicKey));
    }

    /// <summary>The public key.</summary>
    public Hash32 Public { get; }

    /// <summary>A new key from the operating system's randomness.</summary>
    public static DelegatedKey Generate() => new(Key.Create(Ed25519, Exportable));

    /// <summary>The key of a 32-byte seed (RFC 8032) that 64 hexadecimal digits spell, with or without 0x.</summary>
    /// <exception cref="FormatException">The text is no seed. The message does not repeat it.</exception>
    public static DelegatedKey FromHex(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var digits = text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text;
        if (!Hash32.TryParse("0x" + digits, out var seed)) throw new FormatException("The text is no Ed25519 private key: 64 hexadecimal digits.");
        return new DelegatedKey(Key.Import(Ed25519, seed.ToArray(), KeyBlobFormat.RawPrivateKey, Exportable));
    }

    /// <summary>This key as a signer for the account that authorised it.</summary>
    public ISigner For(Name account) => new Delegate(account, this);

    /// <summary>Signs a command of which it is the key.</summary>
    /// <exception cref="ArgumentException">The envelope names another key.</exception>
    public SignedCommand Sign(in CommandEnvelope envelope)
    {
        if (envelope.Key != Public) throw new ArgumentException("The envelope names another key.", nameof(envelope));
        return new SignedCommand(envelope, new Bytes(Sign(MessageOf(envelope.Id()))));
    }

    /// <summary>Signs a message that begins with the tag of its purpose.</summary>
    internal byte[] Sign(ReadOnlySpan<byte> message) => Ed25519.Sign(key, message);

    /// <summary>Whether a key signed a message.</summary>
    internal static bool Verify(Hash32 publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        signature.Length == SignatureSize
        && PublicKey.TryImport(Ed25519, publicKey.ToArray(), KeyBlobFormat.RawPublicKey, out var imported)
        && Ed25519.Verify(imported!, message, signature);

    /// <summary>What a delegated key signs for a command: "vendue/signed/1" and the command's id.</summary>
    internal static byte[] MessageOf(Hash32 command) => [.. "vendue/signed/1"u8, .. command.ToArray()];

    /// <summary>The seed as 0x and 64 hexadecimal digits, for the key file alone.</summary>
    internal string RevealSecret() => new Hash32(key.Export(KeyBlobFormat.RawPrivateKey)).ToString();

    /// <summary>Wipes the secret.</summary>
    public void Dispose() => key.Dispose();

    /// <summary>The public key; never the secret.</summary>
    public override string ToString() => $"Ed25519 key {Public}";

    static KeyCreationParameters Exportable => new() { ExportPolicy = KeyExportPolicies.AllowPlaintextExport };

    sealed class Delegate(Name account, DelegatedKey key) : ISigner
    {
        public Name Account => account;

        public Hash32 Key => key.Public;

        public SignedCommand Sign(in CommandEnvelope envelope, ActionDescription action)
        {
            if (envelope.Sender != account || envelope.Action != action.Tag)
                throw new ArgumentException("The envelope names another sender or another action than is to be signed.", nameof(envelope));
            return key.Sign(envelope);
        }

        public override string ToString() => $"{key} for {account}";
    }
}

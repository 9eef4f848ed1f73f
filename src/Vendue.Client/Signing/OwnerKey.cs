using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;

namespace Vendue.Client;

/// <summary>The owner's key of an account: an Ethereum key on secp256k1. Its secret is never printed.</summary>
public sealed class OwnerKey : ISigner
{
    /// <summary>How many bytes its signatures have: r, s and v.</summary>
    public const int SignatureSize = 65;

    readonly BigInteger secret;

    OwnerKey(ReadOnlySpan<byte> secret)
    {
        this.secret = new BigInteger(1, secret);
        Address = Secp256k1.AddressOf(Secp256k1.PublicOf(this.secret));
    }

    /// <summary>The Ethereum address, and so the account: 0x and 40 lower-case hexadecimal digits.</summary>
    public Name Address { get; }

    Name ISigner.Account => Address;

    Hash32 ISigner.Key => default;

    /// <summary>A new key from the operating system's randomness.</summary>
    public static OwnerKey Generate()
    {
        Span<byte> bytes = stackalloc byte[Secp256k1.ScalarSize];
        do RandomNumberGenerator.Fill(bytes);
        while (!Secp256k1.IsPrivateKey(bytes));
        var key = new OwnerKey(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return key;
    }

    /// <summary>The key that 64 hexadecimal digits spell, with or without 0x.</summary>
    /// <exception cref="FormatException">The text is no private key. The message does not repeat it.</exception>
    public static OwnerKey FromHex(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var digits = text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text;
        if (!Hash32.TryParse("0x" + digits, out var bytes) || !Secp256k1.IsPrivateKey(bytes.ToArray()))
            throw new FormatException("The text is no Ethereum private key: 64 hexadecimal digits of a number from 1 to the order of secp256k1 less 1.");
        return new OwnerKey(bytes.ToArray());
    }

    /// <inheritdoc/>
    public SignedCommand Sign(in CommandEnvelope envelope, ActionDescription action)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (envelope.Sender != Address || !envelope.IsSignedByOwner || envelope.Action != action.Tag)
            throw new ArgumentException("The envelope names another sender, a delegated key or another action than is to be signed.", nameof(envelope));
        return new SignedCommand(envelope, new Bytes(SignDigest(Eip712.Digest(envelope, action))));
    }

    /// <summary>Signs 32 bytes: r, s and v (27 or 28), with the nonce of RFC 6979 and s in the lower half.</summary>
    public byte[] SignDigest(Hash32 digest)
    {
        var signer = new ECDsaSigner(new HMacDsaKCalculator(new Sha256Digest()));
        signer.Init(true, new ECPrivateKeyParameters(secret, Secp256k1.Domain));
        var pair = signer.GenerateSignature(digest.ToArray());
        var s = Secp256k1.IsHigh(pair[1]) ? Secp256k1.Domain.N.Subtract(pair[1]) : pair[1];
        var signature = new byte[SignatureSize];
        Write(pair[0], signature.AsSpan(0, Secp256k1.ScalarSize));
        Write(s, signature.AsSpan(Secp256k1.ScalarSize, Secp256k1.ScalarSize));
        for (byte v = 27; v <= 28; v++)
        {
            signature[^1] = v;
            if (Secp256k1.Recover(digest, signature) == Address) return signature;
        }
        throw new CryptographicException("The signature's point has no recoverable form; sign another command.");
    }

    /// <summary>The secret as 0x and 64 hexadecimal digits, for the key file alone.</summary>
    internal string RevealSecret()
    {
        var bytes = new byte[Secp256k1.ScalarSize];
        Write(secret, bytes);
        return new Hash32(bytes).ToString();
    }

    /// <summary>The address; never the secret.</summary>
    public override string ToString() => $"owner key of {Address}";

    static void Write(BigInteger value, Span<byte> to)
    {
        var bytes = value.ToByteArrayUnsigned();
        to.Clear();
        bytes.CopyTo(to[(to.Length - bytes.Length)..]);
    }
}

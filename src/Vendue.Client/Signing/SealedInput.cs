using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Agreement;
using Org.BouncyCastle.Crypto.Parameters;

namespace Vendue.Client;

/// <summary>
/// Private inputs. An input is stored as the text "vendue/sealed-input/1", a nonce of 12 bytes, and its AES-256-GCM
/// encryption (16 bytes of tag last) under a key of its own. That key is sealed to an X25519 key: an ephemeral public key,
/// then the AES-256-GCM encryption of the input's key and the tag, under HKDF-SHA256 of the shared secret (salt: both
/// public keys; info: "vendue/input-key/1" and the request), with the nonce zero, as no such key is used twice.
/// </summary>
public static class SealedInput
{
    /// <summary>How many bytes a key has.</summary>
    public const int KeySize = 32;

    const int NonceSize = 12;
    const int TagSize = 16;
    const int SealedSize = KeySize + KeySize + TagSize;

    static ReadOnlySpan<byte> Header => "vendue/sealed-input/1"u8;

    /// <summary>The public key of an X25519 secret.</summary>
    public static Hash32 PublicOf(ReadOnlySpan<byte> secret) => new(new X25519PrivateKeyParameters(secret.ToArray()).GeneratePublicKey().GetEncoded());

    /// <summary>Encrypts an input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="key">32 bytes that encrypt nothing else.</param>
    public static byte[] Encrypt(ReadOnlySpan<byte> input, ReadOnlySpan<byte> key)
    {
        var file = new byte[Header.Length + NonceSize + input.Length + TagSize];
        Header.CopyTo(file);
        var nonce = file.AsSpan(Header.Length, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagSize);
        cipher.Encrypt(nonce, input, file.AsSpan(Header.Length + NonceSize, input.Length), file.AsSpan(file.Length - TagSize), Header);
        return file;
    }

    /// <summary>Decrypts an input.</summary>
    /// <exception cref="CryptographicException">The bytes are no encrypted input, or not under this key.</exception>
    public static byte[] Decrypt(ReadOnlySpan<byte> file, ReadOnlySpan<byte> key)
    {
        if (file.Length < Header.Length + NonceSize + TagSize || !file.StartsWith(Header)) throw new CryptographicException("The bytes are no sealed input.");
        var input = new byte[file.Length - Header.Length - NonceSize - TagSize];
        using var cipher = new AesGcm(key, TagSize);
        cipher.Decrypt(file.Slice(Header.Length, NonceSize), file.Slice(Header.Length + NonceSize, input.Length), file[^TagSize..], input, Header);
        return input;
    }

    /// <summary>Seals an input's key to an X25519 public key, for one request.</summary>
    /// <exception cref="CryptographicException">The public key is none that a secret can be shared with.</exception>
    public static Bytes SealKey(ReadOnlySpan<byte> key, Hash32 recipient, Hash32 request)
    {
        var ephemeral = new byte[KeySize];
        RandomNumberGenerator.Fill(ephemeral);
        var publicKey = PublicOf(ephemeral);
        var sealedKey = new byte[SealedSize];
        publicKey.CopyTo(sealedKey);
        using (var cipher = new AesGcm(Derive(ephemeral, recipient, publicKey, recipient, request), TagSize))
            cipher.Encrypt(new byte[NonceSize], key, sealedKey.AsSpan(KeySize, KeySize), sealedKey.AsSpan(2 * KeySize));
        CryptographicOperations.ZeroMemory(ephemeral);
        return new Bytes(sealedKey);
    }

    /// <summary>Opens an input's key.</summary>
    /// <exception cref="CryptographicException">The bytes are no key sealed to this secret for this request.</exception>
    public static byte[] OpenKey(Bytes sealedKey, ReadOnlySpan<byte> secret, Hash32 request)
    {
        var bytes = sealedKey.Span;
        if (bytes.Length != SealedSize) throw new CryptographicException("The bytes are no sealed key.");
        var ephemeral = new Hash32(bytes[..KeySize]);
        var key = new byte[KeySize];
        using var cipher = new AesGcm(Derive(secret, ephemeral, ephemeral, PublicOf(secret), request), TagSize);
        cipher.Decrypt(new byte[NonceSize], bytes.Slice(KeySize, KeySize), bytes[(2 * KeySize)..], key);
        return key;
    }

    static byte[] Derive(ReadOnlySpan<byte> secret, Hash32 with, Hash32 ephemeral, Hash32 recipient, Hash32 request)
    {
        var shared = new byte[KeySize];
        var agreement = new X25519Agreement();
        agreement.Init(new X25519PrivateKeyParameters(secret.ToArray()));
        try
        {
            agreement.CalculateAgreement(new X25519PublicKeyParameters(with.ToArray()), shared);
        }
        catch (InvalidOperationException weak)
        {
            throw new CryptographicException("The public key is none that a secret can be shared with.", weak);
        }
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, KeySize, [.. ephemeral.ToArray(), .. recipient.ToArray()], [.. "vendue/input-key/1"u8, .. request.ToArray()]);
    }
}

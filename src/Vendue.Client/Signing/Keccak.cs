using Org.BouncyCastle.Crypto.Digests;

namespace Vendue.Client;

/// <summary>Keccak-256 with the padding of the original submission, as Ethereum uses it; not SHA3-256.</summary>
static class Keccak
{
    public static void Hash(ReadOnlySpan<byte> bytes, Span<byte> to)
    {
        var digest = new KeccakDigest(256);
        digest.BlockUpdate(bytes);
        digest.DoFinal(to);
    }

    public static Hash32 Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Hash32.Size];
        Hash(bytes, hash);
        return new Hash32(hash);
    }
}

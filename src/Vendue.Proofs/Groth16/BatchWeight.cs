using System.Buffers.Binary;
using System.Security.Cryptography;
using Vendue.Proofs.Curves;

namespace Vendue.Proofs.Groth16;

/// <summary>
/// What one claim's equation is raised to in a batch: Low + lambda High. All 2^128 such weights differ modulo r, because the
/// shortest relation between 1 and lambda has 127 bits; and a multiple of a point of G1 by one takes 64 doublings.
/// </summary>
/// <param name="Low">Coefficient of one.</param>
/// <param name="High">Coefficient of lambda.</param>
readonly record struct BatchWeight(ulong Low, ulong High)
{
    const int HashLength = 32;

    static ReadOnlySpan<byte> Domain => "vendue.groth16-bn254.batch.v1\0"u8;

    /// <summary>
    /// The weights of a batch: hashes of the key, of every public value and of every proof (Fiat and Shamir 1986). They are not
    /// drawn by chance, so that a batch has one verdict on every machine; and whoever changes one bit of one proof in the hope
    /// that errors cancel faces new weights for all.
    /// </summary>
    /// <param name="key">The key of all claims.</param>
    /// <param name="claims">Claims with as many public values as the key has.</param>
    /// <returns>A weight for each claim.</returns>
    public static BatchWeight[] Of(PreparedKey key, ReadOnlySpan<Groth16Claim> claims)
    {
        Span<byte> seed = stackalloc byte[HashLength + sizeof(int)];
        using (var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256))
        {
            hash.AppendData(Domain);
            hash.AppendData(key.Hash.Span);
            foreach (Groth16Claim claim in claims)
            {
                hash.AppendData(claim.PublicValues.ToBytes());
                hash.AppendData(claim.Proof.ToBytes());
            }

            hash.GetHashAndReset(seed);
        }

        var weights = new BatchWeight[claims.Length];
        Span<byte> digest = stackalloc byte[HashLength];
        for (int i = 0; i < weights.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(seed[HashLength..], i);
            SHA256.HashData(seed, digest);
            weights[i] = new BatchWeight(BinaryPrimitives.ReadUInt64BigEndian(digest), BinaryPrimitives.ReadUInt64BigEndian(digest[sizeof(ulong)..]));
        }

        return weights;
    }

    /// <summary>The weight as a scalar.</summary>
    /// <returns>Low + lambda High.</returns>
    public Fr ToScalar() => Fr.FromInteger(Low) + (G1Endomorphism.Eigenvalue * Fr.FromInteger(High));
}

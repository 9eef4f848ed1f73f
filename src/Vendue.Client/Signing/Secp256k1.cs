using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;
using Org.BouncyCastle.Math.EC.Multiplier;

namespace Vendue.Client;

/// <summary>The curve of Ethereum's keys: addresses, and the recovery of a public key from a signature (SEC 1, section 4.1.6).</summary>
static class Secp256k1
{
    public const int ScalarSize = 32;
    const int FirstRecoveryByte = 27;

    static readonly X9ECParameters Curve = CustomNamedCurves.GetByName("secp256k1");

    public static ECDomainParameters Domain { get; } = new(Curve);

    static readonly BigInteger HalfOrder = Domain.N.ShiftRight(1);

    /// <summary>Whether 32 big-endian bytes are a private key: from 1 to the order of the group less 1.</summary>
    public static bool IsPrivateKey(ReadOnlySpan<byte> scalar) => IsScalar(new BigInteger(1, scalar));

    /// <summary>Whether s is in the upper half of the group: the twin of a signature that everybody can make from it.</summary>
    public static bool IsHigh(BigInteger s) => s.CompareTo(HalfOrder) > 0;

    /// <summary>The public point of a private key.</summary>
    public static ECPoint PublicOf(BigInteger secret) => new FixedPointCombMultiplier().Multiply(Domain.G, secret).Normalize();

    /// <summary>The Ethereum address of a public point: the last 20 bytes of the Keccak-256 of its coordinates.</summary>
    public static Name AddressOf(ECPoint point)
    {
        Span<byte> hash = stackalloc byte[Hash32.Size];
        Keccak256.Hash(point.GetEncoded(false).AsSpan(1), hash);
        return Name.Parse("0x" + Convert.ToHexStringLower(hash[12..]));
    }

    /// <summary>The address whose key made a signature over a digest; null when none did.</summary>
    /// <param name="digest">What was signed.</param>
    /// <param name="signature">r, s and v, 65 bytes; v is 27 or 28.</param>
    public static Name? Recover(Hash32 digest, ReadOnlySpan<byte> signature)
    {
        var r = new BigInteger(1, signature[..ScalarSize]);
        var s = new BigInteger(1, signature.Slice(ScalarSize, ScalarSize));
        int parity = signature[^1] - FirstRecoveryByte;
        if (parity is not (0 or 1) || !IsScalar(r) || !IsScalar(s)) return null;
        return TryPoint(signature[..ScalarSize], parity) is { } commitment ? Recover(digest, r, s, commitment) : null;
    }

    /// <summary>Q = r⁻¹(sR − eG).</summary>
    static Name? Recover(Hash32 digest, BigInteger r, BigInteger s, ECPoint commitment)
    {
        var inverse = r.ModInverse(Domain.N);
        var e = new BigInteger(1, digest.ToArray());
        var u1 = e.Negate().Multiply(inverse).Mod(Domain.N);
        var u2 = s.Multiply(inverse).Mod(Domain.N);
        var key = ECAlgorithms.SumOfTwoMultiplies(Domain.G, u1, commitment, u2).Normalize();
        if (key.IsInfinity) return null;
        return AddressOf(key);
    }

    static ECPoint? TryPoint(ReadOnlySpan<byte> x, int parity)
    {
        Span<byte> compressed = stackalloc byte[1 + ScalarSize];
        compressed[0] = (byte)(2 + parity);
        x.CopyTo(compressed[1..]);
        try
        {
            return Curve.Curve.DecodePoint(compressed);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    static bool IsScalar(BigInteger value) => value.SignValue > 0 && value.CompareTo(Domain.N) < 0;
}

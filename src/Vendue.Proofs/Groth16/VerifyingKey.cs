using System.Buffers.Binary;
using System.Security.Cryptography;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;

namespace Vendue.Proofs.Groth16;

/// <summary>What a Groth16 proof is checked against. Immutable; work that depends on the key alone is done once.</summary>
public sealed class VerifyingKey
{
    /// <summary>Most public values that a key may have.</summary>
    public const int MaxPublicValues = 8192;
    const int HeaderLength = 12;
    const int FixedLength = HeaderLength + 64 + (3 * 128);
    const int PointLength = 64;
    readonly AffinePoint<Fp>[] inputCommitments;
    readonly Lazy<PreparedKey> prepared;

    /// <summary>States a key from points already validated.</summary>
    /// <param name="alpha">alpha in G1.</param>
    /// <param name="beta">beta in G2.</param>
    /// <param name="gamma">gamma in G2.</param>
    /// <param name="delta">delta in G2.</param>
    /// <param name="inputCommitments">IC: one point of G1 for the constant, then one for each public value.</param>
    /// <exception cref="ProofFormatException">Too many points, or a key under which anybody could forge.</exception>
    public VerifyingKey(
        AffinePoint<Fp> alpha,
        AffinePoint<Fp2> beta,
        AffinePoint<Fp2> gamma,
        AffinePoint<Fp2> delta,
        ReadOnlySpan<AffinePoint<Fp>> inputCommitments)
    {
        if (inputCommitments.Length is 0 or > MaxPublicValues + 1)
            throw new ProofFormatException("verifying-key-length", $"A verifying key has 1 to {MaxPublicValues + 1} input points; export it again.");
        if (alpha.IsInfinity || beta.IsInfinity || gamma.IsInfinity || delta.IsInfinity || gamma.X.Equals(delta.X))
            throw new ProofFormatException("verifying-key-degenerate", "Under this verifying key anybody can forge proofs (a point is infinity, or gamma equals delta: the ceremony had no contribution); use a key from a completed setup.");
        Alpha = alpha;
        Beta = beta;
        Gamma = gamma;
        Delta = delta;
        this.inputCommitments = inputCommitments.ToArray();
        prepared = new Lazy<PreparedKey>(() => new PreparedKey(this));
    }

    /// <summary>alpha in G1.</summary>
    public AffinePoint<Fp> Alpha { get; }

    /// <summary>beta in G2.</summary>
    public AffinePoint<Fp2> Beta { get; }

    /// <summary>gamma in G2.</summary>
    public AffinePoint<Fp2> Gamma { get; }

    /// <summary>delta in G2.</summary>
    public AffinePoint<Fp2> Delta { get; }

    /// <summary>IC: one point for the constant, then one for each public value.</summary>
    public ReadOnlyMemory<AffinePoint<Fp>> InputCommitments => inputCommitments;

    /// <summary>Number of public values of the circuit.</summary>
    public int PublicCount => inputCommitments.Length - 1;

    internal PreparedKey Prepared => prepared.Value;

    static ReadOnlySpan<byte> Magic => "VNDGVK\0\x01"u8;

    static ReadOnlySpan<byte> HashDomain => "vendue.groth16-bn254.verifying-key.v1\0"u8;

    /// <summary>
    /// Reads canonical bytes: "VNDGVK", a zero, the version 1; the number of public values in four bytes; alpha, beta, gamma,
    /// delta, IC; all big-endian, points as the EVM encodes them.
    /// </summary>
    /// <param name="bytes">The whole key.</param>
    /// <returns>A key whose points are all of their groups.</returns>
    /// <exception cref="ProofFormatException">Wrong form, wrong length, a point that is not one, or a degenerate key.</exception>
    public static VerifyingKey Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength || !bytes.StartsWith(Magic))
            throw new ProofFormatException("not-a-verifying-key", "The bytes are not a verifying key of version 1; send the canonical bytes.");
        uint count = BinaryPrimitives.ReadUInt32BigEndian(bytes[Magic.Length..]);
        if (count > MaxPublicValues || bytes.Length != FixedLength + ((count + 1) * PointLength))
            throw new ProofFormatException("verifying-key-length", "The verifying key's length does not fit its number of public values; send the canonical bytes.");
        bytes = bytes[HeaderLength..];
        AffinePoint<Fp> alpha = PointEncoding.Read<G1, Fp>(ref bytes, "alpha");
        AffinePoint<Fp2> beta = PointEncoding.Read<G2, Fp2>(ref bytes, "beta");
        AffinePoint<Fp2> gamma = PointEncoding.Read<G2, Fp2>(ref bytes, "gamma");
        AffinePoint<Fp2> delta = PointEncoding.Read<G2, Fp2>(ref bytes, "delta");
        var inputs = new AffinePoint<Fp>[count + 1];
        for (int i = 0; i < inputs.Length; i++)
            inputs[i] = PointEncoding.Read<G1, Fp>(ref bytes, "IC");
        return new VerifyingKey(alpha, beta, gamma, delta, inputs);
    }

    /// <summary>The canonical bytes read by <see cref="Parse"/>.</summary>
    /// <returns>460 bytes and 64 for each input point.</returns>
    public byte[] ToBytes()
    {
        var bytes = new byte[FixedLength + (inputCommitments.Length * PointLength)];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(Magic.Length), (uint)PublicCount);
        Span<byte> rest = bytes.AsSpan(HeaderLength);
        Alpha.Write(rest);
        rest = rest[PointLength..];
        foreach (AffinePoint<Fp2> point in (ReadOnlySpan<AffinePoint<Fp2>>)[Beta, Gamma, Delta])
        {
            point.Write(rest);
            rest = rest[AffinePoint<Fp2>.Size..];
        }

        foreach (AffinePoint<Fp> point in inputCommitments)
        {
            point.Write(rest);
            rest = rest[PointLength..];
        }

        return bytes;
    }

    /// <summary>The key's name on a market: SHA-256 of a domain tag and the canonical bytes.</summary>
    /// <returns>32 bytes.</returns>
    public byte[] Hash() => HashOf(ToBytes());

    internal static bool IsKey(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Magic);

    internal static byte[] HashOf(ReadOnlySpan<byte> canonical)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(HashDomain);
        hash.AppendData(canonical);
        return hash.GetHashAndReset();
    }
}

using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Formats;

/// <summary>
/// The .zkey file of snarkjs, Groth16 over BN254: sections 1 protocol, 2 header, 3 IC, 4 coefficients, 5 to 9 points A, B1,
/// B2, C, H, 10 contributions. Points are affine, little-endian Montgomery limbs; coefficients carry Montgomery's factor twice.
/// </summary>
public static class ZKeyFile
{
    /// <summary>Largest file read unless the caller says otherwise, bytes; memory used is about the file's size.</summary>
    public const long DefaultMaxBytes = 1L << 32;
    const string Format = "zkey";
    const uint FormatVersion = 1;
    const uint Groth16Protocol = 1;
    const int CoefficientLength = 44;
    const int ContributionHashLength = 64;

    /// <summary>Reads a proving key from a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxBytes">Largest file accepted.</param>
    /// <returns>The key; every point is of its group.</returns>
    /// <exception cref="ProofFormatException">The file is not such a key.</exception>
    public static ZKey Read(string path, long maxBytes = DefaultMaxBytes)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream, maxBytes);
    }

    /// <summary>Reads a proving key.</summary>
    /// <param name="stream">Seekable.</param>
    /// <param name="maxBytes">Largest file accepted.</param>
    /// <returns>The key; every point is of its group.</returns>
    /// <remarks>
    /// That more than 512 points of section 7 are of their group is found by random combinations, which err with a
    /// probability of 2^-65 at most. A point outside would let the key's maker learn of the witness by whether a proof comes out.
    /// Hold <see cref="ZKey.VerifyingKey"/> against the registered one before proving with a key from a stranger.
    /// </remarks>
    /// <exception cref="ProofFormatException">The bytes are not such a key.</exception>
    public static ZKey Read(Stream stream, long maxBytes = DefaultMaxBytes)
    {
        SectionReader reader = SectionReader.Open(stream, Format, FormatVersion, maxBytes);
        reader.Enter(1);
        if (reader.ReadUInt32() != Groth16Protocol)
            throw new ProofFormatException("zkey-protocol", "The .zkey file is for another proof system; only Groth16 keys are supported.");
        Header header = Header.Read(reader);
        AffinePoint<Fp>[] inputs = ReadPoints<G1, Fp>(reader, 3, header.PublicCount + 1, "IC");
        AffinePoint<Fp>[] a = ReadPoints<G1, Fp>(reader, 5, header.WireCount, "A");
        AffinePoint<Fp>[] b1 = ReadPoints<G1, Fp>(reader, 6, header.WireCount, "B1");
        AffinePoint<Fp2>[] b2 = ReadPoints<G2, Fp2>(reader, 7, header.WireCount, "B2");
        if (!G2Membership.HoldsForAll(b2))
            throw PointEncoding.NotInSubgroup("B2");
        AffinePoint<Fp>[] c = ReadPoints<G1, Fp>(reader, 8, header.WireCount - header.PublicCount - 1, "C");
        AffinePoint<Fp>[] h = ReadPoints<G1, Fp>(reader, 9, 1 << header.LogDomainSize, "H");
        (SparseMatrix left, SparseMatrix right) = ReadCoefficients(reader, header);
        return new ZKey
        {
            WireCount = header.WireCount,
            LogDomainSize = header.LogDomainSize,
            VerifyingKey = new VerifyingKey(header.Alpha1, header.Beta2, header.Gamma2, header.Delta2, inputs),
            Beta1 = header.Beta1,
            Delta1 = header.Delta1,
            A = left,
            B = right,
            PointsA = a,
            PointsB1 = b1,
            PointsB2 = b2,
            PointsC = c,
            PointsH = h,
        };
    }

    /// <summary>Writes a proving key that snarkjs accepts, with an empty list of contributions.</summary>
    /// <param name="key">The key.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(ZKey key, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(stream);
        var writer = new SectionWriter(stream, Format, FormatVersion, sections: 10);
        writer.Begin(1, sizeof(uint));
        writer.Write(Groth16Protocol);
        Header.Write(writer, key);
        WritePoints(writer, 3, key.VerifyingKey.InputCommitments.Span);
        WriteCoefficients(writer, key);
        WritePoints(writer, 5, key.PointsA.Span);
        WritePoints(writer, 6, key.PointsB1.Span);
        WritePoints(writer, 7, key.PointsB2.Span);
        WritePoints(writer, 8, key.PointsC.Span);
        WritePoints(writer, 9, key.PointsH.Span);
        writer.Begin(10, ContributionHashLength + sizeof(uint));
        writer.Write(SHA512.HashData(key.VerifyingKey.ToBytes()).AsSpan());
        writer.Write(0u);
    }

    static AffinePoint<TField>[] ReadPoints<TCurve, TField>(
        SectionReader reader, uint section, int count, string name)
        where TCurve : ICurve<TField>
        where TField : unmanaged, IField<TField>
    {
        reader.Enter(section);
        AffinePoint<TField>[] points = reader.ReadArray<AffinePoint<TField>>(count);
        reader.Leave();
        foreach (ref readonly AffinePoint<TField> point in points.AsSpan())
            PointEncoding.ValidateOnCurve<TCurve, TField>(point, name);
        return points;
    }

    static void WritePoints<TField>(SectionWriter writer, uint section, ReadOnlySpan<AffinePoint<TField>> points)
        where TField : unmanaged, IField<TField>
    {
        writer.Begin(section, (long)points.Length * AffinePoint<TField>.Size);
        writer.WriteArray(points);
    }

    static (SparseMatrix A, SparseMatrix B) ReadCoefficients(SectionReader reader, Header header)
    {
        reader.Enter(4);
        int count = reader.ReadCount("coefficients");
        if (reader.Remaining != (long)count * CoefficientLength)
            throw reader.LengthMismatch();
        int domainSize = 1 << header.LogDomainSize;
        var left = new List<(int, int, Fr)>();
        var right = new List<(int, int, Fr)>();
        Fr one = Fr.FromMontgomery(new UInt256(1, 0, 0, 0));
        Span<byte> bytes = stackalloc byte[CoefficientLength];
        for (int i = 0; i < count; i++)
        {
            reader.Read(bytes);
            uint matrix = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            uint row = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            uint wire = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
            Fr doubled = Fr.FromMontgomery(UInt256.ReadLittleEndian(bytes[12..]));
            if (matrix > 1 || row >= (uint)domainSize || wire >= (uint)header.WireCount || !doubled.IsReduced)
                throw new ProofFormatException("zkey-coefficient", $"Coefficient {i} of the .zkey file is out of range; the file is damaged, so fetch or make it again.");
            (matrix == 0 ? left : right).Add(((int)row, (int)wire, doubled * one));
        }

        return (SparseMatrix.FromEntries(domainSize, left), SparseMatrix.FromEntries(domainSize, right));
    }

    static void WriteCoefficients(SectionWriter writer, ZKey key)
    {
        int count = key.A.EntryCount + key.B.EntryCount;
        writer.Begin(4, sizeof(uint) + ((long)count * CoefficientLength));
        writer.Write((uint)count);
        Fr factor = Fr.FromMontgomery(ScalarModulus.RSquared);
        SparseMatrix[] matrices = [key.A, key.B];
        for (int row = 0; row < key.A.RowCount; row++)
        {
            for (uint matrix = 0; matrix < matrices.Length; matrix++)
            {
                ReadOnlySpan<int> wires = matrices[matrix].Columns(row);
                for (int i = 0; i < wires.Length; i++)
                {
                    writer.Write(matrix);
                    writer.Write((uint)row);
                    writer.Write((uint)wires[i]);
                    writer.Write((matrices[matrix].Values(row)[i] * factor).ToMontgomery());
                }
            }
        }
    }

    sealed record Header(
        int WireCount,
        int PublicCount,
        int LogDomainSize,
        AffinePoint<Fp> Alpha1,
        AffinePoint<Fp> Beta1,
        AffinePoint<Fp2> Beta2,
        AffinePoint<Fp2> Gamma2,
        AffinePoint<Fp> Delta1,
        AffinePoint<Fp2> Delta2)
    {
        const int Length = 4 + 32 + 4 + 32 + 12 + (3 * 64) + (3 * 128);

        public static Header Read(SectionReader reader)
        {
            reader.Enter(2);
            reader.ReadPrime(Fp.Modulus);
            reader.ReadPrime(Fr.Modulus);
            int wires = reader.ReadCount("wires");
            int publics = reader.ReadCount("public values");
            uint domain = reader.ReadUInt32();
            if (publics >= wires || publics > VerifyingKey.MaxPublicValues)
                throw new ProofFormatException("zkey-header", $"The .zkey file declares {publics} public values among {wires} wires; at most {VerifyingKey.MaxPublicValues} are supported.");
            if (!BitOperations.IsPow2(domain) || domain >= 1u << EvaluationDomain.MaxLogSize)
                throw new ProofFormatException("zkey-header", $"The .zkey file declares an evaluation domain of {domain} points; it must be a power of two below 2^{EvaluationDomain.MaxLogSize}.");
            var header = new Header(
                wires,
                publics,
                BitOperations.Log2(domain),
                ReadPoint<G1, Fp>(reader, "alpha"),
                ReadPoint<G1, Fp>(reader, "beta in G1"),
                ReadPoint<G2, Fp2>(reader, "beta"),
                ReadPoint<G2, Fp2>(reader, "gamma"),
                ReadPoint<G1, Fp>(reader, "delta in G1"),
                ReadPoint<G2, Fp2>(reader, "delta"));
            reader.Leave();
            return header;
        }

        public static void Write(SectionWriter writer, ZKey key)
        {
            writer.Begin(2, Length);
            writer.WritePrime(Fp.Modulus);
            writer.WritePrime(Fr.Modulus);
            writer.Write((uint)key.WireCount);
            writer.Write((uint)key.PublicCount);
            writer.Write(1u << key.LogDomainSize);
            writer.WriteArray([key.VerifyingKey.Alpha, key.Beta1]);
            writer.WriteArray([key.VerifyingKey.Beta, key.VerifyingKey.Gamma]);
            writer.WriteArray([key.Delta1]);
            writer.WriteArray([key.VerifyingKey.Delta]);
        }

        static AffinePoint<TField> ReadPoint<TCurve, TField>(SectionReader reader, string name)
            where TCurve : ICurve<TField>
            where TField : unmanaged, IField<TField>
        {
            AffinePoint<TField> point = reader.ReadArray<AffinePoint<TField>>(1)[0];
            PointEncoding.Validate<TCurve, TField>(point, name);
            return point;
        }
    }
}

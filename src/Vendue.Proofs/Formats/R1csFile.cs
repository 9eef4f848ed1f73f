using Vendue.Proofs.Fields;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Formats;

/// <summary>
/// The .r1cs file of circom (iden3's binary format, version 1): section 1 header, 2 constraints, 3 the wires' labels, of
/// which only the number counts here; 4 and 5 are PLONK's custom gates, which Groth16 cannot prove.
/// </summary>
public static class R1csFile
{
    /// <summary>Largest file read unless the caller says otherwise, bytes.</summary>
    public const long DefaultMaxBytes = 1L << 32;
    const string Format = "r1cs";
    const uint FormatVersion = 1;
    const int TermLength = 36;
    const int SmallestConstraint = 3 * sizeof(uint);

    /// <summary>Reads a circuit from a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxBytes">Largest file accepted.</param>
    /// <returns>The constraints.</returns>
    /// <exception cref="ProofFormatException">The file is not such a circuit.</exception>
    public static R1cs Read(string path, long maxBytes = DefaultMaxBytes)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream, maxBytes);
    }

    /// <summary>Reads a circuit.</summary>
    /// <param name="stream">Seekable.</param>
    /// <param name="maxBytes">Largest file accepted.</param>
    /// <returns>The constraints.</returns>
    /// <exception cref="ProofFormatException">The bytes are not such a circuit.</exception>
    public static R1cs Read(Stream stream, long maxBytes = DefaultMaxBytes)
    {
        SectionReader reader = SectionReader.Open(stream, Format, FormatVersion, maxBytes);
        RefuseCustomGates(reader);
        reader.Enter(1);
        reader.ReadPrime(Fr.Modulus);
        int wires = reader.ReadCount("wires");
        long publics = reader.ReadCount("public outputs") + (long)reader.ReadCount("public inputs");
        _ = reader.ReadCount("private inputs");
        reader.Read(stackalloc byte[sizeof(ulong)]);
        int constraints = reader.ReadCount("constraints");
        reader.Leave();
        if (publics >= wires || publics > VerifyingKey.MaxPublicValues)
            throw new ProofFormatException("r1cs-header", $"The .r1cs file declares {publics} public values among {wires} wires; at most {VerifyingKey.MaxPublicValues} are supported.");
        if (reader.Enter(3) != (long)wires * sizeof(ulong))
            throw reader.LengthMismatch();
        (SparseMatrix a, SparseMatrix b, SparseMatrix c) = ReadConstraints(reader, constraints, wires);
        return new R1cs(wires, (int)publics, a, b, c);
    }

    static void RefuseCustomGates(SectionReader reader)
    {
        foreach (uint section in (ReadOnlySpan<uint>)[4, 5])
        {
            if (reader.Has(section) && reader.Enter(section) > sizeof(uint))
                throw new ProofFormatException("r1cs-custom-gates", "The circuit uses custom gates, which Groth16 cannot prove; compile it without them.");
        }
    }

    static (SparseMatrix A, SparseMatrix B, SparseMatrix C) ReadConstraints(SectionReader reader, int constraints, int wires)
    {
        reader.Enter(2);
        if ((long)constraints * SmallestConstraint > reader.Remaining)
            throw reader.LengthMismatch();
        List<(int, int, Fr)>[] sides = [[], [], []];
        for (int row = 0; row < constraints; row++)
        {
            foreach (List<(int, int, Fr)> side in sides)
                ReadCombination(reader, row, wires, side);
        }

        reader.Leave();
        return (
            SparseMatrix.FromEntries(constraints, sides[0]),
            SparseMatrix.FromEntries(constraints, sides[1]),
            SparseMatrix.FromEntries(constraints, sides[2]));
    }

    static void ReadCombination(SectionReader reader, int row, int wires, List<(int, int, Fr)> side)
    {
        int terms = reader.ReadCount("terms");
        if ((long)terms * TermLength > reader.Remaining)
            throw reader.LengthMismatch();
        for (int i = 0; i < terms; i++)
        {
            uint wire = reader.ReadUInt32();
            UInt256 coefficient = reader.ReadUInt256();
            if (wire >= (uint)wires || !coefficient.IsBelow(Fr.Modulus))
                throw new ProofFormatException("r1cs-term", $"Constraint {row} of the .r1cs file names a wire or coefficient out of range; compile the circuit again.");
            side.Add((row, (int)wire, Fr.FromInteger(coefficient)));
        }
    }
}

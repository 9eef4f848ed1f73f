using Vendue.Proofs.Fields;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Formats;

/// <summary>The .wtns file of snarkjs: section 1 the prime and the number of wires, section 2 the values, 32 little-endian bytes each.</summary>
public static class WitnessFile
{
    /// <summary>Largest file read unless the caller says otherwise, bytes.</summary>
    public const long DefaultMaxBytes = 1L << 31;
    const string Format = "wtns";
    const uint FormatVersion = 2;
    const int HeaderLength = 40;

    /// <summary>Reads a witness from a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxBytes">Largest file accepted.</param>
    /// <returns>The witness.</returns>
    /// <exception cref="ProofFormatException">The file is not a witness over BN254.</exception>
    public static Witness Read(string path, long maxBytes = DefaultMaxBytes)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream, maxBytes);
    }

    /// <summary>Reads a witness.</summary>
    /// <param name="stream">Seekable.</param>
    /// <param name="maxBytes">Largest file accepted.</param>
    /// <returns>The witness.</returns>
    /// <exception cref="ProofFormatException">The bytes are not a witness over BN254.</exception>
    public static Witness Read(Stream stream, long maxBytes = DefaultMaxBytes)
    {
        SectionReader reader = SectionReader.Open(stream, Format, FormatVersion, maxBytes);
        reader.Enter(1);
        reader.ReadPrime(Fr.Modulus);
        int count = reader.ReadCount("wires");
        reader.Leave();
        reader.Enter(2);
        UInt256[] values = reader.ReadArray<UInt256>(count);
        reader.Leave();
        return new Witness(values);
    }

    /// <summary>Writes a witness.</summary>
    /// <param name="witness">The witness.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(Witness witness, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(witness);
        ArgumentNullException.ThrowIfNull(stream);
        var writer = new SectionWriter(stream, Format, FormatVersion, sections: 2);
        writer.Begin(1, HeaderLength);
        writer.WritePrime(Fr.Modulus);
        writer.Write((uint)witness.Count);
        writer.Begin(2, (long)witness.Count * UInt256.Size);
        writer.WriteArray(witness.Values.Span);
    }
}

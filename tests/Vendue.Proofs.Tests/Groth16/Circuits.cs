using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Tests.Groth16;

/// <summary>Circuits to try things on, and their files.</summary>
static class Circuits
{
    static readonly SparseMatrix Nothing = SparseMatrix.FromEntries(0, []);

    /// <summary>The cubic, one without public values, one without constraints.</summary>
    public static IReadOnlyList<R1cs> Small { get; } =
    [
        Cubic.Circuit,
        new(3, 0, One((0, 1, 3)), One((0, 1, 1), (0, 0, 2)), One((0, 2, 1))),
        new(2, 1, Nothing, Nothing, Nothing),
    ];

    /// <summary>The circuit as circom writes it.</summary>
    public static byte[] ToFile(this R1cs circuit)
    {
        using var stream = new MemoryStream();
        var writer = new SectionWriter(stream, "r1cs", 1, sections: 3);
        writer.Begin(1, 64);
        writer.WritePrime(Fr.Modulus);
        foreach (int count in (int[])[circuit.WireCount, 0, circuit.PublicCount, circuit.WireCount - circuit.PublicCount - 1, circuit.WireCount, 0, circuit.ConstraintCount])
            writer.Write((uint)count);
        using var rows = new MemoryStream();
        WriteRows(circuit, rows);
        writer.Begin(2, rows.Length);
        writer.Write(rows.ToArray().AsSpan());
        writer.Begin(3, circuit.WireCount * sizeof(ulong));
        writer.Write(new byte[circuit.WireCount * sizeof(ulong)].AsSpan());
        return stream.ToArray();
    }

    static void WriteRows(R1cs circuit, Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.ASCII, leaveOpen: true);
        var value = new byte[UInt256.Size];
        for (int row = 0; row < circuit.ConstraintCount; row++)
        {
            foreach (SparseMatrix side in (SparseMatrix[])[circuit.A, circuit.B, circuit.C])
            {
                writer.Write(side.Columns(row).Length);
                for (int i = 0; i < side.Columns(row).Length; i++)
                {
                    writer.Write(side.Columns(row)[i]);
                    side.Values(row)[i].ToInteger().WriteLittleEndian(value);
                    writer.Write(value);
                }
            }
        }
    }

    static SparseMatrix One(params (int Row, int Wire, ulong Value)[] entries) =>
        SparseMatrix.FromEntries(1, [.. entries.Select(entry => (entry.Row, entry.Wire, Fr.FromInteger(entry.Value)))]);
}

using System.Buffers.Binary;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Tests.Groth16;

namespace Vendue.Proofs.Tests.Formats;

public sealed class R1csFileSpecification
{
    [Fact]
    public void A_circuit_is_read_and_holds_for_its_witness()
    {
        R1cs circuit = Read(Written());
        circuit.WireCount.ShouldBe(6);
        circuit.PublicCount.ShouldBe(2);
        circuit.ConstraintCount.ShouldBe(3);
        circuit.FirstViolation(Cubic.Witness(3, 5)).ShouldBeNull();
        circuit.FirstViolation(Cubic.Values(1, 36, 5, 3, 9, 27)).ShouldBe(2);
        DevelopmentSetup.Run(circuit, "cubic"u8).VerifyingKey.Hash().ShouldBe(Cubic.Key.VerifyingKey.Hash());
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        byte[] file = Written();
        for (int length = 0; length < file.Length; length++)
            Code(file[..length]).ShouldBe(length < 12 ? "not-a-r1cs" : "r1cs-truncated");
    }

    [Fact]
    public void Damage_is_refused_by_name()
    {
        Code(Written(wires: 1u << 29)).ShouldBe("r1cs-section-length");
        Code(Written(wires: 2)).ShouldBe("r1cs-header");
        Code(Written(wires: 5)).ShouldBe("r1cs-section-length");
        Code(Written(constraints: 1u << 29)).ShouldBe("r1cs-section-length");
        Code(Written(constraints: 2)).ShouldBe("r1cs-section-length");
        Code(Written(firstWire: 6)).ShouldBe("r1cs-term");
        Code(Written(firstTermCount: 1u << 28)).ShouldBe("r1cs-section-length");
        Code(Written(customGates: true)).ShouldBe("r1cs-custom-gates");
    }

    static string Code(byte[] bytes) => Should.Throw<ProofFormatException>(() => Read(bytes)).Code;

    static R1cs Read(byte[] bytes) => R1csFile.Read(new MemoryStream(bytes));

    /// <summary>The file of <see cref="Cubic"/>, by the format's specification, with a lie where asked.</summary>
    static byte[] Written(
        uint wires = 6, uint constraints = 3, uint? firstWire = null, uint? firstTermCount = null, bool customGates = false)
    {
        using var stream = new MemoryStream();
        var writer = new SectionWriter(stream, "r1cs", 1, customGates ? 4u : 3u);
        writer.Begin(1, 64);
        writer.WritePrime(Fr.Modulus);
        foreach (uint count in (uint[])[wires, 1, 1, 1, 6, 0, constraints])
            writer.Write(count);
        byte[] rows = Constraints(firstWire, firstTermCount);
        writer.Begin(2, rows.Length);
        writer.Write(rows.AsSpan());
        writer.Begin(3, 6 * sizeof(ulong));
        writer.Write(new byte[6 * sizeof(ulong)].AsSpan());
        if (customGates)
        {
            writer.Begin(4, 8);
            writer.Write(new byte[8].AsSpan());
        }

        return stream.ToArray();
    }

    static byte[] Constraints(uint? firstWire, uint? firstTermCount)
    {
        var bytes = new List<byte>();
        for (int row = 0; row < Cubic.Circuit.ConstraintCount; row++)
        {
            foreach (SparseMatrix side in (SparseMatrix[])[Cubic.Circuit.A, Cubic.Circuit.B, Cubic.Circuit.C])
            {
                Append(bytes, (uint)side.Columns(row).Length);
                for (int i = 0; i < side.Columns(row).Length; i++)
                {
                    Append(bytes, (uint)side.Columns(row)[i]);
                    var value = new byte[UInt256.Size];
                    side.Values(row)[i].ToInteger().WriteLittleEndian(value);
                    bytes.AddRange(value);
                }
            }
        }

        byte[] written = [.. bytes];
        if (firstTermCount is { } terms)
            BinaryPrimitives.WriteUInt32LittleEndian(written, terms);
        if (firstWire is { } wire)
            BinaryPrimitives.WriteUInt32LittleEndian(written.AsSpan(4), wire);
        return written;
    }

    static void Append(List<byte> bytes, uint value)
    {
        var written = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(written, value);
        bytes.AddRange(written);
    }
}

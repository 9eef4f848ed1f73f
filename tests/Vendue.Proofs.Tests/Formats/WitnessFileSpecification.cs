using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Tests.Groth16;

namespace Vendue.Proofs.Tests.Formats;

public sealed class WitnessFileSpecification
{
    static readonly byte[] File = Written();

    [Fact]
    public void A_witness_is_read_back() =>
        WitnessFile.Read(new MemoryStream(File)).Values.ToArray().ShouldBe(Cubic.Witness(3, 5).Values.ToArray());

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        for (int length = 0; length < File.Length; length++)
            Code(File[..length]).ShouldBe(length < 12 ? "not-a-wtns" : "wtns-truncated");
    }

    [Fact]
    public void A_wrong_number_of_wires_is_refused()
    {
        byte[] copy = [.. File];
        copy[12 + 12 + 36]++;
        Code(copy).ShouldBe("wtns-section-length");
    }

    [Fact]
    public void A_value_not_below_the_prime_is_refused()
    {
        byte[] copy = [.. File];
        copy.AsSpan(copy.Length - 32).Fill(0xff);
        Code(copy).ShouldBe("witness-not-canonical");
    }

    [Fact]
    public void A_witness_whose_first_value_is_not_one_is_refused()
    {
        Should.Throw<ProofFormatException>(() => Cubic.Values(2, 3)).Code.ShouldBe("witness-constant");
        Should.Throw<ProofFormatException>(() => Cubic.Values()).Code.ShouldBe("witness-constant");
    }

    [Fact]
    public void Little_endian_values_make_a_witness()
    {
        var bytes = new byte[3 * UInt256.Size];
        bytes[0] = 1;
        bytes[32] = 5;
        bytes[65] = 2;
        Witness.FromLittleEndian(bytes).Values.ToArray().ShouldBe([new UInt256(1, 0, 0, 0), new UInt256(5, 0, 0, 0), new UInt256(512, 0, 0, 0)]);
        Should.Throw<ProofFormatException>(() => Witness.FromLittleEndian(bytes.AsSpan(1))).Code.ShouldBe("witness-length");
    }

    static string Code(byte[] bytes) => Should.Throw<ProofFormatException>(() => WitnessFile.Read(new MemoryStream(bytes))).Code;

    static byte[] Written()
    {
        using var stream = new MemoryStream();
        WitnessFile.Write(Cubic.Witness(3, 5), stream);
        return stream.ToArray();
    }
}

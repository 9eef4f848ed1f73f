using System.Buffers.Binary;
using CsCheck;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Tests.Groth16;

namespace Vendue.Proofs.Tests.Formats;

public sealed class ZKeyFileSpecification
{
    const int Groth16Section = 1;
    const int HeaderSection = 2;
    const int InputSection = 3;
    const int CoefficientSection = 4;
    static readonly byte[] File = Written(Cubic.Key);

    [Fact]
    public void A_key_is_read_back_and_proves()
    {
        ZKey key = Read(File);
        Written(key).ShouldBe(File);
        key.WireCount.ShouldBe(6);
        key.PublicCount.ShouldBe(2);
        (Groth16Proof proof, PublicValues publicValues) = new Groth16Prover(key).Prove(Cubic.Witness(3, 5));
        Groth16Verifier.Verify(Cubic.Key.VerifyingKey, publicValues, proof).ShouldBeTrue();
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        for (int length = 0; length < File.Length; length += 5)
            Code(File[..length]).ShouldBe(length < 12 ? "not-a-zkey" : "zkey-truncated");
    }

    [Fact]
    public void A_file_cut_at_a_section_boundary_is_refused()
    {
        foreach ((int header, int start, int end) in Sections().Values)
        {
            Code(File[..header]).ShouldBe("zkey-truncated");
            Code(File[..start]).ShouldBe("zkey-truncated");
            if (end < File.Length)
                Code(File[..end]).ShouldBe("zkey-truncated");
        }
    }

    [Fact]
    public void A_file_that_goes_on_is_refused() => Code([.. File, 0]).ShouldBe("zkey-trailing-bytes");

    [Fact]
    public void Another_kind_of_file_is_refused()
    {
        using var stream = new MemoryStream();
        WitnessFile.Write(Cubic.Witness(3, 5), stream);
        Code(stream.ToArray()).ShouldBe("not-a-zkey");
        Code("{\"protocol\": \"groth16\"}"u8.ToArray()).ShouldBe("not-a-zkey");
    }

    [Fact]
    public void Another_version_is_refused() => Code(With(4, 2)).ShouldBe("zkey-version");

    [Fact]
    public void Another_proof_system_is_refused() => Code(With(Sections()[Groth16Section].Start, 2)).ShouldBe("zkey-protocol");

    [Fact]
    public void Another_curve_is_refused() => Code(With(Sections()[HeaderSection].Start + 4, 7)).ShouldBe("unsupported-curve");

    [Fact]
    public void A_missing_section_is_refused() => Code(With(Sections()[InputSection].Header, 33)).ShouldBe("zkey-section-missing");

    [Fact]
    public void A_repeated_section_is_refused() => Code(With(Sections()[InputSection].Header, 4)).ShouldBe("zkey-section-repeated");

    [Fact]
    public void Absurd_counts_are_refused_before_memory_is_taken()
    {
        int counts = Sections()[HeaderSection].Start + 72;
        Code(With(8, uint.MaxValue)).ShouldBe("zkey-too-many-sections");
        Code(With(counts, uint.MaxValue)).ShouldBe("zkey-too-large");
        Code(With(counts, 1u << 29)).ShouldBe("zkey-section-length");
        Code(With(counts + 4, 1u << 29)).ShouldBe("zkey-header");
        Code(With(counts + 8, 1u << 27)).ShouldBe("zkey-section-length");
        Code(With(counts + 8, 3)).ShouldBe("zkey-header");
        Code(With(counts + 8, 0)).ShouldBe("zkey-header");
        Code(With(Sections()[CoefficientSection].Start, 1u << 29)).ShouldBe("zkey-section-length");
    }

    [Fact]
    public void A_coefficient_out_of_range_is_refused()
    {
        int first = Sections()[CoefficientSection].Start + 4;
        Code(With(first, 2)).ShouldBe("zkey-coefficient");
        Code(With(first + 4, 8)).ShouldBe("zkey-coefficient");
        Code(With(first + 8, 6)).ShouldBe("zkey-coefficient");
        Code(With(first + 40, uint.MaxValue)).ShouldBe("zkey-coefficient");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public void A_point_off_its_curve_is_refused(int section)
    {
        byte[] copy = [.. File];
        (_, int start, int end) = Sections()[section];
        int place = Enumerable.Range(start, end - start).First(i => copy[i] is not (0 or 1));
        copy[place] ^= 1;
        Code(copy).ShouldBe("point-not-on-curve");
    }

    [Fact]
    public void A_coordinate_that_is_not_reduced_is_refused()
    {
        byte[] copy = [.. File];
        copy.AsSpan(Sections()[InputSection].Start, 32).Fill(0xff);
        Code(copy).ShouldBe("point-not-canonical");
    }

    [Fact]
    public void A_file_beyond_the_limit_is_refused() => Should.Throw<ProofFormatException>(
        () => ZKeyFile.Read(new MemoryStream(File), File.Length - 1)).Code.ShouldBe("zkey-too-large");

    [Fact]
    public void A_damaged_file_is_read_or_refused_and_nothing_else() =>
        Gen.Select(Gen.Int[0, File.Length - 1], Gen.Byte).Array[1, 4].Sample(changes =>
        {
            byte[] copy = [.. File];
            foreach ((int place, byte value) in changes)
                copy[place] = value;
            try
            {
                Read(copy).WireCount.ShouldBePositive();
            }
            catch (ProofFormatException failure)
            {
                failure.Code.ShouldNotBeEmpty();
                failure.Message.ShouldEndWith(".");
            }
        });

    static string Code(byte[] bytes) => Should.Throw<ProofFormatException>(() => Read(bytes)).Code;

    static ZKey Read(byte[] bytes) => ZKeyFile.Read(new MemoryStream(bytes));

    static byte[] With(int place, uint value)
    {
        byte[] copy = [.. File];
        BinaryPrimitives.WriteUInt32LittleEndian(copy.AsSpan(place), value);
        return copy;
    }

    static Dictionary<int, (int Header, int Start, int End)> Sections()
    {
        var sections = new Dictionary<int, (int, int, int)>();
        for (int place = 12; place < File.Length;)
        {
            int start = place + 12;
            int end = start + (int)BinaryPrimitives.ReadInt64LittleEndian(File.AsSpan(place + 4));
            sections.Add(BinaryPrimitives.ReadInt32LittleEndian(File.AsSpan(place)), (place, start, end));
            place = end;
        }

        return sections;
    }

    static byte[] Written(ZKey key)
    {
        using var stream = new MemoryStream();
        ZKeyFile.Write(key, stream);
        return stream.ToArray();
    }
}

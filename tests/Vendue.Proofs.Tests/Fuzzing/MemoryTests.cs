using System.Text;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Statements;
using Vendue.Proofs.Tests.Groth16;
using Vendue.Proofs.Tests.Witnesses;
using Vendue.Proofs.Tests.ZkVms;
using Vendue.Proofs.ZkVms;

namespace Vendue.Proofs.Tests.Fuzzing;

/// <summary>
/// What reading allocates for each byte, on files so large that nothing else counts; the fuzzed files are small. The names
/// are those of <see cref="FuzzedFormats"/>, whose bounds hold here too, without their constant part.
/// </summary>
public sealed class MemoryTests
{
    const int Many = 20_000;

    static readonly Dictionary<string, Func<byte[]>> Large = new()
    {
        ["r1cs"] = () => File.ReadAllBytes(DemoCircuit.LargeChain.R1csPath),
        ["zkey"] = () => Written(stream => ZKeyFile.Write(DevelopmentSetup.Run(R1csFile.Read(DemoCircuit.LargeChain.R1csPath), "memory"u8), stream)),
        ["wtns"] = () => new Witness((ReadOnlySpan<UInt256>)Enumerable.Repeat(new UInt256(1, 0, 0, 0), Many).ToArray()).ToFile(),
        ["public"] = () => new PublicValues(new Fr[VerifyingKey.MaxPublicValues]).ToBytes(),
        ["public.json"] = () => Written(stream => PublicValuesJson.Write(new PublicValues(new Fr[VerifyingKey.MaxPublicValues]), stream)),
        ["verifying-key"] = () => Key().ToBytes(),
        ["verification_key.json"] = () => Written(stream => VerifyingKeyJson.Write(Key(), stream)),
        ["risc0-receipt.json"] = () => Encoding.ASCII.GetBytes(SerdeReceipt.Of(ReceiptRefusalTests.Forged(new RiscZeroGroth16().Named("3.0")), new byte[Many], SerdeReceipt.ClaimOf(new byte[32]))),
        ["input.json"] = () => Encoding.UTF8.GetBytes($"{{\"a\":[{string.Join(',', Enumerable.Repeat('1', Many))}]}}"),
    };

    public static TheoryData<string> Names => [.. Large.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Reading_takes_no_more_than_its_multiple_of_the_file(string name)
    {
        FuzzedFormat format = FuzzedFormats.All.Single(format => format.Name == name);
        byte[] file = Large[name]();
        AllocatedBy(format, file).ShouldBeLessThanOrEqualTo(format.AllocatedPerByte * file.Length);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("1")]
    public void A_multitude_of_names_takes_no_more_than_its_multiple_either(string value)
    {
        FuzzedFormat format = FuzzedFormats.All.Single(format => format.Name == "input.json");
        byte[] file = Encoding.UTF8.GetBytes("{" + string.Join(',', Enumerable.Range(0, Many).Select(i => $"\"{i:x}\":{value}")) + "}");
        AllocatedBy(format, file).ShouldBeLessThanOrEqualTo(format.AllocatedPerByte * file.Length);
    }

    static long AllocatedBy(FuzzedFormat format, byte[] file)
    {
        format.Read(file);
        long before = GC.GetAllocatedBytesForCurrentThread();
        format.Read(file);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        FuzzTests.Tell($"{format.Name}: a file of {file.Length} bytes, {(double)allocated / file.Length:F1} allocated for each");
        return allocated;
    }

    static VerifyingKey Key() => new(
        Cubic.Key.VerifyingKey.Alpha, Cubic.Key.VerifyingKey.Beta, Cubic.Key.VerifyingKey.Gamma, Cubic.Key.VerifyingKey.Delta,
        new AffinePoint<Fp>[1001]);

    static byte[] Written(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }
}

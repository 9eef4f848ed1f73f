using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.ZkVms;

namespace Vendue.Proofs.Tests.ZkVms;

/// <summary>
/// A proof of RISC Zero that its finder published in an npm package (@nori-zk/proof-conversion, Apache-2.0), as its circuit has it:
/// points, and public values with the claim's digest in two halves. Which program and journal are claimed is not in the package.
/// </summary>
public sealed class PackagedProofTests(ITestOutputHelper output)
{
    const string FileHash = "deb1e9990cb7278ac87c6a5f4e10a302f6bbd04f7cd5da91a7bba2897b84c885";
    static readonly string Folder = Repository.Of("tests/receipts/node_modules/@nori-zk/proof-conversion/build/src/groth/example_jsons");
    static readonly RiscZeroGroth16 System = new();
    static readonly ReceiptVerifier Release = System.Named("1.0");

    [Fact]
    public void A_proof_of_RISC_Zero_from_the_world_is_valid_under_its_published_key_and_none_of_its_changed_copies_is()
    {
        var (values, proof) = Read();
        byte[] key = Release.Key.ToBytes();
        var system = new Groth16Bn254();
        system.Verify(key, values, proof).ShouldBe(ProofVerdict.Valid);

        int refused = 0;
        foreach (var (what, bytes) in Tampering.OfProof([.. Release.Selector, .. proof]).Where(copy => copy.What != "selector" && copy.Bytes.Length >= ReceiptVerifier.SelectorSize))
        {
            system.Verify(key, values, bytes.AsSpan(ReceiptVerifier.SelectorSize)).ShouldNotBe(ProofVerdict.Valid, what);
            refused++;
        }

        for (int bit = 0; bit < 8 * values.Length; bit += 3)
        {
            byte[] other = [.. values];
            other[bit / 8] ^= (byte)(1 << (bit % 8));
            system.Verify(key, other, proof).ShouldNotBe(ProofVerdict.Valid, $"public values, bit {bit}");
            refused++;
        }

        output.WriteLine($"{refused} tampered copies refused.");
    }

    [Fact]
    public void Its_public_values_are_those_of_the_release_but_for_the_claim()
    {
        var (values, proof) = Read();
        foreach (var release in System.Verifiers.OfType<RiscZeroVerifier>())
        {
            byte[] ours = release.Read(new byte[32], [], proof).Values.ToBytes();
            bool same = ours.AsSpan(0, 64).SequenceEqual(values.AsSpan(0, 64)) && ours.AsSpan(128).SequenceEqual(values.AsSpan(128));
            same.ShouldBe(release == Release, release.Version);
        }
    }

    [Fact]
    public void A_receipt_of_a_claim_that_is_not_its_own_is_invalid()
    {
        var (_, proof) = Read();
        byte[] id = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
        System.Check(ReceiptProgram.Of(System, id, Release.Version).ToBytes(), [1], [.. Release.Selector, .. proof]).Code.ShouldBe("proof-invalid");
    }

    /// <summary>The circuit's public values and the proof, in canonical bytes. The file has -A.</summary>
    static (byte[] Values, byte[] Proof) Read()
    {
        string path = Path.Combine(Folder, "proof.json");
        Assert.SkipUnless(File.Exists(path), "The package with RISC Zero's proof is not installed: run `npm ci` in tests/receipts.");
        byte[] file = File.ReadAllBytes(path);
        Convert.ToHexStringLower(SHA256.HashData(file)).ShouldBe(FileHash);
        using var json = JsonDocument.Parse(file);
        JsonElement root = json.RootElement, a = root.GetProperty("negA"), b = root.GetProperty("B"), c = root.GetProperty("C");
        Fp y = -Fp.FromInteger(Number(a, "y"));
        byte[] proof =
        [
            .. Word(Number(a, "x")), .. Word(y.ToInteger().ToBigInteger()),
            .. Word(Number(b, "x_c1")), .. Word(Number(b, "x_c0")), .. Word(Number(b, "y_c1")), .. Word(Number(b, "y_c0")),
            .. Word(Number(c, "x")), .. Word(Number(c, "y")),
        ];
        return ([.. Enumerable.Range(1, 5).SelectMany(i => Word(Number(root, $"pi{i}")))], proof);
    }

    static BigInteger Number(JsonElement element, string name) => BigInteger.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    static byte[] Word(BigInteger number)
    {
        var bytes = new byte[UInt256.Size];
        UInt256.FromBigInteger(number).WriteBigEndian(bytes);
        return bytes;
    }
}

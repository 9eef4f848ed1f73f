using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Vendue.Proofs.ZkVms;

namespace Vendue.Proofs.Tests.ZkVms;

/// <summary>
/// A real receipt that somebody published, as receipts.tsv lists it. The files themselves are others' and not kept here: the folder
/// named by VENDUE_RECEIPTS holds them, under any names, and each is known by its SHA-256.
/// </summary>
/// <param name="System">The proof system that it is of.</param>
/// <param name="Release">The release; "-" for one that is not known here.</param>
/// <param name="Expected">valid; unknown, of a release not known here; or altered, published with other public values than the program committed.</param>
/// <param name="Source">Repository, commit and path.</param>
/// <param name="FileHash">SHA-256 of the file, in hexadecimal.</param>
public sealed record PublicReceipt(string System, string Release, string Expected, string Source, string FileHash)
{
    const long MaxFileBytes = 1 << 20;
    static readonly string? Folder = Environment.GetEnvironmentVariable("VENDUE_RECEIPTS");
    static readonly Lazy<Dictionary<string, string>> Files = new(() => Directory.EnumerateFiles(Folder!, "*", SearchOption.AllDirectories)
        .Where(path => new FileInfo(path).Length <= MaxFileBytes)
        .GroupBy(path => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))))
        .ToDictionary(same => same.Key, same => same.First()));

    /// <summary>All receipts listed.</summary>
    public static IReadOnlyList<PublicReceipt> All { get; } =
        [.. File.ReadLines(global::System.IO.Path.Combine(AppContext.BaseDirectory, "receipts.tsv")).Where(line => line[0] != '#').Select(line => line.Split('\t'))
            .Select(f => new PublicReceipt(f[0], f[1], f[2], $"{f[3]}@{f[4]}:{f[5]}", f[7]))];

    /// <summary>Those that hold.</summary>
    public static IEnumerable<PublicReceipt> Genuine => All.Where(r => r.Expected == "valid");

    /// <summary>Where the file is. One that is missing fails the test.</summary>
    public string Path
    {
        get
        {
            Files.Value.ShouldContainKey(FileHash, $"VENDUE_RECEIPTS lacks {Source}");
            return Files.Value[FileHash];
        }
    }

    /// <summary>The proof system.</summary>
    public ReceiptSystem ReceiptSystem => ProofSystems.All.OfType<ReceiptSystem>().Single(s => s.Name == System);

    /// <summary>Skips a test where the files are not there.</summary>
    public static void Require() =>
        Assert.SkipUnless(Folder is not null, "VENDUE_RECEIPTS names no folder with the public receipts of receipts.tsv: see docs/decisions/0006-zkvm-receipts.md.");

    /// <summary>Reads the file.</summary>
    /// <returns>The program's identity, its public values and the receipt as it goes on chain.</returns>
    public (byte[] Program, byte[] PublicValues, byte[] Proof) Read()
    {
        var text = File.ReadAllText(Path);
        if (text.TrimStart().StartsWith('{'))
        {
            using var json = JsonDocument.Parse(text);
            return (Hex(json, "vkey"), Hex(json, "publicValues"), Hex(json, "proof"));
        }

        return (Constant(text, "IMAGE_ID|PROGRAM_VKEY"), Constant(text, "JOURNAL|PUBLIC_VALUES"), Constant(text, "SEAL|PROOF|PROOF_VALID|PROOF_BYTES"));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{System} {Release} {Source}");

    static byte[] Hex(JsonDocument json, string name) => Convert.FromHexString(json.RootElement.GetProperty(name).GetString()![2..]);

    /// <summary>The hexadecimal digits of a constant of a Solidity file.</summary>
    static byte[] Constant(string solidity, string names) =>
        Convert.FromHexString(new Regex($"""\b(?:{names})\s*=[^;]*?(?:hex"|0x)([0-9a-fA-F]+)""").Match(solidity).Groups[1].Value);
}

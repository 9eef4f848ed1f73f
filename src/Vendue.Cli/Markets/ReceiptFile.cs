using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Client;
using Vendue.Kernel;

namespace Vendue.Cli.Markets;

/// <summary>Files in which a client keeps the operator's signed receipts: one JSON object a line, evidence for an audit.</summary>
static class ReceiptFile
{
    const long MostBytes = 256L << 20;

    internal static Option<FileInfo> Option() =>
        new("--receipt") { Description = "Append the operator's signed receipt to this file, as evidence for `vendue audit --receipts`.", HelpName = "FILE" };

    /// <summary>Keeps the receipt of an answer.</summary>
    internal static void Append(FileInfo? file, CommandAnswer answer)
    {
        if (file is null) return;
        var line = new JsonObject { ["receipt"] = answer.Receipt.ToString(), ["signature"] = answer.Signature.ToString() };
        using var stream = new FileStream(file.FullName, FileMode.Append, FileAccess.Write);
        stream.Write(Encoding.UTF8.GetBytes(line.ToJsonString() + "\n"));
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Reads the receipts, checkpoints and saved proofs of files, each with the place where it stands.</summary>
    internal static IReadOnlyList<SignedStatement> Read(IEnumerable<FileInfo> files) => [.. files.SelectMany(Read)];

    static IEnumerable<SignedStatement> Read(FileInfo file)
    {
        InputFile.RequireReadable(file, MostBytes);
        int number = 0;
        foreach (var line in File.ReadLines(file.FullName))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line)) yield return Parse(line, $"{file.Name} line {number}");
        }
    }

    static SignedStatement Parse(string line, string origin)
    {
        try
        {
            var stored = JsonSerializer.Deserialize<Stored>(line, WireJson.Options) ?? throw new JsonException("it is null");
            return (stored.Receipt, stored.Checkpoint) switch
            {
                ({ } receipt, null) => SignedStatement.Decode(StatementKind.Acknowledgement, receipt, stored.Signature, origin),
                (null, { } checkpoint) => SignedStatement.Decode(StatementKind.Checkpoint, checkpoint, stored.Signature, origin),
                _ => throw new JsonException("it is neither"),
            };
        }
        catch (Exception wrong) when (wrong is JsonException or EncodingException)
        {
            throw new CommandException("receipt-malformed", $"{origin} is no receipt, a JSON object with 'receipt' or 'checkpoint' and 'signature' as the node gave them.");
        }
    }

    sealed record Stored(Bytes Signature, Bytes? Receipt = null, Bytes? Checkpoint = null);
}

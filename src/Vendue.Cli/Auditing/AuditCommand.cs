using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Cli.Markets;
using Vendue.Client;
using Vendue.Kernel;
using Vendue.Node;
using Vendue.Node.Auditing;
using Vendue.Node.Journal;
using Vendue.Node.Verification;
using Vendue.Proofs.Groth16;

namespace Vendue.Cli.Auditing;

/// <summary><c>vendue audit</c>: replays a market from nothing; 0 when all is as it should be, 1 with what is not.</summary>
static class AuditCommand
{
    internal static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--folder") { Description = "The node's folder, or a copy of it. Nothing in it is changed, and the node may run.", HelpName = "DIR", Required = true };
        var receipts = new Option<FileInfo[]>("--receipts") { Description = "Files of receipts that clients kept (--receipt of the commands that send).", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
        var key = ValueOption.Hash("--operator-key", "The operator's public key as the clients know it. Without it the one that the folder states.", required: false);
        return new Command("audit", "Replay a market's journal from nothing and check every signature, proof, answer, state and balance, and receipts. Exit code 0: clean; 1: findings.") { folder, receipts, key }
            .Runs((parse, console, cancellation) => RunAsync(
                parse.GetRequiredValue(folder), parse.GetValue(receipts) ?? [], parse.GetResult(key) is null ? null : parse.GetValue(key), console, cancellation))
            .WithExamples(
                "vendue audit --folder market",
                "vendue audit --folder market --receipts receipts.jsonl --operator-key 0x3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29");
    }

    static async Task<int> RunAsync(DirectoryInfo folder, FileInfo[] receipts, Hash32? operatorKey, CommandConsole console, CancellationToken cancellation)
    {
        var kept = receipts.Length == 0 ? null : new ReceiptAudit(ReceiptFile.Read(receipts), operatorKey ?? OperatorKeyOf(folder));
        using var journal = SqliteJournal.OpenToRead(VendueNode.JournalPath(folder.FullName));
        var verifier = new Verifier(VendueNode.ProgramsOf(folder.FullName), VendueNode.BlobsOf(new NodeOptions { Folder = folder.FullName }), [new Groth16Bn254()], () => Codec<Genesis>.Of.Decode(journal.Genesis).Hash(), workers: 1, capacity: 1);
        await using (verifier.ConfigureAwait(false))
        {
            var report = await console.While("Replaying", () => JournalAudit.RunAsync(journal, verifier, kept, cancellation)).ConfigureAwait(false);
            console.Answer(Text(report), Machine(report));
            return report.IsClean ? ExitCode.Success : ExitCode.Negative;
        }
    }

    static Hash32 OperatorKeyOf(DirectoryInfo folder)
    {
        var file = new FileInfo(NodeKeys.OperatorPath(folder.FullName));
        if (!file.Exists) throw new CommandException("operator-key-missing", $"'{folder}' does not have the operator's key: give it with --operator-key, as the market stated it to its clients.");
        return MarketConnection.Readable(file, path => Hash32.TryParse(KeyFile.PublicOf(path), out var key) ? key : throw new IOException($"{path} holds no operator's key."));
    }

    static string Text(AuditReport report)
    {
        var text = new StringBuilder();
        foreach (var finding in report.Findings) text.Append($"FOUND  {(finding.Sequence > 0 ? $"entry {finding.Sequence}, " : "")}{finding.Code}: {finding.Message}\n");
        text.Append($"""
            {report.Entries:N0} entries replayed, {report.Signatures:N0} signatures, {report.Proofs:N0} proofs, {report.Acknowledgements:N0} answers, {report.Receipts:N0} receipts and {report.Checkpoints:N0} checkpoints checked
              head   {report.Head}
              state  {report.State}
              money  {(report.Conserved ? "conserved" : "NOT CONSERVED")}
            {(report.IsClean ? "Nothing is wrong." : $"{report.Findings.Count:N0} findings: the journal is not what it should be.")}
            """);
        return text.ToString();
    }

    static JsonObject Machine(AuditReport report) => new()
    {
        ["clean"] = report.IsClean,
        ["entries"] = report.Entries,
        ["signatures"] = report.Signatures,
        ["proofs"] = report.Proofs,
        ["acknowledgements"] = report.Acknowledgements,
        ["receipts"] = report.Receipts,
        ["checkpoints"] = report.Checkpoints,
        ["head"] = report.Head.ToString(),
        ["state"] = report.State.ToString(),
        ["conserved"] = report.Conserved,
        ["findings"] = new JsonArray([.. report.Findings.Select(f => new JsonObject { ["code"] = f.Code, ["sequence"] = f.Sequence, ["message"] = f.Message })]),
    };
}

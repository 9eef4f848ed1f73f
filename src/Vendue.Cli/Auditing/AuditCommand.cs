using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Cli.Markets;
using Vendue.Cli.Proofs;
using Vendue.Client;
using Vendue.Kernel;
using Vendue.Node;
using Vendue.Node.Auditing;
using Vendue.Node.Auditing.Evidence;
using Vendue.Node.Journal;
using Vendue.Node.Verification;
using Vendue.Proofs;

namespace Vendue.Cli.Auditing;

/// <summary><c>vendue audit</c>: replays a market from nothing; 0 when all is as it should be, 1 with what is not.</summary>
static class AuditCommand
{
    internal static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--folder") { Description = "The node's folder, or a copy of it. Nothing in it is changed, and the node may run.", HelpName = "DIR" };
        var receipts = new Option<FileInfo[]>("--receipts") { Description = "Files of receipts that clients kept (--receipt of the commands that send), and saved proofs (`vendue account proof --save`).", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
        var key = ValueOption.Hash("--operator-key", "The operator's public key as the clients know it. Without it the one that the folder states.", required: false);
        var evidence = new Option<FileInfo>("--evidence") { Description = "Where evidence against the operator goes, for others to check.", HelpName = "FILE" };
        var check = new Option<FileInfo>("--check") { Description = "Evidence to check, with --folder where it takes a replay of the journal.", HelpName = "FILE" };
        return new Command("audit", "Replay a market's journal from nothing and check every signature, proof, answer, state and balance, and receipts; or receipts against each other; or evidence. Exit code 0: clean, or the evidence holds; 1: findings, or it does not.") { folder, receipts, key, evidence, check }
            .Runs((parse, console, cancellation) =>
            {
                Hash32? known = parse.GetResult(key) is null ? null : parse.GetValue(key);
                return parse.GetValue(check) is { } file
                    ? EvidenceCheck.RunAsync(file, parse.GetValue(folder), known, console, cancellation)
                    : RunAsync(parse.GetValue(folder), parse.GetValue(receipts) ?? [], known, parse.GetValue(evidence), console, cancellation);
            })
            .WithExamples(
                "vendue audit --folder market",
                "vendue audit --folder market --receipts receipts.jsonl --evidence evidence.jsonl --operator-key 0x3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29",
                "vendue audit --receipts mine.jsonl yours.jsonl --operator-key 0x3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29",
                "vendue audit --check evidence.jsonl");
    }

    static async Task<int> RunAsync(DirectoryInfo? folder, FileInfo[] receipts, Hash32? operatorKey, FileInfo? evidence, CommandConsole console, CancellationToken cancellation)
    {
        if (folder is null && (receipts.Length == 0 || operatorKey is null))
            throw new CommandException("usage", "Give --folder, or --receipts with --operator-key to hold receipts against each other: see `vendue audit --help`.");
        using var files = new OutputFiles(evidence is null ? [] : [evidence], receipts);
        var kept = receipts.Length == 0 ? null : new ReceiptAudit(ReceiptFile.Read(receipts), operatorKey ?? OperatorKeyOf(folder!));
        if (folder is null) return Alone(kept!, files, evidence, console);
        var report = await console.While("Replaying", () => ReplayAsync(folder, kept, cancellation)).ConfigureAwait(false);
        Write(files, evidence, report.Findings);
        console.Answer(Text(report), Machine(report));
        return report.IsClean ? ExitCode.Success : ExitCode.Negative;
    }

    /// <summary>Replays the journal of a folder.</summary>
    internal static async Task<AuditReport> ReplayAsync(DirectoryInfo folder, ReceiptAudit? kept, CancellationToken cancellation)
    {
        using var journal = SqliteJournal.OpenToRead(VendueNode.JournalPath(folder.FullName));
        var verifier = new Verifier(VendueNode.ProgramsOf(folder.FullName), VendueNode.BlobsOf(new NodeOptions { Folder = folder.FullName }), ProofSystems.All, () => Codec<Genesis>.Of.Decode(journal.Genesis).Hash(), workers: 1, capacity: 1, WitnessChild.Runner);
        await using (verifier.ConfigureAwait(false)) return await JournalAudit.RunAsync(journal, verifier, kept, cancellation).ConfigureAwait(false);
    }

    static int Alone(ReceiptAudit kept, OutputFiles files, FileInfo? evidence, CommandConsole console)
    {
        var findings = kept.Alone(default);
        Write(files, evidence, findings);
        var text = new StringBuilder();
        Append(text, findings);
        text.Append($"{kept.Compared:N0} receipts held against each other. {(findings.Count == 0 ? "Nothing is wrong." : $"{findings.Count:N0} findings.")}");
        console.Answer(text.ToString(), new JsonObject { ["clean"] = findings.Count == 0, ["receipts"] = kept.Compared, ["findings"] = Machine(findings) });
        return findings.Count == 0 ? ExitCode.Success : ExitCode.Negative;
    }

    static void Write(OutputFiles files, FileInfo? evidence, IEnumerable<AuditFinding> findings)
    {
        if (evidence is null) return;
        files.Write(evidence, EvidenceFile.Write(findings.Where(f => f.Evidence is not null).Select(f => f.Evidence!)));
        files.Commit();
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
        Append(text, report.Findings);
        text.Append($"""
            {report.Entries:N0} entries replayed, {report.Signatures:N0} signatures, {report.Proofs:N0} proofs, {report.Acknowledgements:N0} answers, {report.Receipts:N0} receipts and {report.Checkpoints:N0} checkpoints checked
              head   {report.Head}
              state  {report.State}
              root   {report.Root}
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
        ["root"] = report.Root.ToString(),
        ["conserved"] = report.Conserved,
        ["findings"] = Machine(report.Findings),
    };

    static JsonArray Machine(IEnumerable<AuditFinding> findings) =>
        new([.. findings.Select(f => new JsonObject { ["code"] = f.Code, ["sequence"] = f.Sequence, ["message"] = f.Message, ["evidence"] = f.Evidence is not null })]);

    static void Append(StringBuilder text, IEnumerable<AuditFinding> findings)
    {
        foreach (var finding in findings) text.Append($"FOUND  {(finding.Sequence > 0 ? $"entry {finding.Sequence}, " : "")}{finding.Code}: {finding.Message}\n");
    }
}

using System.Text;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Kernel;
using Vendue.Node.Auditing;
using Vendue.Node.Auditing.Evidence;

namespace Vendue.Cli.Auditing;

/// <summary><c>vendue audit --check</c>: evidence against an operator, checked by whoever is given it.</summary>
static class EvidenceCheck
{
    const long MostBytes = 256L << 20;

    internal static async Task<int> RunAsync(FileInfo file, DirectoryInfo? folder, Hash32? operatorKey, CommandConsole console, CancellationToken cancellation)
    {
        InputFile.RequireReadable(file, MostBytes);
        var items = Read(file).ToList();
        if (items.Count == 0) throw new CommandException("evidence-malformed", $"'{file}' holds no evidence.");
        var text = new StringBuilder();
        var results = new JsonArray();
        int proven = 0;
        foreach (var item in items)
        {
            var wrong = operatorKey is { } key && key != item.OperatorKey ? $"It is against the operator with key {item.OperatorKey}, not {key}." : item.Wrong() ?? await ReplayAsync(item, folder, cancellation).ConfigureAwait(false);
            if (wrong is null) proven++;
            text.Append(wrong is null ? $"PROVEN  {item.Code}: operator {item.OperatorKey} signed what cannot be: {item.Says}.\n" : $"NOT PROVEN  {item.Code}: {wrong}\n");
            results.Add(new JsonObject
            {
                ["code"] = item.Code,
                ["kind"] = item.Kind.ToString().ToLowerInvariant(),
                ["proven"] = wrong is null,
                ["why"] = wrong ?? item.Says,
                ["operatorKey"] = item.OperatorKey.ToString(),
                ["sequence"] = item.First.Sequence,
                ["commandThere"] = item.CommandThere()?.ToString(),
            });
        }
        console.Answer(text.Append($"{proven} of {items.Count} proven.").ToString(), new JsonObject { ["proven"] = proven == items.Count, ["evidence"] = results });
        return proven == items.Count ? ExitCode.Success : ExitCode.Negative;
    }

    /// <summary>What is left to do for evidence by replay: the journal must have the history that the statement names, and give something else.</summary>
    static async Task<string?> ReplayAsync(EvidenceItem item, DirectoryInfo? folder, CancellationToken cancellation)
    {
        if (item.Kind != EvidenceKind.Replay) return null;
        if (folder is null) return $"It takes a replay: give, with --folder, the journal whose head after entry {item.First.Sequence} is {item.First.Head}.";
        var report = await AuditCommand.ReplayAsync(folder, new ReceiptAudit([item.First], item.OperatorKey), cancellation).ConfigureAwait(false);
        return report.Findings.Any(f => f.Evidence is { Kind: EvidenceKind.Replay } found && found.First.Said == item.First.Said)
            ? null
            : $"The journal of '{folder}' does not show it: it has another history, or gives what the operator stated.";
    }

    static IEnumerable<EvidenceItem> Read(FileInfo file)
    {
        int number = 0;
        foreach (var line in File.ReadLines(file.FullName))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line)) yield return Parse(line, number);
        }
    }

    static EvidenceItem Parse(string line, int number)
    {
        try
        {
            return EvidenceFile.Read(line);
        }
        catch (EncodingException wrong)
        {
            throw new CommandException("evidence-malformed", $"Line {number}: {wrong.Message}");
        }
    }
}

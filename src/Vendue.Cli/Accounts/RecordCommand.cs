using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Cli.Markets;
using Vendue.Client;
using Vendue.Kernel;

namespace Vendue.Cli.Accounts;

/// <summary><c>vendue account record</c>: what a prover has done in a market, signed by its operator; fetched, kept, or checked.</summary>
static class RecordCommand
{
    const long MostBytes = 1 << 20;

    internal static Command Create()
    {
        var node = MarketConnection.NodeOption();
        var account = ValueOption.Name("--account", "The prover.", required: false);
        var save = new Option<FileInfo?>("--save") { Description = "Where the signed record goes, for others to check.", HelpName = "FILE" };
        var check = InputFile.Option("--check", "A saved record to check, with --operator-key.");
        var key = ValueOption.Hash("--operator-key", "The operator's public key, as the market stated it.", required: false);
        return new Command("record", "Show what a prover has done in a market, signed by its operator, or check such a record. Exit code 1: it is not what the operator signed.") { node, account, save, check, key }
            .Runs(async (parse, console, cancellation) =>
            {
                if (parse.GetValue(check) is { } file)
                {
                    if (parse.GetResult(key) is null) throw new CommandException("usage", "--check needs --operator-key: a record is worth what its operator's word is worth.");
                    return Check(file, parse.GetValue(key), console);
                }
                if (parse.GetResult(account) is null) throw new CommandException("usage", "Name the prover with --account, or a saved record with --check.");
                return await ShowAsync(parse.GetRequiredValue(node), parse.GetValue(account), parse.GetValue(save), console, cancellation).ConfigureAwait(false);
            })
            .WithExamples(
                "vendue account record --account 0x7e5f4552091a69125d5dfcb7b8c2659029395bdf --save record.json",
                "vendue account record --check record.json --operator-key 0x3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29");
    }

    static async Task<int> ShowAsync(Uri node, Name account, FileInfo? save, CommandConsole console, CancellationToken cancellation)
    {
        using var files = new OutputFiles(save is null ? [] : [save], []);
        using var market = await MarketConnection.OpenAsync(node, null, cancellation).ConfigureAwait(false);
        var signed = await market.GetPerformanceAsync(account, cancellation).ConfigureAwait(false)
            ?? throw new CommandException("unknown-account", $"The market has no account '{account}': a first deposit opens one.", ExitCode.Negative);
        var json = JsonSerializer.SerializeToNode(signed, WireJson.Options)!.AsObject();
        if (save is not null)
        {
            files.Write(save, System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()));
            files.Commit();
        }
        console.Answer(Text(PerformanceRecord.Decode(signed.Record.Memory)), json);
        return ExitCode.Success;
    }

    static int Check(FileInfo file, Hash32 operatorKey, CommandConsole console)
    {
        try
        {
            var signed = JsonSerializer.Deserialize<SignedPerformance>(InputFile.Read(file, MostBytes), WireJson.Options) ?? throw new JsonException("it is null");
            var record = PerformanceRecord.Decode(signed.Record.Memory);
            bool holds = record.Verify(operatorKey, signed.Signature);
            console.Answer(
                $"{Text(record)}\n{(holds ? "Signed by the operator." : "NOT SIGNED by this operator: the record proves nothing.")}",
                new JsonObject { ["holds"] = holds, ["record"] = JsonSerializer.SerializeToNode(record, WireJson.Options) });
            return holds ? ExitCode.Success : ExitCode.Negative;
        }
        catch (Exception wrong) when (wrong is JsonException or EncodingException)
        {
            throw new CommandException("record-wrong", $"'{file}' is no saved record: {wrong.Message.ReplaceLineEndings(" ")}");
        }
    }

    static string Text(PerformanceRecord record) =>
        $"{record.Prover} in market {record.Market}, up to entry {record.Position}\n"
        + string.Join('\n', record.Lines.Select(l => $"  {l.Asset}: {l.Assigned:N0} assigned, {l.Settled:N0} paid ({l.Fees:N0}), {l.Slashed:N0} slashed ({l.Lost:N0}), {l.Work:N0} units of work proven"))
        + (record.Lines.Length == 0 ? "  nothing yet" : "");
}

using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Scenarios;

namespace Vendue.Cli.Scenarios;

/// <summary><c>vendue play</c>: a scenario or vector file; 0 when all came as expected, 1 when not, 2 when it is no such file.</summary>
static class PlayCommand
{
    static readonly JsonDocumentOptions relaxed = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    internal static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The scenario (or the vectors of a rule): JSON, with comments." };
        return new Command("play", "Play a scenario through the whole kernel, tell its story and check what it expects. Exit code 0: as expected; 1: not; 2: the file cannot be used.") { file }
            .Runs((parse, console, _) => Task.FromResult(Run(parse.GetRequiredValue(file), console)))
            .WithExamples("vendue play examples/boundless/01-normal.scenario.json", "vendue play examples/boundless/01-normal.scenario.json --json");
    }

    static int Run(FileInfo file, CommandConsole console)
    {
        // UTF-8 has at most four bytes a character.
        var text = Encoding.UTF8.GetString(InputFile.Read(file, 4L * Scenario.LongestFile)).TrimStart('\uFEFF');
        return IsVectors(text) ? Check(VectorPlayer.Play(VectorFile.Read(text)), console) : Tell(ScenarioPlayer.Play(Scenario.Read(text)), console);
    }

    /// <summary>Whether a file is of a rule's vectors: only those name a rule. What is no JSON, the reader of scenarios says best.</summary>
    static bool IsVectors(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, relaxed);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("rule", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    static int Tell(ScenarioReport report, CommandConsole console)
    {
        using var story = new StringWriter();
        Story.Write(story, report);
        console.Answer(story.ToString().TrimEnd(), Machine(json => ReportJson.Write(json, report)));
        return report.Passed ? ExitCode.Success : ExitCode.Negative;
    }

    static int Check(VectorReport report, CommandConsole console)
    {
        var lines = report.Failures.Select(f => $"FAILED  case {f.Step}, {f.Where}: expected {f.Expected}, found {f.Found}")
            .Prepend($"{report.File.Title}: {report.Answers.Count - report.Failures.Count} of {report.Answers.Count} cases of {report.File.Rule} came as expected.");
        console.Answer(string.Join('\n', lines), Machine(json => ReportJson.Write(json, report)));
        return report.Passed ? ExitCode.Success : ExitCode.Negative;
    }

    static JsonObject Machine(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes)) write(json);
        return JsonNode.Parse(bytes.ToArray())!.AsObject();
    }
}

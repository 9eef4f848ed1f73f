using System.Text.Json;

namespace Vendue.Scenarios;

/// <summary>Cases of one pure rule: what it is given and what it must answer.</summary>
public sealed record VectorFile
{
    /// <summary>The most cases that are checked.</summary>
    public const int MostCases = 100_000;

    VectorFile() { }

    /// <summary>What it checks, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>What it checks, in a sentence; empty when the title says all.</summary>
    public required string About { get; init; }

    /// <summary>Where its numbers come from; empty when they are its own.</summary>
    public required string Source { get; init; }

    /// <summary>The rule's name.</summary>
    public required string Rule { get; init; }

    internal IReadOnlyList<Binding> Let { get; init; } = [];

    internal IReadOnlyList<(JsonElement Given, JsonElement Expect, string Path)> Cases { get; init; } = [];

    /// <summary>Reads a vector file: JSON with comments and trailing commas.</summary>
    /// <exception cref="ScenarioException">It is no vector file; the message names the field.</exception>
    public static VectorFile Read(string json)
    {
        var file = new Fields(ScenarioReader.Parse(json), "");
        file.TryTake("$schema", out _);
        var read = new VectorFile
        {
            Title = file.Text("title"),
            About = file.TextOrNull("about") ?? "",
            Source = file.TextOrNull("source") ?? "",
            Rule = file.Text("rule"),
            Let = [.. file.Entries("let").Select(b => new Binding(b.Name, b.Value, b.Path))],
            Cases = [.. Fields.ListOf(file.Take("cases"), "cases").Select(c => CaseOf(new Fields(c.Value, c.Path)))],
        };
        file.End();
        return read.Cases.Count is > 0 and <= MostCases ? read : throw new ScenarioException($"cases must have 1 to {MostCases} elements.");
    }

    static (JsonElement, JsonElement, string) CaseOf(Fields fields)
    {
        var read = (fields.Take("given"), fields.Take("expect"), fields.Path);
        fields.TryTake("note", out _);
        fields.End();
        return read;
    }
}

/// <summary>What came of a vector file.</summary>
/// <param name="File">The file.</param>
/// <param name="Answers">What the rule answered, case by case.</param>
/// <param name="Failures">The cases whose answer was another, by their position from 1.</param>
public sealed record VectorReport(VectorFile File, IReadOnlyList<JsonElement> Answers, IReadOnlyList<Failure> Failures)
{
    /// <summary>Whether all answers were as expected.</summary>
    public bool Passed => Failures.Count == 0;
}

/// <summary>Checks vector files.</summary>
public static class VectorPlayer
{
    /// <summary>Computes every case and compares.</summary>
    /// <exception cref="ScenarioException">The rule does not exist, or a case is not what it is given.</exception>
    public static VectorReport Play(VectorFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!Catalogue.TryFindRule(file.Rule, out var rule))
            throw new ScenarioException($"rule: there is no rule '{file.Rule}'; there are: {string.Join(", ", Catalogue.Rules.Select(r => r.Name))}.");
        var values = new Values();
        values.Bind(file.Let);
        var answers = new List<JsonElement>();
        var failures = new List<Failure>();
        foreach (var (given, expect, path) in file.Cases)
        {
            var answer = Unusable.Unless(() => rule.Compute(values.Resolve(given, $"{path}.given"), $"{path}.given"));
            answers.Add(answer);
            if (JsonMatch.Difference(values.Resolve(expect, $"{path}.expect"), answer, $"{path}.expect") is var (where, wanted, found))
                failures.Add(new Failure(answers.Count, where, wanted, found));
        }
        return new VectorReport(file, answers, failures);
    }
}

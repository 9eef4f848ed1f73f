using System.Text.Json;

namespace Vendue.Scenarios;

/// <summary>The JSON form of a report, for programs.</summary>
public static class ReportJson
{
    /// <summary>Writes a report as one JSON object.</summary>
    public static void Write(Utf8JsonWriter to, ScenarioReport report)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(report);
        to.WriteStartObject();
        to.WriteString("title", report.Scenario.Title);
        to.WriteString("mechanism", report.Scenario.Mechanism);
        to.WriteBoolean("passed", report.Passed);
        WriteList(to, "steps", report.Steps, WriteStep);
        WriteList(to, "failures", report.Failures, WriteFailure);
        WriteList(to, "balances", report.Balances, WriteBalance);
        WriteList(to, "held", report.Held, WriteHeld);
        to.WriteString("stateHash", report.StateHash.ToString());
        to.WriteEndObject();
    }

    /// <summary>Writes what came of a vector file as one JSON object.</summary>
    public static void Write(Utf8JsonWriter to, VectorReport report)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(report);
        to.WriteStartObject();
        to.WriteString("title", report.File.Title);
        to.WriteString("rule", report.File.Rule);
        to.WriteBoolean("passed", report.Passed);
        WriteList(to, "answers", report.Answers, (json, answer) => answer.WriteTo(json));
        WriteList(to, "failures", report.Failures, WriteFailure);
        to.WriteEndObject();
    }

    static void WriteList<T>(Utf8JsonWriter to, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        to.WriteStartArray(name);
        foreach (var item in items) write(to, item);
        to.WriteEndArray();
    }

    static void WriteStep(Utf8JsonWriter to, StepReport step)
    {
        to.WriteStartObject();
        to.WriteNumber("step", step.Number);
        to.WriteNumber("at", step.At);
        to.WriteNumber("block", step.Block);
        to.WriteString("by", step.By.ToString());
        to.WriteString("do", step.Action);
        to.WritePropertyName("with");
        step.With.WriteTo(to);
        to.WriteString("outcome", Checks.CodeOf(step.Outcome));
        to.WriteString("sentence", step.Outcome.Sentence);
        WriteList(to, "items", step.Items, (json, item) => json.WriteStringValue(Checks.CodeOf(item)));
        WriteList(to, "events", step.Events, WriteEvent);
        if (step.Note.Length > 0) to.WriteString("note", step.Note);
        to.WriteEndObject();
    }

    static void WriteEvent(Utf8JsonWriter to, EventReport happened)
    {
        to.WriteStartObject();
        to.WriteString("event", happened.Name);
        foreach (var field in happened.Fields.EnumerateObject()) field.WriteTo(to);
        to.WriteEndObject();
    }

    static void WriteFailure(Utf8JsonWriter to, Failure failure)
    {
        to.WriteStartObject();
        to.WriteNumber("step", failure.Step);
        to.WriteString("where", failure.Where);
        to.WriteString("expected", failure.Expected);
        to.WriteString("found", failure.Found);
        to.WriteEndObject();
    }

    static void WriteBalance(Utf8JsonWriter to, Balance balance)
    {
        to.WriteStartObject();
        to.WriteString("account", balance.Account.ToString());
        to.WriteString("asset", balance.Asset.ToString());
        to.WriteString("amount", balance.Amount.ToString());
        to.WriteEndObject();
    }

    static void WriteHeld(Utf8JsonWriter to, Held held)
    {
        to.WriteStartObject();
        to.WriteString("owner", held.Owner.ToString());
        to.WriteString("place", held.Place.ToString().ToLowerInvariant());
        to.WriteString("asset", held.Asset.ToString());
        to.WriteString("amount", held.Amount.ToString());
        to.WriteEndObject();
    }
}

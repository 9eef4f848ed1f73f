using System.Text.Json;

namespace Vendue.Scenarios;

/// <summary>Reads scenario files: the form only; what names refer to is known when the scenario is played.</summary>
static class ScenarioReader
{
    static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 32 };

    public static Scenario Read(string json)
    {
        var file = new Fields(Parse(json), "");
        file.TryTake("$schema", out _);
        var scenario = new Scenario
        {
            Title = file.Text("title"),
            About = file.TextOrNull("about") ?? "",
            Source = file.TextOrNull("source") ?? "",
            Mechanism = file.Text("mechanism"),
            Rules = RulesOf(file),
            Profile = file.TextOrNull("profile"),
            Parameters = file.TakeOrNull("parameters"),
            Finality = file.TryTake("finality", out var finality) ? ModuleOf(finality, "finality") : null,
            Schedules = file.ListOrNull("schedules")?.Select(s => ModuleOf(s.Value, s.Path)).ToArray(),
            Limits = file.TakeOrNull("limits"),
            Assets = file.ListOrNull("assets")?.Select(a => Fields.NameOf(a.Value, a.Path)).ToArray(),
            Time = TimeOf(file),
            VerdictWait = file.WholeOrNull("verdictWait") ?? 0,
            BeaconAnchor = file.TryTake("beaconAnchor", out var anchor) ? HashOf(anchor, "beaconAnchor") : default,
            Authorities = [.. file.Entries("authorities").SelectMany(AuthoritiesOf)],
            Accounts = [.. file.Entries("accounts").Select(OpeningOf)],
            Let = LetOf(file),
            Given = RowsOf(file, "given"),
            Steps = StepsOf(file),
            Finally = FinallyOf(file),
        };
        file.End();
        return scenario;
    }

    /// <summary>The root of a file of bounded length.</summary>
    public static JsonElement Parse(string json)
    {
        if (json.Length > Scenario.LongestFile) throw new ScenarioException($"The file has {json.Length} characters; at most {Scenario.LongestFile} are read.");
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return document.RootElement.Clone();
        }
        catch (JsonException wrong)
        {
            throw new ScenarioException($"The file is no JSON: {wrong.Message}", wrong);
        }
    }

    static TimeUnit TimeOf(Fields file) => file.TextOrNull("time") switch
    {
        null or "seconds" => TimeUnit.Seconds,
        "milliseconds" => TimeUnit.Milliseconds,
        _ => throw new ScenarioException("time must be \"seconds\" or \"milliseconds\"."),
    };

    /// <summary>An office and its holder, or its holders in a list.</summary>
    static IEnumerable<(Name Office, Name Holder)> AuthoritiesOf((string Name, JsonElement Value, string Path) office)
    {
        var name = Fields.ParseName(office.Name, office.Path);
        return office.Value.ValueKind == JsonValueKind.Array
            ? Fields.ListOf(office.Value, office.Path).Select(holder => (name, Fields.NameOf(holder.Value, holder.Path)))
            : [(name, Fields.NameOf(office.Value, office.Path))];
    }

    static Opening OpeningOf((string Name, JsonElement Value, string Path) account) =>
        new(Fields.ParseName(account.Name, account.Path),
            [.. Fields.EntriesOf(account.Value, account.Path).Select(d => (Fields.ParseName(d.Name, d.Path), Fields.AmountOf(d.Value, d.Path), d.Path))]);

    static ushort? RulesOf(Fields file) => file.WholeOrNull("rules") switch
    {
        null => null,
        ulong rules and <= ushort.MaxValue => (ushort)rules,
        _ => throw new ScenarioException($"rules must be at most {ushort.MaxValue}."),
    };

    static ModuleGiven ModuleOf(JsonElement json, string path)
    {
        var fields = new Fields(json, path);
        var given = new ModuleGiven(fields.Text("name"), fields.TextOrNull("profile"), fields.TakeOrNull("parameters"), path);
        fields.End();
        return given;
    }

    static Binding[] LetOf(Fields fields) => [.. fields.Entries("let").Select(b => new Binding(b.Name, b.Value, b.Path))];

    static RowGiven[] RowsOf(Fields fields, string name) =>
        [.. fields.Entries(name).SelectMany(t => Fields.ListOf(t.Value, t.Path).Select(r => new RowGiven(t.Name, r.Value, r.Path)))];

    static ScenarioStep[] StepsOf(Fields file)
    {
        var steps = file.ListOrNull("steps") ?? throw new ScenarioException("steps is missing.");
        if (steps.Count > Scenario.MostSteps) throw new ScenarioException($"steps has {steps.Count} elements; at most {Scenario.MostSteps} are played.");
        return [.. steps.Select((s, i) => StepOf(new Fields(s.Value, s.Path), i + 1))];
    }

    static ScenarioStep StepOf(Fields step, int number)
    {
        var read = new ScenarioStep
        {
            Path = step.Path,
            Number = number,
            At = step.WholeOrNull("at"),
            Block = step.WholeOrNull("block"),
            By = step.NameOrNull("by"),
            Do = step.TextOrNull("do"),
            With = step.TakeOrNull("with"),
            Verdicts = step.ListOrNull("verdicts")?.Select(v => VerdictOf(v.Value, v.Path)).ToArray(),
            Draws = step.ListOrNull("draws") ?? [],
            Receipt = step.TryTake("receipt", out var receipt) ? (receipt, step.At("receipt")) : null,
            Let = LetOf(step),
            Remember = [.. step.Entries("remember").Select(RememberOf)],
            Expect = step.TryTake("expect", out var expect) ? OutcomeOf(expect, step.At("expect")) : null,
            Items = step.ListOrNull("items")?.Select(i => OutcomeOf(i.Value, i.Path)).ToArray(),
            Events = [.. (step.ListOrNull("events") ?? []).Select(e => EventOf(e.Value, e.Path))],
            Books = BooksOf(step),
            Note = step.TextOrNull("note") ?? "",
        };
        step.End();
        if (read.Do is not null && read.By is null) throw new ScenarioException($"{step.At("by")} is missing: say who does '{read.Do}'.");
        if (read.Do is null && (read.By is not null || read.With is not null)) throw new ScenarioException($"{step.At("do")} is missing: say which action is taken, or leave out who and with what to let time pass.");
        return read;
    }

    static Verdict VerdictOf(JsonElement json, string path) => Fields.TextOf(json, path) switch
    {
        "valid" => Verdict.Valid,
        "invalid" => Verdict.Invalid,
        "unexecutable" => Verdict.Unexecutable,
        _ => throw new ScenarioException($"{path} must be \"valid\", \"invalid\" or \"unexecutable\"."),
    };

    static string OutcomeOf(JsonElement json, string path)
    {
        string text = Fields.TextOf(json, path);
        bool known = text == "applied" || (text.StartsWith("marked:", StringComparison.Ordinal) && text.Length > 7) || (text.StartsWith("refused:", StringComparison.Ordinal) && text.Length > 8);
        return known ? text : throw new ScenarioException($"{path} must be \"applied\", \"marked:code\" or \"refused:code\".");
    }

    static (string Name, string Event, string Field, string Path) RememberOf((string Name, JsonElement Value, string Path) entry)
    {
        var parts = Fields.TextOf(entry.Value, entry.Path).Split('.');
        return parts.Length == 2 ? (entry.Name, parts[0], parts[1], entry.Path) : throw new ScenarioException($"{entry.Path} must be an event and a field, as in \"request-opened.request\".");
    }

    static EventExpected EventOf(JsonElement json, string path)
    {
        var fields = new Fields(json, path);
        return new EventExpected(fields.Text("event"), json, path);
    }

    static Books FinallyOf(Fields file)
    {
        if (!file.TryTake("finally", out var json)) return Books.Empty;
        var fields = new Fields(json, "finally");
        if (fields.TryTake("conserved", out var conserved) && conserved.ValueKind != JsonValueKind.True)
            throw new ScenarioException("finally.conserved can only be true: money is always conserved.");
        var books = BooksOf(fields);
        fields.End();
        return books;
    }

    static Books BooksOf(Fields fields) => new()
    {
        Balances = [.. fields.Entries("balances").SelectMany(a => Fields.EntriesOf(a.Value, a.Path)
            .Select(b => (Fields.ParseName(a.Name, a.Path), Fields.ParseName(b.Name, b.Path), Fields.BalanceOf(b.Value, b.Path), b.Path)))],
        Held = [.. fields.Entries("held").Select(h => (Fields.ParseName(h.Name, h.Path), Fields.BalanceOf(h.Value, h.Path), h.Path))],
        Rows = RowsOf(fields, "rows"),
        Counts = [.. fields.Entries("counts").Select(c => (c.Name, CountOf(c.Value, c.Path), c.Path))],
    };

    static ulong CountOf(JsonElement json, string path) =>
        json.ValueKind == JsonValueKind.Number && json.TryGetUInt64(out ulong count) ? count : throw new ScenarioException($"{path} must be a whole number.");

    static Hash32 HashOf(JsonElement json, string path) =>
        Hash32.TryParse(Fields.TextOf(json, path), out var hash) ? hash : throw new ScenarioException($"{path} must be 0x and 64 hexadecimal digits.");
}

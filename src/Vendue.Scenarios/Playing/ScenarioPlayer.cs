using System.Text.Json;

namespace Vendue.Scenarios;

/// <summary>Plays scenarios through the whole kernel.</summary>
public static class ScenarioPlayer
{
    /// <summary>Plays a scenario from its beginning and checks what it expects.</summary>
    /// <exception cref="ScenarioException">It names something that does not exist; the message says where.</exception>
    public static ScenarioReport Play(Scenario scenario) => Play(scenario, null);

    /// <summary>Plays a scenario while somebody watches every command.</summary>
    /// <exception cref="ScenarioException">It names something that does not exist; the message says where.</exception>
    public static ScenarioReport Play(Scenario scenario, IPlayWatcher? watcher)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return new Performance(scenario, watcher).Run();
    }
}

/// <summary>Watches a scenario being played, for instance to keep it as a journal.</summary>
public interface IPlayWatcher
{
    /// <summary>The stage is set; the steps follow.</summary>
    void Begins(Market market);

    /// <summary>A command was applied.</summary>
    void Applied(Market market, in Command command, ushort action, Bytes body, Outcome outcome);
}

/// <summary>One performance of a scenario.</summary>
sealed class Performance
{
    static readonly JsonElement Nothing = JsonElement.Parse("{}");

    readonly Scenario scenario;
    readonly Values values = new();
    readonly Market market;
    readonly Checks checks;
    readonly bool expects;
    readonly IPlayWatcher? watcher;
    ulong now, block;

    public Performance(Scenario scenario, IPlayWatcher? watcher)
    {
        this.scenario = scenario;
        this.watcher = watcher;
        values.Bind(scenario.Let);
        market = Stage.Set(scenario, values);
        checks = new Checks(market, values);
        expects = Checks.HasExpectations(scenario);
        watcher?.Begins(market);
    }

    public ScenarioReport Run()
    {
        var steps = scenario.Steps.Select(Take).ToArray();
        var atEnd = checks.Books(0, scenario.Finally).Concat(checks.Conserved()).ToArray();
        return new ScenarioReport
        {
            Scenario = scenario,
            Steps = steps,
            Failures = [.. steps.SelectMany(s => s.Failures), .. atEnd],
            Balances = [.. BalancesNow()],
            Held = [.. HeldNow()],
            StateHash = market.StateHash(),
        };
    }

    StepReport Take(ScenarioStep step)
    {
        values.Bind(step.Let);
        now = Later(step.At, now, $"{step.Path}.at");
        block = Later(step.Block, block, $"{step.Path}.block");
        string name = step.Do ?? "tick";
        if (!market.TryFindAction(name, out var action))
            throw new ScenarioException($"{step.Path}.do: '{scenario.Mechanism}' has no action '{name}'; it has: {string.Join(", ", market.Actions.Select(a => a.Name))}.");
        var by = step.By ?? Stage.OfficeHolder(market, "sequencer");
        var with = step.With is { } given ? values.Resolve(given, $"{step.Path}.with") : Nothing;
        var body = Stage.Encode(action.Codec.Shape, with, market.Ledger, $"{step.Path}.with");
        var command = new Command
        {
            Now = now,
            Block = block,
            Sender = Stage.Find(market, by, $"{step.Path}.by"),
            Receipt = step.Receipt is { } receipt ? HashOf(receipt.Value, receipt.Path) : default,
            Verdicts = step.Verdicts ?? AllValid(action.Tag, body),
            Draws = step.Draws.Select(d => HashOf(d.Value, d.Path)).ToArray(),
        };
        var outcome = market.Apply(command, action.Tag, body.Span.ToArray());
        watcher?.Applied(market, command, action.Tag, body, outcome);
        return Report(step, name, by, with, outcome);
    }

    StepReport Report(ScenarioStep step, string action, Name by, JsonElement with, Outcome outcome)
    {
        var told = EventsNow();
        foreach (var (name, kind, field, path) in step.Remember) values.Bind(name, Remembered(told, kind, field, path));
        var line = new EventLine(values.Spoken);
        EventReport[] events = [.. told.Select(e => new EventReport(e.Name, e.Fields, line.Of(e.Name, e.Fields)))];
        var items = market.Items.ToArray();
        return new StepReport
        {
            Number = step.Number,
            At = now,
            Block = block,
            By = by,
            Action = action,
            With = with,
            Outcome = outcome,
            Items = items,
            Events = events,
            Note = step.Note,
            Failures = expects ? [.. checks.Of(step, outcome, items, events)] : [],
        };
    }

    static ulong Later(ulong? given, ulong before, string path) =>
        given is { } at && at < before ? throw new ScenarioException($"{path} is {at}, before that of the step before it, {before}.") : given ?? before;

    Verdict[] AllValid(ushort tag, Bytes body)
    {
        try
        {
            return new Verdict[market.ClaimsIn(tag, body.Span.ToArray()).Count];
        }
        catch (EncodingException)
        {
            return [];
        }
    }

    Hash32 HashOf(JsonElement json, string path) =>
        Hash32.TryParse(Fields.TextOf(values.Resolve(json, path), path), out var hash) ? hash : throw new ScenarioException($"{path} must be 0x and 64 hexadecimal digits, or #label.");

    (string Name, JsonElement Fields)[] EventsNow()
    {
        var events = new (string, JsonElement)[market.Events.Count];
        for (int i = 0; i < events.Length; i++)
        {
            var kind = market.Events.KindAt(i);
            var fields = Stage.Decode(kind.Codec.Shape, market.Events.BytesAt(i).ToArray(), market.Ledger);
            events[i] = (kind.Name, fields);
        }
        return events;
    }

    static JsonElement Remembered((string Name, JsonElement Fields)[] events, string kind, string field, string path)
    {
        int found = Array.FindIndex(events, e => e.Name == kind);
        if (found < 0) throw new ScenarioException($"{path}: the step told no '{kind}'; it told: {string.Join(", ", events.Select(e => e.Name).Distinct())}.");
        return events[found].Fields.TryGetProperty(field, out var value) ? value : throw new ScenarioException($"{path}: '{kind}' has no field '{field}'.");
    }

    IEnumerable<Balance> BalancesNow()
    {
        for (int account = 1; account <= market.Ledger.Accounts; account++)
            for (byte asset = 0; asset < market.Ledger.Assets; asset++)
                yield return new Balance(market.Ledger.NameOf(new Account(account)), market.Ledger.NameOf(new Asset(asset)), market.Ledger.Balance(new Account(account), new Asset(asset)));
    }

    IEnumerable<Held> HeldNow()
    {
        for (var holdings = market.Ledger.Holdings; holdings.MoveNext();)
            if (market.Ledger[holdings.Current] is var held && held.Amount > 0)
                yield return new Held(market.Ledger.NameOf(held.Owner), held.Place, market.Ledger.NameOf(held.Asset), held.Amount);
    }
}

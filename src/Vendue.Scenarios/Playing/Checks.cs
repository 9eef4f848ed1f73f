using System.Text.Json;

namespace Vendue.Scenarios;

/// <summary>Compares what a scenario expects with what its market says.</summary>
sealed class Checks(Market market, Values values)
{
    /// <summary>Whether the file expects anything; one that does not is a story, in which any outcome will do.</summary>
    public static bool HasExpectations(Scenario scenario) =>
        Any(scenario.Finally) || scenario.Steps.Any(s => s.Expect is not null || s.Items is not null || s.Events.Count > 0 || Any(s.Books));

    /// <summary>The expectations of a step that do not hold.</summary>
    public IEnumerable<Failure> Of(ScenarioStep step, Outcome outcome, IReadOnlyList<Outcome> items, IReadOnlyList<EventReport> events)
    {
        string expected = step.Expect ?? "applied";
        if (CodeOf(outcome) != expected) yield return new Failure(step.Number, $"{step.Path}.expect", expected, $"{CodeOf(outcome)} ({outcome.Sentence})");
        if (step.Items is { } wanted && !items.Select(CodeOf).SequenceEqual(wanted))
            yield return new Failure(step.Number, $"{step.Path}.items", $"[{string.Join(", ", wanted)}]", $"[{string.Join(", ", items.Select(CodeOf))}]");
        foreach (var failure in Occurred(step, events)) yield return failure;
        foreach (var failure in Books(step.Number, step.Books)) yield return failure;
    }

    /// <summary>The expectations of books that do not hold.</summary>
    public IEnumerable<Failure> Books(int step, Books books)
    {
        foreach (var (account, asset, amount, path) in books.Balances)
        {
            var found = market.Ledger.Balance(Stage.Find(market, account, path), Stage.FindAsset(market, asset, path));
            if (found != amount) yield return new Failure(step, path, amount.ToString(), found.ToString());
        }
        foreach (var (asset, amount, path) in books.Held)
        {
            var found = HeldOf(Stage.FindAsset(market, asset, path));
            if (found != amount) yield return new Failure(step, path, amount.ToString(), found.ToString());
        }
        foreach (var row in books.Rows)
            if (MissingRow(row) is { } found) yield return new Failure(step, row.Path, $"a row with {values.Resolve(row.Row, row.Path).GetRawText()}", found);
        foreach (var (table, count, path) in books.Counts)
        {
            int found = Stage.TableOf(market, table, path).Count;
            if ((ulong)found != count) yield return new Failure(step, path, $"{count} rows", $"{found} rows");
        }
    }

    /// <summary>Money that came from nowhere or is gone: none, unless the kernel is broken.</summary>
    public IEnumerable<Failure> Conserved()
    {
        for (byte asset = 0; asset < market.Ledger.Assets; asset++)
            if (market.Ledger.Sum(new Asset(asset)) is var sum && sum != 0)
                yield return new Failure(0, "finally.conserved", $"a sum of 0 over all {market.Ledger.NameOf(new Asset(asset))}", sum.ToString());
    }

    /// <summary>The outcome as scenario files write it.</summary>
    public static string CodeOf(Outcome outcome) => outcome.Kind switch
    {
        OutcomeKind.Applied => "applied",
        OutcomeKind.Marked => "marked:" + outcome.Code,
        _ => "refused:" + outcome.Code,
    };

    static bool Any(Books books) => books.Balances.Count + books.Held.Count + books.Rows.Count + books.Counts.Count > 0;

    /// <summary>The events expected must occur in their order; others may stand between them.</summary>
    IEnumerable<Failure> Occurred(ScenarioStep step, IReadOnlyList<EventReport> events)
    {
        int next = 0;
        foreach (var expected in step.Events)
        {
            var fields = Without(values.Resolve(expected.Fields, expected.Path), "event");
            int found = next;
            while (found < events.Count && !(events[found].Name == expected.Event && JsonMatch.Difference(fields, events[found].Fields, "") is null)) found++;
            if (found == events.Count)
            {
                yield return new Failure(step.Number, expected.Path, $"{expected.Event} {fields.GetRawText()}", Told(events, next, expected.Event));
                yield break;
            }
            next = found + 1;
        }
    }

    static string Told(IReadOnlyList<EventReport> events, int from, string kind)
    {
        var alike = events.Skip(from).Where(e => e.Name == kind).Select(e => $"{e.Name} {e.Fields.GetRawText()}").ToArray();
        return alike.Length > 0 ? string.Join("; ", alike) : $"only [{string.Join(", ", events.Skip(from).Select(e => e.Name))}]";
    }

    static JsonElement Without(JsonElement json, string field)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            foreach (var property in json.EnumerateObject())
                if (property.Name != field) property.WriteTo(writer);
            writer.WriteEndObject();
        }
        return JsonElement.Parse(stream.ToArray());
    }

    Int128 HeldOf(Asset asset)
    {
        Int128 sum = 0;
        for (var holdings = market.Ledger.Holdings; holdings.MoveNext();)
            if (market.Ledger[holdings.Current] is var holding && holding.Asset == asset) sum += (Int128)holding.Amount;
        return sum;
    }

    /// <summary>What stands in the table instead of the row expected; null when it is there.</summary>
    string? MissingRow(RowGiven expected)
    {
        var table = Stage.TableOf(market, expected.Table, expected.Path);
        var wanted = values.Resolve(expected.Row, expected.Path);
        var nearest = new List<string>();
        bool found = false;
        table.Visit((_, bytes) =>
        {
            if (found) return;
            var row = Stage.Decode(table.RowShape, bytes, market.Ledger);
            found = JsonMatch.Difference(wanted, row, "") is null;
            if (nearest.Count < 3) nearest.Add(row.GetRawText());
        });
        return found ? null : nearest.Count == 0 ? "no rows" : $"{table.Count} rows, such as {string.Join("; ", nearest)}";
    }
}

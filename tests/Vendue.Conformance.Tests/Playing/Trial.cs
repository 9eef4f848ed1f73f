namespace Vendue.Conformance.Tests.Playing;

/// <summary>
/// A market on trial, and its twin. Every act goes to both, by different doors; after each the two must be one state, the
/// money must be where the events say, and nobody who never acted may have lost any.
/// </summary>
sealed class Trial
{
    const ulong Day = 86_400, Century = 36_525 * Day;

    readonly Subject subject;
    readonly NaiveBook book = new();
    readonly Consent consent;
    readonly Dictionary<ushort, ActionDescription> actions;
    Market twin;

    public Trial(Subject subject, Coverage coverage)
    {
        this.subject = subject;
        Coverage = coverage;
        Market = subject.Open(subject.Genesis);
        twin = subject.Open(subject.Genesis);
        actions = Market.Actions.ToDictionary(a => a.Tag);
        consent = new Consent(Market);
    }

    public Market Market { get; }

    public Coverage Coverage { get; }

    /// <summary>How many acts were played.</summary>
    public int Played { get; private set; }

    public ActionDescription? ActionOf(ushort tag) => actions.GetValueOrDefault(tag);

    /// <summary>Plays one act and checks all that must hold after it.</summary>
    /// <exception cref="Violation">Something does not hold.</exception>
    public Outcome Play(Act act)
    {
        Played++;
        PrepareTwin(act.Mode);
        var signers = ClaimsOf(act);
        var outcome = Guarded("the market threw", () => ApplyTyped(act));
        Coverage.Note(actions.TryGetValue(act.Tag, out var action) ? action.Name : "unknown", outcome);
        Coverage.Note(Market.Events);
        Violation.Unless(outcome.IsRefused == (outcome.Kind == OutcomeKind.Refused) && outcome.Sentence.Length > 0, "an outcome has no sentence");
        foreach (var failed in Market.Events.OfType<TimerFailed>()) throw new Violation($"a timer's arithmetic failed: kind {failed.Kind}, due {failed.Due}, so that a number accepted before broke a deadline");
        book.Enter(Market.Events.OfType<Moved>());
        book.MustAgree(Market.Ledger);
        consent.Check(Market, act, outcome, signers);
        Guarded("the twin threw", () => ApplyToTwin(act, outcome));
        Look(Played);
        return outcome;
    }

    /// <summary>Lets time pass, in growing strides, until no request stands. A request may prolong its life, but not for ever.</summary>
    public void End(ulong block)
    {
        ulong begun = Market.Now, horizon = Horizon(), patience = (3 * horizon) + (Day * subject.UnitsPerSecond);
        for (ulong stride = 1; Market.Requests.Count > 0 && Market.Now - begun < patience; stride = ulong.Min(stride + (stride / 3) + 1, (patience / 16) + 1))
        {
            ulong next = Market.Timers.Next ?? throw new Violation($"{Market.Requests.Count} requests stand and no timer does");
            Play(new Act(ulong.Max(next, Market.Now + stride), block, Cast.Clock, TickTag, [], TwinMode.Bytes));
        }
        Violation.Unless(Market.Requests.Count == 0, $"{Market.Requests.Count} requests never end");
        for (var holdings = Market.Ledger.Holdings; holdings.MoveNext();)
            Violation.Unless(Market.Ledger[holdings.Current].Request.IsNone, "a holding outlived its request");
        for (int account = 1; account <= Market.Ledger.Accounts; account++) Look(account);
    }

    /// <summary>How far away the last deadline of all requests is.</summary>
    ulong Horizon()
    {
        ulong last = Market.Now;
        foreach (var request in Market.Requests) last = ulong.Max(last, Market.Requests[request].Ends);
        Violation.Unless(last - Market.Now <= Century * subject.UnitsPerSecond, $"a request may stand until {last}, for more than a hundred years");
        return last - Market.Now;
    }

    public static ushort TickTag => 6;

    Outcome ApplyTyped(Act act)
    {
        var command = act.In(Market);
        return actions.TryGetValue(act.Tag, out var action) && TypedActions.TryApply(Market, command, action, act.Body, out var outcome)
            ? outcome
            : Market.Apply(command, act.Tag, act.Body);
    }

    void PrepareTwin(TwinMode mode)
    {
        if (mode is TwinMode.AfterRestore or TwinMode.AfterOwnRestore)
            twin = Guarded("a snapshot could not be restored", () => subject.Restore(subject.Genesis, (mode == TwinMode.AfterRestore ? Market : twin).Snapshot()));
    }

    Outcome ApplyToTwin(Act act, Outcome expected)
    {
        var command = act.In(twin);
        if (act.Mode == TwinMode.TickIfRefused && expected.IsRefused)
        {
            var ticked = twin.Apply(command, TickTag, default);
            Violation.Unless(twin.StateHash() == Market.StateHash(), $"a refused command ({expected.Code}) changed something: {Difference()}");
            return ticked;
        }
        var outcome = twin.Apply(command, act.Tag, act.Body);
        Violation.Unless(outcome == expected, $"the market says {expected}, its twin under {act.Mode} {outcome}");
        Violation.Unless(twin.StateHash() == Market.StateHash(), $"the market and its twin under {act.Mode} differ: {Difference()}");
        Violation.Unless(SameEvents(Market.Events, twin.Events), $"the market and its twin under {act.Mode} told different events");
        return outcome;
    }

    /// <summary>What the verifier stage and the store ask of an action before it is sequenced; and who signed statements inside it.</summary>
    Name[] ClaimsOf(Act act)
    {
        Guarded("the statements of an action could not be read", () => Market.StatementsIn(act.Tag, act.Body).Count);
        return Guarded("the claims of an action could not be read", () => Claims.SignersIn(Market, act));
    }

    /// <summary>Reads the opportunities of one account, the next at each act. Reading that wrote would show in the next comparison.</summary>
    void Look(int turn) => Guarded("opportunities could not be read", () =>
        Market.Opportunities(new Account(1 + (turn % Market.Ledger.Accounts))).ToArray());

    string Difference()
    {
        var different = Market.Tables.Zip(twin.Tables).Where(pair => !RowsOf(pair.First).SequenceEqual(RowsOf(pair.Second))).Select(pair => pair.First.Name.ToString()).ToArray();
        return different.Length == 0 ? "free places or generations of rows" : "tables " + string.Join(", ", different);
    }

    static List<string> RowsOf(StateTable table)
    {
        var rows = new List<string>();
        table.Visit((place, row) => rows.Add($"{place}:{Convert.ToHexString(row.Span)}"));
        return rows;
    }

    static bool SameEvents(EventLog left, EventLog right)
    {
        if (left.Count != right.Count) return false;
        for (int i = 0; i < left.Count; i++)
            if (left.KindAt(i).Tag != right.KindAt(i).Tag || !left.BytesAt(i).SequenceEqual(right.BytesAt(i))) return false;
        return true;
    }

    static T Guarded<T>(string what, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception cause) when (cause is not Violation)
        {
            throw new Violation(what, cause);
        }
    }
}

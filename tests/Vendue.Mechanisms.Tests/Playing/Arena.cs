namespace Vendue.Mechanisms.Tests.Playing;

/// <summary>A market and its twin, which is restored from snapshots on the way: whatever is sent, the books balance, what is refused changes nothing, and both stay alike.</summary>
sealed class Arena
{
    static readonly string[] Moving = ["clock", "receipts", "requests"];

    readonly Genesis genesis;
    Market twin;

    public Arena(string name, Func<ModuleEntry, Bytes> parameters, Limits limits, params Authority[] offices)
    {
        Catalogue.TryCompose(name, out var composition).ShouldBeTrue();
        genesis = composition.Genesis(new Genesis
        {
            Assets = [.. composition.AssetRoles.Select(role => (Name)role)],
            Time = TimeUnit.Milliseconds,
            Authorities = [new("custodian", "bank"), new("sequencer", "clock"), .. offices],
            VerdictWait = 40,
            Limits = limits,
        }, parameters);
        (Market, twin) = (Catalogue.Open(genesis), Catalogue.Open(genesis));
    }

    public static Limits Roomy => new() { Accounts = 100, Requests = 100, Holdings = 1_000, Timers = 1_000, Blobs = 1_000, Receipts = 10, Transfers = 100 };

    public static Bytes Encoded<T>(T parameters) => new(Codec<T>.Of.Encode(parameters));

    public Market Market { get; }

    public ulong Now { get; set; } = 1_000;

    /// <summary>How often each outcome, ending and event was seen.</summary>
    public Dictionary<string, int> Seen { get; } = [];

    /// <summary>Told of the events of every command.</summary>
    public Action<EventLog> Watch { get; init; } = _ => { };

    public void Fund(Name account, UInt128 amount) => Send("bank", new Deposit(account, genesis.Assets[0], amount, Hash32.Sha256(account.Bytes))).IsApplied.ShouldBeTrue();

    public void Restore() => twin = Catalogue.Restore(genesis, Market.Snapshot());

    public Account Find(Name name) => Market.Ledger.TryFind(name, out Account account) ? account : throw new InvalidOperationException($"There is no {name}.");

    public Int128 BalanceOf(Name name) => Market.Ledger.Balance(Find(name), default);

    /// <summary>A prover as its strategy sees itself, with all it has free.</summary>
    public ProverSituation SituationOf(Name account, UInt128 pricePerMillion) => new()
    {
        Account = account,
        Now = Now,
        UnitsPerSecond = 1_000,
        PricePerMillion = pricePerMillion,
        WorkPerSecond = 100_000,
        FreeSlots = 1,
        FreePayment = (UInt128)BalanceOf(account),
    };

    public Outcome Send<T>(Name who, in T action, Command command = default) where T : struct
    {
        var circumstances = Circumstances(who, command);
        var before = StateBut(Moving);
        var outcome = Note(Market.Apply(circumstances, action));
        twin.Apply(circumstances, action).ShouldBe(outcome);
        Check(outcome, command, before);
        return outcome;
    }

    /// <summary>An action of a module that is not the mechanism, by its number and bytes.</summary>
    public Outcome Send(Name who, Deed deed, Command command = default)
    {
        var circumstances = Circumstances(who, command);
        var before = StateBut(Moving);
        var outcome = Note(Market.Apply(circumstances, deed.Action, deed.Body.Span.ToArray()));
        twin.Apply(circumstances, deed.Action, deed.Body.Span.ToArray()).ShouldBe(outcome);
        Check(outcome, command, before);
        return outcome;
    }

    public UInt128 Held()
    {
        UInt128 sum = 0;
        for (var holdings = Market.Ledger.Holdings; holdings.MoveNext();) sum += Market.Ledger[holdings.Current].Amount;
        return sum;
    }

    public void ShouldBeEmpty(params string[] tables)
    {
        foreach (var table in Market.Tables)
            if (tables.Contains(table.Name)) table.Count.ShouldBe(0, table.Name);
    }

    /// <summary>Time passes first, in a command of its own, so that what timers do is not held against what is sent.</summary>
    Command Circumstances(Name who, Command command)
    {
        var tick = new Command { Now = Now, Sender = Find("clock") };
        Note(Market.Apply(tick, new Tick()));
        twin.Apply(tick, new Tick());
        return command with { Now = Now, Sender = Find(who) };
    }

    void Check(Outcome outcome, Command command, Hash32 before)
    {
        if (outcome.IsRefused && command.Receipt.IsZero) StateBut(Moving).ShouldBe(before, $"what was refused as {outcome.Code} changed something");
        Market.Ledger.Sum(default).ShouldBe(Int128.Zero);
        for (int i = 2; i <= Market.Ledger.Accounts; i++) Market.Ledger.Balance(new Account(i), default).ShouldBeGreaterThanOrEqualTo(Int128.Zero);
        twin.StateHash().ShouldBe(Market.StateHash());
    }

    Outcome Note(Outcome outcome)
    {
        Count(outcome.Code);
        for (int i = 0; i < Market.Events.Count; i++) Count(Market.Events.KindAt(i).Name);
        foreach (var ended in Market.Events.OfType<RequestEnded>()) Count("ended " + ended.Ending);
        Watch(Market.Events);
        return outcome;
    }

    /// <summary>Notes that something was seen.</summary>
    public void Count(string what) => Seen[what] = Seen.GetValueOrDefault(what) + 1;

    Hash32 StateBut(string[] names)
    {
        var bytes = new CanonicalWriter();
        foreach (var table in Market.Tables)
        {
            if (names.Contains(table.Name)) continue;
            bytes.Name(table.Name);
            table.Visit((place, row) =>
            {
                bytes.Int32(place);
                bytes.Raw(row.Span);
            });
        }
        return Hash32.Sha256(bytes.Written);
    }
}

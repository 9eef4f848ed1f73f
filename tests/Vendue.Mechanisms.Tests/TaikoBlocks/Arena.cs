using CsCheck;

namespace Vendue.Mechanisms.TaikoBlocks.Tests;

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
            Assets = ["TKO"],
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

    public void Fund(Name account, UInt128 amount) => Send("bank", new Deposit(account, "TKO", amount, Hash32.Sha256(account.Bytes))).IsApplied.ShouldBeTrue();

    public void Restore() => twin = Catalogue.Restore(genesis, Market.Snapshot());

    public Account Find(Name name) => Market.Ledger.TryFind(name, out Account account) ? account : throw new InvalidOperationException($"There is no {name}.");

    public Int128 BalanceOf(Name name) => Market.Ledger.Balance(Find(name), default);

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
        return outcome;
    }

    void Count(string what) => Seen[what] = Seen.GetValueOrDefault(what) + 1;

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

/// <summary>One random move: what it means depends on the game.</summary>
public readonly record struct Move(uint Kind, uint Who, uint A, uint B, uint C)
{
    public static readonly Gen<Move[]> Games = Gen.Select(
        Gen.UInt[0, 99], Gen.UInt[0, 5], Gen.UInt[0, 1_000], Gen.UInt[0, 1_000], Gen.UInt[0, 1_000], (k, w, a, b, c) => new Move(k, w, a, b, c)).Array[20, 200];
}

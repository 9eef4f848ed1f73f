using System.Diagnostics.CodeAnalysis;

namespace Vendue.Kernel;

/// <summary>
/// A market: state' = apply(state, command), and a list of events. Same commands in, same bytes out, on a live node,
/// in a scenario, in the Lab and in an audit years later. One thread at a time.
/// </summary>
public sealed partial class Market
{
    /// <summary>The version of the kernel's rules, part of every genesis.</summary>
    public const ushort KernelVersion = 1;

    const int FirstModuleTag = 64;

    readonly UndoLog undo = new();
    readonly List<StateTable> tables = [];
    readonly Module?[] modules = new Module?[Scope.Most];
    readonly HashSet<string> paths = [];
    readonly Scope root;
    readonly Reports reports;
    readonly KeyLimits keyLimits;
    Binding?[] bindings = new Binding?[Scope.Tags];
    RewardSchedule[] schedules = [];
    int nextChild = Scope.FirstChild;
    readonly List<Outcome> items = [];
    readonly HashSet<Office> offices = [];
    readonly Cell<Clock> clock;
    bool sealedRules;
    bool underWay;
    int frame;
    ulong received;

    /// <summary>A market that begins.</summary>
    /// <param name="genesis">What is fixed for its whole life.</param>
    /// <param name="mechanism">Makes the mechanism over this market, declaring its tables, actions and timers.</param>
    /// <exception cref="EncodingException">The genesis is not one that a market can begin with.</exception>
    public Market(Genesis genesis, Func<Scope, Mechanism> mechanism) : this(genesis, new Modules(mechanism)) { }

    /// <summary>A market that begins, with a finality policy or reward schedules.</summary>
    /// <param name="genesis">What is fixed for its whole life.</param>
    /// <param name="rules">Makes what rules it.</param>
    /// <exception cref="EncodingException">The genesis is not one that a market can begin with.</exception>
    public Market(Genesis genesis, Modules rules) : this(genesis, Rulebook.Of(rules)) { }

    /// <summary>A market that begins, and can be upgraded.</summary>
    /// <param name="genesis">What is fixed for its whole life.</param>
    /// <param name="rulebook">Makes what rules it, under the genesis' rules and under later ones.</param>
    /// <exception cref="EncodingException">The genesis is not one that a market can begin with, or names rules that the program does not have.</exception>
    public Market(Genesis genesis, Rulebook rulebook) : this(genesis, rulebook, RulesInForce.Of(genesis)) { }

    Market(Genesis genesis, Rulebook rulebook, RulesInForce rules)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        if (genesis.Check() is { } wrong) throw new EncodingException(wrong);
        this.rulebook = rulebook;
        Genesis = genesis;
        clock = Cell<Clock>("clock");
        clock.Value = new Clock(genesis.Begins, 0, 0);
        Blobs = new BytesTable(Table<Blob>("blobs", (int)genesis.Limits.Blobs), Table<Chunk>("blob-pieces", (int)genesis.Limits.Blobs));
        Requests = new RequestBook(this, genesis);
        Ledger = new Ledger(this, genesis, Requests, Events);
        Performance = new PerformanceBook(this, genesis);
        Timers = new Timers(this, genesis, Requests);
        Requests.RegisterTimers();
        Beacon = new Beacon(this, genesis);
        Keys = new Keys(this, genesis);
        keyLimits = new KeyLimits(this, genesis);
        _ = new Custody(this, genesis);
        _ = new Sequencing(this);
        reports = new Reports(this);
        PrivateInputs = new PrivateInputs(this, genesis);
        Editions = new Editions(this, rulebook);
        Programs = new Programs(this, genesis);
        StateTree = new StateTree(this);
        OpenOffices();
        Editions.Begin(rules);
        root = new Scope(this, "", 0);
        kernelTables = tables.Count;
        Timers.KeepThese();
        Make(rulebook.Make(rules));
        sealedRules = true;
        Timers.Seal();
        Events.Truncate(0);
        undo.Forget();
    }

    /// <summary>What is fixed for the market's whole life.</summary>
    public Genesis Genesis { get; }

    /// <summary>The mechanism.</summary>
    public Mechanism Mechanism => (Mechanism)modules[0]!;

    /// <summary>When accepted proofs are final; null when they are at once.</summary>
    public FinalityPolicy? Finality => (FinalityPolicy?)modules[Scope.Finality];

    /// <summary>The money.</summary>
    public Ledger Ledger { get; }

    /// <summary>The requests that have not ended.</summary>
    public RequestBook Requests { get; }

    /// <summary>What provers have done.</summary>
    public PerformanceBook Performance { get; }

    /// <summary>The inputs that only their assignees may read.</summary>
    public PrivateInputs PrivateInputs { get; }

    /// <summary>The timers.</summary>
    public Timers Timers { get; }

    /// <summary>The randomness.</summary>
    public Beacon Beacon { get; }

    /// <summary>The delegated keys and nonces.</summary>
    public Keys Keys { get; }

    /// <summary>What a delegated key may still spend of an asset; null without a limit.</summary>
    public UInt128? SpendingLeft(Account account, Hash32 key, Asset asset) => keyLimits.LeftOf(account, key, asset);

    /// <summary>The byte strings that rows refer to.</summary>
    public BytesTable Blobs { get; }

    /// <summary>What is known of the programs whose proofs are asked for.</summary>
    public Programs Programs { get; }

    /// <summary>The Merkle trees over accounts and open requests.</summary>
    public StateTree StateTree { get; }

    /// <summary>The events of the last command.</summary>
    public EventLog Events { get; } = new();

    /// <summary>The outcomes of the last command's items, where it was a batch.</summary>
    public IReadOnlyList<Outcome> Items => items;

    /// <summary>The tables, in order of declaration.</summary>
    public IReadOnlyList<StateTable> Tables => tables;

    /// <summary>The actions that the market understands, by number.</summary>
    public IEnumerable<ActionDescription> Actions => bindings.Where(b => b is not null).Select(b => b!.Action);

    /// <summary>The market's instant.</summary>
    public ulong Now => clock.Value.Now;

    /// <summary>The height of the market's block clock.</summary>
    public ulong Block => clock.Value.Block;

    /// <summary>How many commands were taken: refused ones too, but for those refused because time or block ran backwards, which leave no trace.</summary>
    public ulong Sequence => clock.Value.Sequence;

    /// <summary>Applies an action given as a record.</summary>
    /// <param name="command">Who acts, when, with what facts.</param>
    /// <param name="action">What is asked for.</param>
    /// <param name="slot">The scope whose action it is; the root if nothing is said.</param>
    public Outcome Apply<T>(in Command command, in T action, int slot = 0) where T : struct
    {
        ushort tag = Declared<T>.Action is { } declared ? (ushort)(declared.Tag + (slot * Scope.Tags)) : default;
        if (Begin(command, tag) is { IsRefused: true } refusal) return refusal;
        // Not before: an upgrade may have come with the time that has passed.
        if (tag >= bindings.Length || bindings[tag] is not Binding<T> binding) return Finish(Refused.UnknownAction.With(tag));
        try
        {
            keyLimits.Watch(command);
            return Finish(keyLimits.Charge(binding.Handler(CallOf(command), action)));
        }
        catch (ArithmeticException)
        {
            return Finish(Refused.OutOfRange);
        }
    }

    /// <summary>Applies an action given as its number and canonical bytes.</summary>
    public Outcome Apply(in Command command, ushort tag, ReadOnlyMemory<byte> action)
    {
        if (Begin(command, tag) is { IsRefused: true } refusal) return refusal;
        if (tag >= bindings.Length || bindings[tag] is not { } binding) return Finish(Refused.UnknownAction.With(tag));
        try
        {
            keyLimits.Watch(command);
            return Finish(keyLimits.Charge(binding.Execute(CallOf(command), action)));
        }
        catch (ArithmeticException)
        {
            return Finish(Refused.OutOfRange);
        }
    }

    /// <summary>Finds an action by its name.</summary>
    public bool TryFindAction(string name, [MaybeNullWhen(false)] out ActionDescription action)
    {
        action = Actions.FirstOrDefault(a => a.Name == name);
        return action is not null;
    }

    /// <summary>Whether an account holds an office.</summary>
    public bool Holds(Name office, Account account) => offices.Contains(new Office(office, account));

    internal Table<T> Table<T>(string name, int limit) where T : unmanaged
    {
        if (sealedRules) throw new InvariantException("Tables are declared while the mechanism is made.");
        if (tables.Exists(t => t.Name == name)) throw new InvariantException($"Table '{name}' is declared twice.");
        var table = new Table<T>(name, limit, undo);
        tables.Add(table);
        return table;
    }

    internal Cell<T> Cell<T>(string name) where T : unmanaged => new(Table<T>(name, 1));

    /// <summary>Declares an action of the kernel's own.</summary>
    internal void On<T>(Handler<T> handler) where T : struct => Bind(Described<T>(), handler);

    /// <summary>Declares an action of a scope.</summary>
    internal void On<T>(Scope scope, Handler<T> handler) where T : struct => Bind(scope.Described(Described<T>()), handler);

    /// <summary>Tells what happened. Undone with the command that told it.</summary>
    internal void Emit<T>(in T happened) where T : struct => Events.Add(happened);

    /// <summary>Where the changes of the command under way stand: a mark for <see cref="Rewind"/>.</summary>
    internal int Mark => undo.Mark;

    /// <summary>Undoes the writes since a mark, so that a verb which is refused half-way leaves nothing behind.</summary>
    internal Outcome Rewind(int mark, Outcome refusal)
    {
        undo.Rewind(mark);
        return refusal;
    }

    /// <summary>Does one item of a batch: what it wrote is undone when it is refused, and the batch goes on.</summary>
    internal Outcome Item(Func<Outcome> item)
    {
        var outcome = Attempt(item);
        items.Add(outcome);
        return outcome;
    }

    /// <summary>Does several things as one: what they wrote is undone when they are refused. For timers and last deadlines, which cannot refuse.</summary>
    internal Outcome Attempt(Func<Outcome> attempt)
    {
        int mark = undo.Mark, told = Events.Count;
        Outcome outcome;
        try
        {
            outcome = attempt();
        }
        catch (ArithmeticException)
        {
            outcome = Refused.OutOfRange;
        }
        if (outcome.IsRefused)
        {
            undo.Rewind(mark);
            Events.Truncate(told);
        }
        return outcome;
    }

    /// <summary>Whether a shape holds numbers of accounts, assets or rows, which a stranger could make up.</summary>
    static bool Numbers(Shape shape) => shape.Kind is ShapeKind.Account or ShapeKind.Asset or ShapeKind.Handle || (shape.Element is { } element && Numbers(element)) || shape.Fields.Any(f => Numbers(f.Shape));

    static ActionDescription Described<T>() where T : struct =>
        Declared<T>.Action ?? throw new InvariantException($"{typeof(T)} is not declared as an action.");

    void Bind<T>(ActionDescription action, Handler<T> handler) where T : struct
    {
        if (sealedRules) throw new InvariantException("Actions are declared while the market is made.");
        if (Numbers(action.Codec.Shape)) throw new InvariantException($"Action '{action.Name}' has an account, asset or row by number; actions give them by name.");
        if (action.Tag % Scope.Tags != Described<T>().Tag) throw new InvariantException($"Action number {Described<T>().Tag} is above {Scope.Tags - 1}.");
        if (action.Tag >= bindings.Length) Array.Resize(ref bindings, (action.Tag / Scope.Tags * Scope.Tags) + Scope.Tags);
        if (bindings[action.Tag] is not null) throw new InvariantException($"Action number {action.Tag} is declared twice.");
        bindings[action.Tag] = new Binding<T>(action, handler);
    }

    void OpenOffices()
    {
        foreach (var name in new Name[] { "issued", "burnt", "treasury" }) Ledger.Open(name, out _);
        foreach (var authority in Genesis.Authorities)
        {
            if (Ledger.Open(authority.Holder, out var holder).IsRefused) throw new InvariantException("The genesis names more accounts than its limit allows.");
            offices.Add(new Office(authority.Role, holder));
        }
        Events.Truncate(0);
    }

    /// <summary>Lets time pass to the command's instant, and spends its nonce. What fires here stays fired.</summary>
    Outcome Begin(in Command command, ushort tag)
    {
        Events.Truncate(0);
        items.Clear();
        frame = 0;
        var before = clock.Value;
        if (command.Now < before.Now) return Refused.TimeBackwards.With(before.Now);
        if (command.Block < before.Block) return Refused.BlockBackwards.With(before.Block);
        if (underWay) throw new InvariantException("The market stopped at a defect in an earlier command, or was called from within one.");
        underWay = true;
        undo.Forget();
        Beacon.Inject(command.Draws);
        Timers.Begin();
        PassTime(command.Now);
        items.Clear();
        clock.Value = new Clock(command.Now, command.Block, before.Sequence + 1);
        if (!Ledger.Exists(command.Sender)) return Settle(Refused.UnknownAccount);
        if (Admit(command, tag) is { IsRefused: true } refusal) return Settle(refusal);
        undo.Forget();
        frame = Events.Count;
        return Outcome.Applied;
    }

    /// <summary>
    /// Checks authority. A receipt is judged whatever follows, so that no deadline waits for a command that has come. A key
    /// the account never authorised spends nothing, so that no stranger can use up its nonces.
    /// </summary>
    Outcome Admit(in Command command, ushort tag)
    {
        received = command.Now;
        bool known = command.Receipt.IsZero || Requests.TryJudge(command.Receipt, out received);
        if (!command.Key.IsZero && !Keys.IsAuthorised(command.Sender, command.Key)) return Refused.KeyUnknown;
        if (Keys.Spend(command) is { IsRefused: true } spent) return spent;
        if (!known) return Refused.UnknownReceipt;
        if (command.Expires != 0 && received > command.Expires) return Refused.Expired.With(command.Expires);
        return Keys.Allow(command, tag, received);
    }

    void PassTime(ulong now)
    {
        while (true)
        {
            // An upgrade comes before all else of its instant.
            bool fires = Timers.IsDue(now, out ulong next), upgrades = Editions.IsDue(fires ? next : now, out ulong effective);
            if (!fires && !upgrades) return;
            var reached = clock.Value;
            ulong at = upgrades ? effective : next;
            if (at > reached.Now) clock.Value = reached with { Now = at };
            if (upgrades) PerformUpgrade();
            else Timers.FireNext(now);
            undo.Forget();
        }
    }

    Call CallOf(in Command command) => new()
    {
        Now = command.Now,
        Block = command.Block,
        Sender = command.Sender,
        Received = received,
        Verdicts = command.Verdicts.Span,
    };

    Outcome Finish(Outcome outcome)
    {
        if (outcome.IsRefused)
        {
            undo.Rewind(0);
            Events.Truncate(frame);
        }
        return Settle(outcome);
    }

    Outcome Settle(Outcome outcome)
    {
        undo.Forget();
        Beacon.Inject(default);
        underWay = false;
        return outcome;
    }
}

/// <summary>An office and one who holds it; several may.</summary>
readonly record struct Office(Name Role, Account Holder);

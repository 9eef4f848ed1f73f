namespace Vendue.Kernel;

/// <summary>
/// What a module is made over: the market, under names and numbers of its own, so that several modules live in one market.
/// The root scope is the market's mechanism's; a scope's actions and events are numbered from its slot times 1,024, and its
/// tables, actions and events are named after it ("dutch/locks", "dutch-lock").
/// </summary>
public sealed class Scope
{
    /// <summary>How many action and event numbers a scope has.</summary>
    public const int Tags = 1024;

    /// <summary>How many scopes a market can have.</summary>
    public const int Most = (ushort.MaxValue + 1) / Tags;

    /// <summary>The slot of the finality policy.</summary>
    public const int Finality = 1;

    internal const int FirstSchedule = 2;

    /// <summary>The slot of the first scope that a mechanism opens for another; schedules have those between.</summary>
    public const int FirstChild = 8;

    const int FirstOwnTag = 64;

    readonly Market market;
    readonly EventDescription?[] events;

    internal Scope(Market market, string path, int slot)
    {
        this.market = market;
        Path = path;
        Slot = slot;
        events = slot == 0 ? [] : new EventDescription?[Tags];
    }

    /// <summary>Its place among the market's scopes: 0 for the root. Opportunities and actions of slot s have numbers from 1,024 s.</summary>
    public int Slot { get; }

    /// <summary>Its name and those of the scopes around it, joined by '/'; empty for the root.</summary>
    public string Path { get; }

    /// <summary>Whether it is the market's own mechanism's.</summary>
    public bool IsRoot => Slot == 0;

    /// <summary>The money.</summary>
    public Ledger Ledger => market.Ledger;

    /// <summary>The requests that have not ended.</summary>
    public RequestBook Requests => market.Requests;

    /// <summary>What provers have done, under whatever mechanism.</summary>
    public PerformanceBook Performance => market.Performance;

    /// <summary>The inputs that only their assignees may read.</summary>
    public PrivateInputs PrivateInputs => market.PrivateInputs;

    /// <summary>The timers.</summary>
    public Timers Timers => market.Timers;

    /// <summary>The randomness.</summary>
    public Beacon Beacon => market.Beacon;

    /// <summary>The delegated keys and nonces.</summary>
    public Keys Keys => market.Keys;

    /// <summary>The byte strings that rows refer to.</summary>
    public BytesTable Blobs => market.Blobs;

    /// <summary>What is fixed for the market's whole life.</summary>
    public Genesis Genesis => market.Genesis;

    /// <summary>The market's instant.</summary>
    public ulong Now => market.Now;

    /// <summary>The height of the market's block clock.</summary>
    public ulong Block => market.Block;

    /// <summary>Whether an account holds an office.</summary>
    public bool Holds(Name office, Account account) => market.Holds(office, account);

    /// <summary>The number of the edition of the market's rules: how many upgrades there were.</summary>
    public uint Edition => market.Editions.Number;

    /// <summary>The parameters by which a request goes on: the module's in the edition in which it was opened.</summary>
    /// <exception cref="InvariantException">The scope is a child's: its parameters are its parent's matter.</exception>
    public T ParametersOf<T>(Handle<Request> request) => market.Editions.ParametersIn<T>(Slot, market.Requests[request].Edition);

    /// <summary>The module's parameters in an edition.</summary>
    /// <exception cref="InvariantException">The scope is a child's: its parameters are its parent's matter.</exception>
    public T ParametersIn<T>(uint edition) => market.Editions.ParametersIn<T>(Slot, edition);

    /// <summary>Declares a table. Only while the module is made.</summary>
    public Table<T> Table<T>(string name, int limit) where T : unmanaged => market.Table<T>(IsRoot ? name : $"{Path}/{name}", limit);

    /// <summary>Declares a single value. Only while the module is made.</summary>
    public Cell<T> Cell<T>(string name) where T : unmanaged => new(Table<T>(name, 1));

    /// <summary>Declares an action that the module understands, and who handles it. Only while the module is made.</summary>
    public void On<T>(Handler<T> handler) where T : struct => market.On(this, handler);

    /// <summary>Makes a module in a scope of its own. Only while this one's is made; the order is part of the rules.</summary>
    /// <param name="name">The scope's name, unique among the market's.</param>
    /// <param name="make">Makes the module.</param>
    public TModule Child<TModule>(string name, Func<Scope, TModule> make) where TModule : Module => market.AddModule(IsRoot ? name : $"{Path}/{name}", make);

    /// <summary>Opens a request, which this scope's mechanism closes at its last deadline. Refused when its id stands already, its statement is malformed or a table is full.</summary>
    /// <param name="key">Its id.</param>
    /// <param name="owner">The requester.</param>
    /// <param name="statement">What is to be proven.</param>
    /// <param name="ends">The last instant at which it may stand.</param>
    /// <param name="request">The request opened.</param>
    public Outcome OpenRequest(Hash32 key, Account owner, Statement statement, ulong ends, out Handle<Request> request) =>
        market.Requests.Open(key, owner, statement, ends, (byte)Slot, out request);

    /// <summary>Tells that this scope's mechanism has accepted a proof. The finality policy may refuse it; without one it is final at once, and the mechanism is told so before this returns.</summary>
    public Outcome Accept(in Acceptance acceptance) => market.Accept(this, acceptance);

    /// <summary>Tells that the result of a request that was opened becomes final in the order in which requests are told here. The finality policy may refuse it; without one there is no order.</summary>
    public Outcome Enqueue(Handle<Request> request) => market.Finality?.Enqueued(request) ?? Outcome.Applied;

    /// <summary>Tells that a prover was paid for a proof: the one way to do so, heard by subscribers and by the reward schedules.</summary>
    public void Settle(in SettledEvent settled) => market.Settle(settled);

    /// <summary>Tells that something happened. Undone with the command that told it.</summary>
    public void Emit<T>(in T happened) where T : struct
    {
        if (typeof(T) == typeof(SettledEvent)) throw new InvariantException("A payment for a proof is told by Scope.Settle, so that reward schedules hear of it.");
        if (typeof(T) == typeof(AssignedEvent)) market.Performance.Assigned((AssignedEvent)(object)happened);
        if (typeof(T) == typeof(SlashedEvent)) market.Performance.Slashed((SlashedEvent)(object)happened);
        if (IsRoot) market.Emit(happened);
        else market.Events.Add(DescriptionOf<T>(), happened);
    }

    /// <summary>Does one item of a batch: what it wrote is undone when it is refused, and the batch goes on.</summary>
    public Outcome Item(Func<Outcome> item) => market.Item(item);

    /// <summary>The outcomes of the items of the batch under way.</summary>
    public IReadOnlyList<Outcome> Items => market.Items;

    /// <summary>Does several things as one: what they wrote is undone when they are refused. For timers and last deadlines, which cannot refuse.</summary>
    public Outcome Attempt(Func<Outcome> attempt) => market.Attempt(attempt);

    /// <summary>A market's number for one of this scope's own.</summary>
    public ushort Number(ushort tag) => tag < FirstOwnTag ? tag : (ushort)((Slot * Tags) + tag);

    internal Mechanism MarketMechanism => market.Mechanism;

    internal Mechanism AcceptorOf(Handle<Request> request) => market.AcceptorOf(request);

    internal ActionDescription Described(ActionDescription action) => IsRoot ? action : action with { Tag = Number(action.Tag), Name = Named(action.Name), TypeName = TypePrefix + action.TypeName };

    EventDescription DescriptionOf<T>() where T : struct
    {
        var declared = Declared<T>.Event ?? throw new InvariantException($"{typeof(T)} is not declared as an event.");
        return declared.Tag < FirstOwnTag ? declared : events[declared.Tag] ??= declared with { Tag = Number(declared.Tag), Name = Named(declared.Name) };
    }

    /// <summary>The path in words joined without marks: "dutch/inner" is DutchInner.</summary>
    string TypePrefix => string.Concat(Path.Split('/', '-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    string Named(string name) => $"{Path.Replace('/', '-')}-{name}";
}

using Vendue.Mechanisms.Components;
using Vendue.Mechanisms.Stages;

namespace Vendue.Mechanisms.EscalationLadder;

/// <summary>
/// A ladder of stages under one id, one escrow and one deadline; our own design. Each stage is an ordinary mechanism with a
/// ceiling and a window. Why a stage failed decides which number changes: no offer, more money and a longer window; a
/// failed winner, more time, that prover excluded, its bond a bounty; time for one proof only, an open race at the cap.
/// </summary>
public sealed partial class Escalation : Mechanism, IStageHost
{
    static readonly Name EscrowReason = "cap", BountyReason = "bounty", ForfeitReason = "forfeit", RefundReason = "refund", ObjectionReason = "objection-bond";

    /// <summary>The slots of the stages' scopes, in the order in which they are made.</summary>
    internal const int SecondPriceSlot = Scope.FirstChild, DutchSlot = Scope.FirstChild + 1, RaceSlot = Scope.FirstChild + 2;

    const byte BackoffPhase = 1, PanicPhase = 0;
    static readonly Asset Money = new(0);

    readonly EscalationParameters parameters;
    readonly ulong acceptWindow, memoryTime, longestLife;
    readonly Table<ClimbRow> climbs;
    readonly UniqueIndex<Handle<Request>, ClimbRow> climbOf;
    readonly Table<ExcludedRow> excluded;
    readonly UniqueIndex<PartKey, ExcludedRow> exclusionOf;
    readonly OrderedIndex<int, ExcludedRow> exclusionsOf;
    readonly Table<ObjectionRow> objections;
    readonly UniqueIndex<PartKey, ObjectionRow> objectionOf;
    readonly OrderedIndex<int, ObjectionRow> objectionsOf;
    readonly Table<RememberedRow> remembered;
    readonly UniqueIndex<Hash32, RememberedRow> rememberedById;
    readonly OrderedIndex<ulong, RememberedRow> rememberedByTime;
    readonly MarketMemory memory;
    readonly ProverRecords provers;
    readonly SecondPriceStage secondPrice;
    readonly DutchStage dutch;
    readonly OpenRaceStage race;
    readonly ushort resuming, panicking;

    /// <summary>The mechanism over a scope.</summary>
    public Escalation(Scope scope, EscalationParameters parameters) : base(scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(parameters);
        this.parameters = parameters;
        acceptWindow = MarketTime.From(parameters.AcceptWindow, scope.Genesis.Time);
        memoryTime = MarketTime.From(parameters.Memory, scope.Genesis.Time);
        longestLife = MarketTime.From(parameters.LongestLife, scope.Genesis.Time);
        climbs = scope.Table<ClimbRow>("climbs", (int)parameters.MaxRequests);
        climbOf = climbs.IndexBy(c => c.Request);
        excluded = scope.Table<ExcludedRow>("excluded", (int)parameters.MaxRows);
        exclusionOf = excluded.IndexBy(e => new PartKey(e.Request, e.Prover));
        exclusionsOf = excluded.OrderBy(e => e.Request.Index);
        objections = scope.Table<ObjectionRow>("objections", (int)parameters.MaxRows);
        objectionOf = objections.IndexBy(r => new PartKey(r.Request, r.Prover));
        objectionsOf = objections.OrderBy(r => r.Request.Index);
        remembered = scope.Table<RememberedRow>("remembered", (int)parameters.MaxRows);
        rememberedById = remembered.IndexBy(r => r.Id);
        rememberedByTime = remembered.OrderBy(r => r.Until);
        memory = new MarketMemory(scope, parameters);
        provers = new ProverRecords(scope, parameters.MaxRows);
        resuming = scope.Timers.Register((_, payload) => Resume(Packed.Handle<ClimbRow>(payload)));
        panicking = scope.Timers.Register((_, payload) => Panic(Packed.Handle<ClimbRow>(payload)));
        scope.On<RequestProof>(Post);
        scope.On<RequestOnLadder>(Post);
        scope.On<CancelRequest>(Cancel);
        scope.On<ObjectToRequest>(Object);
        secondPrice = scope.Child("second-price", s => new SecondPriceStage(s, this, parameters.SecondPrice with { MaxOpen = parameters.MaxRequests }));
        dutch = scope.Child("dutch", s => new DutchStage(s, this, new DutchParameters { MaxOpen = parameters.MaxRequests }));
        race = scope.Child("race", s => new OpenRaceStage(s, this, parameters.Race with { MaxOpen = parameters.MaxRequests }));
    }

    /// <summary>What can be done for money is done in the stages, whose opportunities the market shows beside these.</summary>
    public override IEnumerable<Opportunity> Opportunities(Account account) => [];

    /// <inheritdoc/>
    public override IReadOnlyList<Statement> StatementsIn(ushort tag, ReadOnlyMemory<byte> action) => tag switch
    {
        RequestProof.Tag => [Codec<RequestProof>.Of.Decode(action).Statement],
        RequestOnLadder.Tag => [Codec<RequestOnLadder>.Of.Decode(action).Statement],
        _ => [],
    };

    Stage StageOf(Format format) => format switch
    {
        Format.SecondPrice => secondPrice,
        Format.Dutch => dutch,
        _ => race,
    };

    Ladder LadderOf(in ClimbRow row) => Codec<Ladder>.Of.Decode(Scope.Blobs.Read(row.Ladder));

    Hash32 KeyOf(in ClimbRow row) => Requests[row.Request].Key;

    UInt128 ReferenceOf(in ClimbRow row) => memory.Reference(Requests.StatementOf(row.Request)) ?? 0;
}

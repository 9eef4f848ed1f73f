namespace Vendue.Mechanisms.LagrangeDara;

/// <summary>
/// Lagrange DARA: knapsack double auction by deferred acceptance with threshold payments, reconstructed from the public
/// description. Rounds of one class collect sealed bids for whole jobs and asks for capacity, are cleared by the rules
/// beside this class, and give each job to provers in slices under bond.
/// </summary>
public sealed partial class Dara : Mechanism
{
    /// <summary>The newest version of these rules. In version 1 parameters are the same for ever, and the highest ask is even.</summary>
    public const ushort Rules = 2;

    const ulong MostUnits = 1UL << 48;
    const byte ClosePhase = 0, ClearPhase = 1, SlicePhase = 2;
    static readonly Asset Payment = new(0);

    readonly record struct Counters(ulong LastRound, ulong LastOffer);

    readonly ushort rules;
    readonly LagrangeDaraParameters parameters;
    readonly ulong roundLength, revealWindow, longestLife;
    readonly RoundEditions? editions;
    readonly Table<RoundRow> rounds;
    readonly UniqueIndex<ulong, RoundRow> roundByNumber;
    readonly UniqueIndex<RoundKey, RoundRow> roundByPhase;
    readonly Table<JobRow> jobs;
    readonly UniqueIndex<Handle<Request>, JobRow> jobByRequest;
    readonly OrderedIndex<Position, JobRow> jobsByRound;
    readonly Table<AskRow> asks;
    readonly UniqueIndex<AskKey, AskRow> askByProver;
    readonly OrderedIndex<Position, AskRow> asksByRound;
    readonly Table<SliceRow> slices;
    readonly OrderedIndex<Position, SliceRow> slicesByJob;
    readonly OrderedIndex<Position, SliceRow> slicesByProver;
    readonly Cell<Counters> counters;
    readonly Account fund;
    readonly ushort closing, clearing, sliceDue;

    /// <summary>The mechanism over a market.</summary>
    public Dara(Scope scope, LagrangeDaraParameters parameters, ushort rules = Rules) : base(scope)
    {
        this.rules = rules;
        this.parameters = parameters;
        (roundLength, revealWindow) = (InMarketTime(parameters.RoundLength), InMarketTime(parameters.RevealWindow));
        longestLife = InMarketTime(parameters.LongestLife);
        rounds = scope.Table<RoundRow>("rounds", (int)parameters.MostRounds);
        roundByNumber = rounds.IndexBy(r => r.Number);
        roundByPhase = rounds.IndexBy(r => new RoundKey(r.Class, r.Phase, r.Phase == Phase.Revealing ? r.Number : 0));
        jobs = scope.Table<JobRow>("jobs", (int)parameters.MostJobs);
        jobByRequest = jobs.IndexBy(j => j.Request);
        jobsByRound = jobs.OrderBy(j => new Position(j.Round, j.Number));
        asks = scope.Table<AskRow>("asks", (int)parameters.MostAsks);
        askByProver = asks.IndexBy(a => new AskKey(a.Round, a.Prover));
        asksByRound = asks.OrderBy(a => new Position(a.Round, a.Number));
        slices = scope.Table<SliceRow>("slices", (int)parameters.MostSlices);
        slicesByJob = slices.OrderBy(s => new Position(s.JobNumber, s.Number));
        slicesByProver = slices.OrderBy(s => new Position((ulong)s.Prover.Index, s.JobNumber));
        counters = scope.Cell<Counters>("counters");
        if (rules > 1) editions = new RoundEditions(scope, (int)parameters.MostRounds);
        if (Ledger.Open(parameters.Fund, out fund).IsRefused) throw new InvariantException("The market has no room for the account of its insurance fund.");
        scope.On<PlaceBid>(Bid);
        scope.On<PlaceAsk>(Ask);
        scope.On<RevealBid>(Reveal);
        scope.On<RevealAsk>(Reveal);
        scope.On<CancelBid>(Cancel);
        scope.On<Deliver>(Deliver);
        scope.On<GiveUp>(GiveUp);
        closing = scope.Timers.Register((_, payload) => Close(Packed.Handle<RoundRow>(payload)));
        clearing = scope.Timers.Register((_, payload) => Clear(Packed.Handle<RoundRow>(payload)));
        sliceDue = scope.Timers.Register((_, payload) => PassDue(Packed.Handle<SliceRow>(payload)));
    }

    ulong InMarketTime(ulong milliseconds) => Scope.Genesis.Time == TimeUnit.Milliseconds ? milliseconds : (milliseconds + 999) / 1000;

    /// <summary>The parameters of a round: those of the edition in which it opened.</summary>
    LagrangeDaraParameters For(ulong round) => editions?.ParametersOf(round) ?? parameters;

    /// <summary>The parameters by which a job goes on: those of the edition in which it was posted.</summary>
    LagrangeDaraParameters For(Handle<Request> request) => rules > 1 ? Scope.ParametersOf<LagrangeDaraParameters>(request) : parameters;

    ulong ProvingTimeOf(ulong round) => InMarketTime(For(round).ProvingTime);

    /// <summary>Completes the way from version 1: the rounds that stand opened in its last edition.</summary>
    internal Outcome AdoptRounds(uint edition)
    {
        foreach (var round in rounds)
            if (editions!.Set(rounds[round].Number, edition) is { IsRefused: true } refusal) return refusal;
        return Outcome.Applied;
    }

    static ulong Later(ulong instant, ulong by) => instant > ulong.MaxValue - by ? ulong.MaxValue : instant + by;

    ulong NextOffer()
    {
        counters.Value = counters.Value with { LastOffer = counters.Value.LastOffer + 1 };
        return counters.Value.LastOffer;
    }

    Handle<JobRow>[] JobsOf(ulong round) => [.. jobsByRound.Between(new Position(round, 0), new Position(round, ulong.MaxValue))];

    Handle<AskRow>[] AsksOf(ulong round) => [.. asksByRound.Between(new Position(round, 0), new Position(round, ulong.MaxValue))];

    Handle<SliceRow>[] SlicesOf(in JobRow job) => [.. slicesByJob.Between(new Position(job.Number, 0), new Position(job.Number, ulong.MaxValue))];
}

using Vendue.Mechanisms.Components;

namespace Vendue.Mechanisms.Stages;

/// <summary>What a prover needs to know to make a sealed offer.</summary>
/// <param name="Reveals">When offers begin to be opened.</param>
/// <param name="Deadline">The last instant at which the request can be delivered at all.</param>
public readonly record struct SealTerms(ulong Reveals, ulong Deadline);

/// <summary>What a prover needs to know to open its offer.</summary>
/// <param name="Reveals">When offers began to be opened.</param>
/// <param name="Deadline">The last instant at which the request can be delivered at all.</param>
/// <param name="Seal">Its seal.</param>
/// <param name="Memo">Its note.</param>
public readonly record struct RevealTerms(ulong Reveals, ulong Deadline, Hash32 Seal, Hash32 Memo);

/// <summary>
/// Sealed second-price procurement: offers are sealed under a bond while the window is open, opened after it, and the
/// lowest at or below the ceiling is bound at the price of the second-lowest, or the ceiling when it is alone.
/// </summary>
public sealed class SecondPriceStage : AssigningStage
{
    readonly SecondPriceParameters parameters;
    readonly ulong window, revealWindow;
    readonly Table<OfferRow> offers;
    readonly UniqueIndex<PartKey, OfferRow> offerOf;
    readonly OrderedIndex<PartOrder, OfferRow> offersOf;
    readonly Cell<ulong> lastOffer;

    /// <summary>The stage over a scope.</summary>
    /// <param name="scope">Its scope.</param>
    /// <param name="host">Who opens it; null where it is the market's own mechanism.</param>
    /// <param name="parameters">Its parameters.</param>
    public SecondPriceStage(Scope scope, IStageHost? host, SecondPriceParameters parameters) : base(scope, host, parameters.Posting, parameters.MaxOpen)
    {
        ArgumentNullException.ThrowIfNull(scope);
        this.parameters = parameters;
        window = MarketTime.From(parameters.Window, scope.Genesis.Time);
        revealWindow = MarketTime.From(parameters.RevealWindow, scope.Genesis.Time);
        offers = scope.Table<OfferRow>("offers", (int)parameters.MaxStandingOffers);
        offerOf = offers.IndexBy(o => new PartKey(o.Request, o.Prover));
        offersOf = offers.OrderBy(o => new PartOrder(o.Request.Index, o.Number));
        lastOffer = scope.Cell<ulong>("last-offer");
        scope.On<SealOffer>(Seal);
        scope.On<RevealOffer>(Reveal);
    }

    /// <inheritdoc/>
    public override IEnumerable<Opportunity> Opportunities(Account account)
    {
        foreach (var handle in Stages)
            if (OfStage(Stages[handle], account) is { } opportunity) yield return opportunity;
    }

    private protected override StageTerms TermsOf(in PostRequest action) => new() { Window = window, MinOffers = parameters.MinOffers };

    private protected override void Forget(in StageRow row)
    {
        foreach (var handle in OffersOf(row)) Drop(handle);
    }

    private protected override void OffersAreIn(Handle<StageRow> handle, in StageRow row)
    {
        if (row.State == StageState.Open && row.Offers > 0 && row.Offers >= row.Terms.MinOffers) BeginReveal(handle, row);
        else if (row.State == StageState.Open) End(handle, new StageReport(row.Offers == 0 ? StageEnd.NoOffer : StageEnd.Thin));
        else Compare(handle);
    }

    Outcome Seal(in Call call, in SealOffer action)
    {
        if (!TryFind(action.Request, out var handle) || Stages[handle] is not { State: StageState.Open } row) return StageReasons.NoStage;
        if (call.Now >= row.Closes) return StageReasons.WindowClosed.With(row.Closes);
        if (Admits(row, call.Sender, promises: true) is { IsRefused: true } notAdmitted) return notAdmitted;
        if (offerOf.TryFind(new PartKey(row.Request, call.Sender), out _)) return StageReasons.OfferedAlready;
        if (row.Offers >= parameters.MaxOffers) return offers.Full;
        if (HoldBond(row, call.Sender, out var bond) is { IsRefused: true } poor) return poor;
        ulong number = lastOffer.Value + 1;
        lastOffer.Value = number;
        if (!offers.TryAdd(new OfferRow(row.Request, call.Sender, number, action.Seal, action.Memo, bond, false, 0, 0), out _)) return offers.Full;
        Stages.Write(handle, row with { Offers = row.Offers + 1, Unopened = row.Unopened + 1 });
        Scope.Emit(new OfferSealed(action.Request, call.Sender, action.Seal));
        return Outcome.Applied;
    }

    void BeginReveal(Handle<StageRow> handle, in StageRow row)
    {
        ulong until = ulong.Min(MarketTime.Later(Scope.Now, revealWindow), MarketTime.Later(row.Terms.Deadline, 1));
        var (next, key) = (row with { State = StageState.Revealing }, Requests[row.Request].Key);
        if (Scope.Attempt(() => Await(handle, next, until, waitsForVerdicts: false)).IsRefused) End(handle, new StageReport(StageEnd.NoOffer));
        else Scope.Emit(new Revealing(key, row.Offers, until));
    }

    Outcome Reveal(in Call call, in RevealOffer action)
    {
        if (!TryFind(action.Request, out var handle)) return StageReasons.NoStage;
        var row = Stages[handle];
        if (row.State == StageState.Open) return StageReasons.WindowOpen.With(row.Closes);
        if (row.State != StageState.Revealing) return StageReasons.NoStage;
        if (!offerOf.TryFind(new PartKey(row.Request, call.Sender), out var mine) || offers[mine] is not { Opened: false } offer) return StageReasons.UnknownOffer;
        if (StageSeal.OfOffer(Ledger.NameOf(call.Sender), action.Request, action.Price, action.StandsUntil, action.Salt) != offer.Seal) return StageReasons.SealMismatch;
        offers.Write(mine, offer with { Opened = true, Price = action.Price, StandsUntil = action.StandsUntil });
        Stages.Write(handle, row with { Unopened = row.Unopened - 1 });
        Scope.Emit(new OfferRevealed(action.Request, call.Sender, action.Price, action.StandsUntil));
        if (row.Unopened == 1) Compare(handle);
        return action.Price > row.Terms.Ceiling ? StageReasons.AboveCeiling.Mark((Int128)row.Terms.Ceiling) : Outcome.Applied;
    }

    /// <summary>All offers are open, or the time to open them is over: those that may still take part are compared, and the winner is bound.</summary>
    void Compare(Handle<StageRow> handle)
    {
        var row = Stages[handle];
        PenaliseSealed(row);
        var standing = OffersOf(row).Where(o => Admits(row, offers[o].Prover, promises: true) is { IsRefused: false }).ToArray();
        var award = SecondPrice.Of([.. standing.Select(o => new OpenOffer(offers[o].Number, offers[o].Price))], row.Terms.Ceiling);
        if (Scope.Now > row.Terms.Deadline || award.Eligible == 0) End(handle, new StageReport(StageEnd.NoOffer));
        else if (award.Eligible < row.Terms.MinOffers) End(handle, new StageReport(StageEnd.Thin));
        else Bind(handle, award, standing);
    }

    void Bind(Handle<StageRow> handle, Award award, Handle<OfferRow>[] standing)
    {
        var row = Stages[handle];
        var winner = offers[standing[award.Winner]];
        var second = award.RunnerUp < 0 ? default : offers[standing[award.RunnerUp]];
        var bound = Scope.Attempt(() =>
        {
            offers.Remove(standing[award.Winner]);
            Forget(row);
            var next = row with { RunnerUp = new StandingOffer(second.Prover, second.Price, second.StandsUntil), Offers = 0, Unopened = 0 };
            return Assign(handle, next, winner.Prover, award.Price, winner.Bond);
        });
        if (bound.IsRefused) End(handle, new StageReport(StageEnd.NoOffer));
    }

    void PenaliseSealed(in StageRow row)
    {
        foreach (var handle in OffersOf(row))
        {
            if (offers[handle].Opened) continue;
            Slash(row, offers[handle].Bond, Wide.MulDivFloor(row.Terms.Bond, parameters.UnrevealedBps, 10_000));
            Drop(handle);
        }
    }

    void Drop(Handle<OfferRow> handle)
    {
        ReturnBond(offers[handle].Bond);
        offers.Remove(handle);
    }

    Handle<OfferRow>[] OffersOf(in StageRow row) => [.. offersOf.Between(new PartOrder(row.Request.Index, 0), new PartOrder(row.Request.Index, ulong.MaxValue))];

    Opportunity? OfStage(in StageRow row, Account account)
    {
        if (row.State == StageState.Proving) return row.Prover == account ? ToProve(row) : null;
        bool offered = offerOf.TryFind(new PartKey(row.Request, account), out var mine);
        if (row.State == StageState.Revealing) return offered && !offers[mine].Opened ? ToReveal(row, offers[mine]) : null;
        if (row.State != StageState.Open || offered || Scope.Now >= row.Closes || Admits(row, account, promises: true).IsRefused) return null;
        return Common(row) with
        {
            Kind = OpportunityKind.Offer,
            Action = SealOffer.Tag,
            Until = row.Closes - 1,
            ProofDue = ulong.Min(MarketTime.Later(row.Closes, row.Terms.ProvingTime), row.Terms.Deadline),
            Terms = new Bytes(Codec<SealTerms>.Of.Encode(new SealTerms(row.Closes, row.Terms.Deadline))),
        };
    }

    Opportunity ToReveal(in StageRow row, in OfferRow offer) => Common(row) with
    {
        Kind = OpportunityKind.Step,
        Action = RevealOffer.Tag,
        Until = MarketTime.Later(row.Closes, revealWindow - 1),
        ProofDue = row.Terms.Deadline,
        Terms = new Bytes(Codec<RevealTerms>.Of.Encode(new RevealTerms(row.Closes, row.Terms.Deadline, offer.Seal, offer.Memo))),
    };

    Opportunity Common(in StageRow row) => new()
    {
        Request = Requests[row.Request].Key,
        Statement = Requests.StatementOf(row.Request),
        From = Scope.Now,
        Payment = row.Terms.Payment,
        Price = row.Terms.Ceiling,
        PriceCeiling = row.Terms.Ceiling,
        Collateral = row.Terms.Collateral,
        Bond = row.Terms.Bond,
    };
}

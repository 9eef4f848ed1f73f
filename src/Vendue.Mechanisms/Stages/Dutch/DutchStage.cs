using Vendue.Mechanisms.Components;

namespace Vendue.Mechanisms.Stages;

/// <summary>What a prover needs to know to take a request at a rising price.</summary>
/// <param name="Start">The price at the beginning, in base units.</param>
/// <param name="Ramp">How long it rises to the ceiling.</param>
/// <param name="Opened">When it began.</param>
/// <param name="ProvingTime">How long who takes it has.</param>
/// <param name="Deadline">The last instant at which the request can be delivered at all.</param>
public readonly record struct DutchTerms(UInt128 Start, ulong Ramp, ulong Opened, ulong ProvingTime, ulong Deadline);

/// <summary>
/// Reverse Dutch auction: the price rises until a prover takes the request and puts up its bond. Without a ramp it is a
/// posted price.
/// </summary>
public sealed class DutchStage : AssigningStage
{
    readonly DutchParameters parameters;
    readonly ulong window, ramp;

    /// <summary>The stage over a scope.</summary>
    /// <param name="scope">Its scope.</param>
    /// <param name="host">Who opens it; null where it is the market's own mechanism.</param>
    /// <param name="parameters">Its parameters.</param>
    public DutchStage(Scope scope, IStageHost? host, DutchParameters parameters) : base(scope, host, parameters.Posting, parameters.MaxOpen)
    {
        ArgumentNullException.ThrowIfNull(scope);
        this.parameters = parameters;
        window = MarketTime.From(parameters.Window, scope.Genesis.Time);
        ramp = MarketTime.From(parameters.Ramp, scope.Genesis.Time);
        scope.On<TakeRequest>(Take);
    }

    /// <inheritdoc/>
    public override StageQuote Quote(in StageTerms terms) => new(DutchPrice.At(terms.Start, terms.Ceiling, terms.Ramp, 0), terms.Ceiling, terms.Bond);

    /// <inheritdoc/>
    public override IEnumerable<Opportunity> Opportunities(Account account)
    {
        foreach (var handle in Stages)
        {
            var row = Stages[handle];
            if (row.State == StageState.Proving && row.Prover == account) yield return ToProve(row);
            if (row.State == StageState.Open && Scope.Now < row.Closes && !Admits(row, account, promises: true).IsRefused) yield return ToTake(row);
        }
    }

    private protected override StageTerms TermsOf(in PostRequest action) =>
        new() { Window = window, Ramp = ramp, Start = Wide.MulDivFloor(action.Ceiling, parameters.StartBps, 10_000) };

    private protected override void OffersAreIn(Handle<StageRow> handle, in StageRow row) => End(handle, new StageReport(StageEnd.NoOffer));

    Outcome Take(in Call call, in TakeRequest action)
    {
        if (!TryFind(action.Request, out var handle)) return StageReasons.NoStage;
        var row = Stages[handle];
        if (row.State != StageState.Open) return StageReasons.Assigned;
        if (call.Now >= row.Closes) return StageReasons.WindowClosed.With(row.Closes);
        if (Admits(row, call.Sender, promises: true) is { IsRefused: true } notAdmitted) return notAdmitted;
        if (HoldBond(row, call.Sender, out var bond) is { IsRefused: true } poor) return poor;
        return Assign(handle, row, call.Sender, PriceNow(row), bond);
    }

    UInt128 PriceNow(in StageRow row) => DutchPrice.At(row.Terms.Start, row.Terms.Ceiling, row.Terms.Ramp, Scope.Now - row.Opened);

    Opportunity ToTake(in StageRow row) => new()
    {
        Kind = OpportunityKind.Offer,
        Action = TakeRequest.Tag,
        Request = Requests[row.Request].Key,
        Statement = Requests.StatementOf(row.Request),
        From = Scope.Now,
        Until = row.Closes - 1,
        ProofDue = DueOf(row.Terms),
        Payment = row.Terms.Payment,
        Price = PriceNow(row),
        PriceCeiling = row.Terms.Ceiling,
        Collateral = row.Terms.Collateral,
        Bond = row.Terms.Bond,
        Terms = new Bytes(Codec<DutchTerms>.Of.Encode(new DutchTerms(row.Terms.Start, row.Terms.Ramp, row.Opened, row.Terms.ProvingTime, row.Terms.Deadline))),
    };
}

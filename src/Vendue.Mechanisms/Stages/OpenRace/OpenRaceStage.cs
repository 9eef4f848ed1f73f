using Vendue.Mechanisms.Components;

namespace Vendue.Mechanisms.Stages;

/// <summary>What a prover needs to know to race.</summary>
/// <param name="CommitLead">How long before its delivery the proof must be committed to.</param>
public readonly record struct RaceTerms(ulong CommitLead);

/// <summary>
/// Open race: whoever first delivers a valid proof has the price. A proof counts only if its racer committed to it before,
/// so that a proof that is seen on delivery cannot be claimed by another. Racers after the first may be paid a part.
/// </summary>
public sealed class OpenRaceStage : Stage
{
    static readonly StageReport Unproven = new(StageEnd.NoOffer);

    readonly OpenRaceParameters parameters;
    readonly ulong commitLead, grace, ramp;
    readonly Table<CommitmentRow> commitments;
    readonly UniqueIndex<PartKey, CommitmentRow> commitmentOf;
    readonly OrderedIndex<PartOrder, CommitmentRow> commitmentsOf;
    readonly Cell<ulong> lastCommitment;

    /// <summary>The stage over a scope.</summary>
    /// <param name="scope">Its scope.</param>
    /// <param name="host">Who opens it; null where it is the market's own mechanism.</param>
    /// <param name="parameters">Its parameters.</param>
    public OpenRaceStage(Scope scope, IStageHost? host, OpenRaceParameters parameters) : base(scope, host, parameters.Posting, parameters.MaxOpen)
    {
        ArgumentNullException.ThrowIfNull(scope);
        this.parameters = parameters;
        commitLead = MarketTime.From(parameters.CommitLead, scope.Genesis.Time);
        grace = MarketTime.From(parameters.Grace, scope.Genesis.Time);
        ramp = MarketTime.From(parameters.Ramp, scope.Genesis.Time);
        commitments = scope.Table<CommitmentRow>("commitments", (int)parameters.MaxCommitments);
        commitmentOf = commitments.IndexBy(c => new PartKey(c.Request, c.Prover));
        commitmentsOf = commitments.OrderBy(c => new PartOrder(c.Request.Index, c.Number));
        lastCommitment = scope.Cell<ulong>("last-commitment");
        scope.On<CommitProof>(Commit);
        scope.On<Deliver>(Receive);
    }

    /// <inheritdoc/>
    public override StageQuote Quote(in StageTerms terms) => new(PriceAfter(terms, 0), PrizeOf(terms), 0);

    /// <inheritdoc/>
    public override IEnumerable<Opportunity> Opportunities(Account account)
    {
        foreach (var handle in Stages)
        {
            var row = Stages[handle];
            if (row.State == StageState.Open && Scope.Now < row.Closes && !Admits(row, account, promises: false).IsRefused) yield return ToRace(row);
        }
    }

    private protected override bool IsRace => true;

    private protected override StageTerms TermsOf(in PostRequest action) => new()
    {
        Window = ulong.MaxValue,
        Start = Wide.MulDivFloor(action.Ceiling, parameters.StartBps, 10_000),
        Ramp = ramp,
        Racers = parameters.Racers,
        ConsolationBps = parameters.ConsolationBps,
    };

    private protected override void TimeIsOver(Handle<StageRow> handle, in StageRow row) =>
        End(handle, row.Winners > 0 ? new StageReport(StageEnd.Settled, row.Prover, row.Paid) : Unproven);

    private protected override void Forget(in StageRow row)
    {
        foreach (var handle in commitmentsOf.Between(new PartOrder(row.Request.Index, 0), new PartOrder(row.Request.Index, ulong.MaxValue)).ToArray()) commitments.Remove(handle);
    }

    /// <summary>The first was paid. Those who had committed by then are waited for, if they are paid as well.</summary>
    private protected override void Paid(Handle<StageRow> handle, in StageRow row)
    {
        bool more = row.Winners < row.Terms.Racers && RacePrize.Consolation(row.Price, row.Terms.ConsolationBps) > 0 && row.Offers > row.Winners;
        var next = row with { State = StageState.Concluding };
        if (!more || Await(handle, next, MarketTime.Later(Scope.Now, grace), waitsForVerdicts: true).IsRefused) base.Paid(handle, row);
    }

    /// <summary>A racer has one commitment a race; the last one counts.</summary>
    Outcome Commit(in Call call, in CommitProof action)
    {
        if (!TryFind(action.Request, out var handle) || Stages[handle] is not { State: StageState.Open } row) return StageReasons.NoStage;
        if (call.Now >= row.Closes) return StageReasons.WindowClosed.With(row.Closes);
        if (Admits(row, call.Sender, promises: false) is { IsRefused: true } notAdmitted) return notAdmitted;
        ulong number = lastCommitment.Value + 1;
        lastCommitment.Value = number;
        var commitment = new CommitmentRow(row.Request, call.Sender, number, action.Hash, call.Now, false);
        if (commitmentOf.TryFind(new PartKey(row.Request, call.Sender), out var before))
        {
            commitments.Write(before, commitment);
        }
        else
        {
            if (row.Offers >= parameters.MaxRacers || !commitments.TryAdd(commitment, out _)) return commitments.Full;
            Stages.Write(handle, row with { Offers = row.Offers + 1 });
        }
        Scope.Emit(new OfferSealed(action.Request, call.Sender, action.Hash));
        return Outcome.Applied;
    }

    Outcome Receive(in Call call, in Deliver action)
    {
        if (!TryFind(action.Request, out var handle)) return StageReasons.NoStage;
        var row = Stages[handle];
        if (row.State is not (StageState.Open or StageState.Concluding)) return StageReasons.NoPrizeLeft;
        if (call.Received > row.Terms.Deadline) return StageReasons.TooLate.With(row.Terms.Deadline);
        if (FindCommitment(call, action, row, out var mine) is { IsRefused: true } refusal) return refusal;
        if (Check(call, row, action.PublicValues, out var verdict) is { IsRefused: true } missing) return missing;
        if (verdict == Verdict.Unexecutable) return Stop(handle, row);
        if (verdict != Verdict.Valid) return Refused.InvalidProof;
        commitments.Write(mine, commitments[mine] with { Done = true });
        if (row.State == StageState.Concluding) return PayConsolation(handle, row, call.Sender);
        var won = row with { Prover = call.Sender, Price = PriceAfter(row.Terms, ulong.Max(call.Received, row.Opened) - row.Opened), Due = call.Now };
        return Accept(call, handle, won, action.PublicValues);
    }

    Outcome FindCommitment(in Call call, in Deliver action, in StageRow row, out Handle<CommitmentRow> mine)
    {
        var hash = StageSeal.OfProof(Ledger.NameOf(call.Sender), action.Request, action.PublicValues, action.Proof);
        if (!commitmentOf.TryFind(new PartKey(row.Request, call.Sender), out mine) || commitments[mine].Hash != hash) return StageReasons.NotCommitted;
        ulong counts = MarketTime.Later(commitments[mine].At, commitLead);
        if (call.Received < counts) return StageReasons.CommitmentTooFresh.With(counts);
        if (commitments[mine].Done) return StageReasons.NoPrizeLeft;
        return row.State == StageState.Concluding && commitments[mine].At > row.Due ? StageReasons.NoPrizeLeft : Outcome.Applied;
    }

    /// <summary>Nobody can prove the statement. Once it was proven, such a verdict is another's mistake.</summary>
    Outcome Stop(Handle<StageRow> handle, in StageRow row)
    {
        if (row.Winners > 0) return Refused.InvalidProof;
        End(handle, new StageReport(StageEnd.Unexecutable));
        return Outcome.Applied;
    }

    Outcome PayConsolation(Handle<StageRow> handle, in StageRow row, Account racer)
    {
        Pay(handle, row, racer, RacePrize.Consolation(row.Price, row.Terms.ConsolationBps));
        var paid = Stages[handle];
        if (paid.Winners >= paid.Terms.Racers) End(handle, new StageReport(StageEnd.Settled, paid.Prover, paid.Paid));
        return Outcome.Applied;
    }

    static UInt128 PrizeOf(in StageTerms terms) => RacePrize.First(terms.Ceiling, terms.Racers, terms.ConsolationBps);

    static UInt128 PriceAfter(in StageTerms terms, ulong elapsed)
    {
        var prize = PrizeOf(terms);
        return DutchPrice.At(UInt128.Min(terms.Start, prize), prize, terms.Ramp, elapsed);
    }

    Opportunity ToRace(in StageRow row) => new()
    {
        Kind = OpportunityKind.Race,
        Action = Deliver.Tag,
        Request = Requests[row.Request].Key,
        Statement = Requests.StatementOf(row.Request),
        From = Scope.Now,
        Until = row.Terms.Deadline,
        ProofDue = row.Terms.Deadline,
        Payment = row.Terms.Payment,
        Price = PriceAfter(row.Terms, Scope.Now - row.Opened),
        PriceCeiling = PrizeOf(row.Terms),
        Collateral = row.Terms.Collateral,
        Terms = new Bytes(Codec<RaceTerms>.Of.Encode(new RaceTerms(commitLead))),
    };
}

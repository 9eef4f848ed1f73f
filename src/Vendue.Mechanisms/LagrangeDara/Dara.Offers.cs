namespace Vendue.Mechanisms.LagrangeDara;

/// <summary>Offers: bids and asks are placed, opened and taken back.</summary>
public sealed partial class Dara
{
    static readonly Name DepositReason = "bid-deposit", AskBondReason = "ask-bond", ExcessReason = "deposit-above-bid", CancelReason = "bid-cancelled";

    Outcome Bid(in Call call, in PlaceBid action)
    {
        if (Unfit(call, action) is { IsRefused: true } unfit) return unfit;
        ulong size = SizeOf(action.Statement);
        var ofClass = new Class(action.Statement.System, action.Statement.WorkUnit);
        if (Collect(ofClass, out var round) is { IsRefused: true } noRound) return noRound;
        bool isSealed = For(rounds[round].Number).Sealed;
        if (Scope.OpenRequest(action.Request, call.Sender, action.Statement, action.Deadline, out var request) is { IsRefused: true } notOpened) return notOpened;
        if (Ledger.OpenHolding(Place.Escrow, call.Sender, Payment, request, out var escrow) is { IsRefused: true } noHolding) return noHolding;
        if (Ledger.Hold(call.Sender, escrow, action.Deposit, DepositReason) is { IsRefused: true } poor) return poor;
        var job = new JobRow(
            request, call.Sender, ofClass, NextOffer(), 0, isSealed ? JobState.Sealed : JobState.Bidding, size, isSealed ? 0 : action.Deposit,
            isSealed ? action.Commitment : default, escrow, default, 0, 0, 0, 0);
        return jobs.TryAdd(job, out var handle) ? Join(handle, round) : jobs.Full;
    }

    Outcome Unfit(in Call call, in PlaceBid action)
    {
        if (call.Sender == fund) return Reasons.FundTakesNoPart;
        if (action.Statement.Work == 0) return Reasons.WorkZero;
        if (SizeOf(action.Statement) > MostUnits) return Reasons.TooLarge.With(MostUnits);
        if (action.Statement.Predicate.Data.Length > parameters.LongestPredicate) return Reasons.PredicateTooLong.With(parameters.LongestPredicate);
        if (action.Deposit == 0) return Refused.AmountZero;
        if (action.Deadline > Later(call.Now, longestLife)) return Reasons.DeadlineTooFar.With(Later(call.Now, longestLife));
        return ForOffersOf(new Class(action.Statement.System, action.Statement.WorkUnit)).Sealed && action.Commitment.IsZero ? Reasons.CommitmentMissing : Outcome.Applied;
    }

    /// <summary>The parameters of the round that collects a class's offers, or would.</summary>
    LagrangeDaraParameters ForOffersOf(Class ofClass) => roundByPhase.TryFind(new RoundKey(ofClass, Phase.Collecting, 0), out var round) ? For(rounds[round].Number) : parameters;

    /// <summary>ceil(work / sizeUnit).</summary>
    ulong SizeOf(Statement statement) => ((statement.Work - 1) / parameters.SizeUnit) + 1;

    /// <summary>The round of a class that collects offers, opened if there is none.</summary>
    Outcome Collect(Class ofClass, out Handle<RoundRow> round)
    {
        if (roundByPhase.TryFind(new RoundKey(ofClass, Phase.Collecting, 0), out round)) return Outcome.Applied;
        ulong number = counters.Value.LastRound + 1;
        ulong closes = Later(Scope.Now, roundLength), clears = parameters.Sealed ? Later(closes, revealWindow) : closes;
        var seed = parameters.Sealed ? default : DrawSeed(number);
        if (!rounds.TryAdd(new RoundRow(number, ofClass, Phase.Collecting, closes, clears, 0, 0, parameters.Variant, seed, Ratio.Zero, 0), out round)) return rounds.Full;
        if (editions?.Set(number, Scope.Edition) is { IsRefused: true } noEdition) return noEdition;
        counters.Value = counters.Value with { LastRound = number };
        if (Scope.Timers.Set(closing, closes, Packed.Of(round), out _, ClosePhase) is { IsRefused: true } noTimer) return noTimer;
        if (parameters.Sealed && Scope.Timers.Set(clearing, clears, Packed.Of(round), out _, ClearPhase) is { IsRefused: true } noSecond) return noSecond;
        Scope.Emit(new RoundOpened(number, ofClass.System, ofClass.WorkUnit, closes, clears));
        return Outcome.Applied;
    }

    /// <summary>Puts a job's bid into a round: a new one, one that lost before, or one for what is missing of a job.</summary>
    Outcome Join(Handle<JobRow> handle, Handle<RoundRow> round)
    {
        var (job, row) = (jobs[handle], rounds[round]);
        uint most = For(row.Number).OffersPerRound;
        if (row.Bids >= most) return Reasons.RoundFull.With(most);
        ulong earliest = Later(row.Clears, ProvingTimeOf(row.Number));
        if (Requests[job.Request].Ends < earliest) return Reasons.DeadlineTooSoon.With(earliest);
        rounds.Write(round, row with { Bids = row.Bids + 1 });
        jobs.Write(handle, job with { Round = row.Number });
        ulong size = job.State == JobState.Assigned ? job.Missing : job.Size;
        Scope.Emit(new BidPlaced(row.Number, Requests[job.Request].Key, job.Requester, job.Number, size, Ledger[job.Escrow].Amount));
        return Outcome.Applied;
    }

    /// <summary>Puts a job's bid into the next round of its class, as far as its deadline and the limits allow.</summary>
    bool JoinNext(Handle<JobRow> handle) => !Scope.Attempt(() =>
        Collect(jobs[handle].Class, out var round) is { IsRefused: true } noRound ? noRound : Join(handle, round)).IsRefused;

    void Leave(in JobRow job)
    {
        if (!roundByNumber.TryFind(job.Round, out var handle)) return;
        rounds.Write(handle, rounds[handle] with { Bids = rounds[handle].Bids - 1 });
    }

    Outcome Ask(in Call call, in PlaceAsk action)
    {
        if (call.Sender == fund) return Reasons.FundTakesNoPart;
        if (action.Capacity == 0) return Reasons.CapacityZero;
        if (action.Capacity > MostUnits) return Reasons.TooLarge.With(MostUnits);
        var terms = ForOffersOf(new Class(action.System, action.WorkUnit));
        if (terms.Sealed && action.Commitment.IsZero) return Reasons.CommitmentMissing;
        if (terms.Sealed && action.Price != 0) return Reasons.PriceShown;
        if (action.Price > terms.HighestAsk) return Reasons.AskTooHigh.With((Int128)terms.HighestAsk);
        if (!roundByPhase.TryFind(new RoundKey(new Class(action.System, action.WorkUnit), Phase.Collecting, 0), out var handle)) return Reasons.NoRound;
        var round = rounds[handle];
        if (action.Round != round.Number && (terms.Sealed || action.Round != 0)) return Reasons.OtherRound.With(round.Number);
        if (askByProver.TryFind(new AskKey(round.Number, call.Sender), out _)) return Reasons.AskedAlready;
        if (round.Asks >= terms.OffersPerRound) return Reasons.RoundFull.With(terms.OffersPerRound);
        var amount = BondOfAsk(terms.HighestAsk, action.Capacity);
        if (Ledger.OpenHolding(Place.Bond, call.Sender, Payment, default, out var bond) is { IsRefused: true } noHolding) return noHolding;
        if (Ledger.Hold(call.Sender, bond, amount, AskBondReason) is { IsRefused: true } poor) return poor;
        var ask = new AskRow(round.Number, call.Sender, NextOffer(), !terms.Sealed, action.Capacity, action.Price, terms.Sealed ? action.Commitment : default, action.Memo, bond, 0);
        if (!asks.TryAdd(ask, out _)) return asks.Full;
        rounds.Write(handle, round with { Asks = round.Asks + 1 });
        Scope.Emit(new AskPlaced(round.Number, call.Sender, ask.Number, action.Capacity, amount));
        return Outcome.Applied;
    }

    /// <summary>
    /// What an ask binds, which covers the bonds of all its slices: ceil(1.5 · rMax) for each unit. Version 1 rounds once for
    /// all units, which covers them only where rMax is even.
    /// </summary>
    UInt128 BondOfAsk(UInt128 highestAsk, ulong capacity) =>
        rules > 1 ? BondOf(Ratio.Whole(highestAsk), 1) * capacity : BondOf(Ratio.Whole(highestAsk), capacity);

    /// <summary>ceil(1.5 · r · x): what is at risk for a slice of x units at r a unit.</summary>
    static UInt128 BondOf(Ratio r, ulong units) => Wide.MulDivCeil(3 * r.Numerator, units, 2 * r.Denominator);

    bool IsRevealing(ulong number) => roundByNumber.TryFind(number, out var round) && rounds[round].Phase == Phase.Revealing;

    Outcome Reveal(in Call call, in RevealBid action)
    {
        if (!Requests.TryFind(action.Request, out var request) || !jobByRequest.TryFind(request, out var handle)) return Refused.UnknownRequest;
        var job = jobs[handle];
        if (job.Requester != call.Sender) return Reasons.NotTheRequester;
        if (job.State != JobState.Sealed || !IsRevealing(job.Round)) return Reasons.NotRevealing;
        if (Seal.OfBid(Ledger.NameOf(call.Sender), action.Request, action.Value, action.Salt) != job.Commitment) return Reasons.SealMismatch;
        var deposit = Ledger[job.Escrow].Amount;
        if (action.Value > deposit) return Reasons.AboveDeposit.With((Int128)deposit);
        jobs.Write(handle, job with { State = JobState.Bidding, Value = action.Value });
        if (deposit > action.Value) Ledger.Release(job.Escrow, job.Requester, deposit - action.Value, ExcessReason);
        Scope.Emit(new BidRevealed(action.Request, action.Value));
        return Outcome.Applied;
    }

    Outcome Reveal(in Call call, in RevealAsk action)
    {
        if (!askByProver.TryFind(new AskKey(action.Round, call.Sender), out var handle)) return Reasons.UnknownAsk;
        var ask = asks[handle];
        if (ask.Known || !IsRevealing(action.Round)) return Reasons.NotRevealing;
        if (Seal.OfAsk(Ledger.NameOf(call.Sender), action.Round, ask.Capacity, action.Price, action.Salt) != ask.Commitment) return Reasons.SealMismatch;
        var highest = For(action.Round).HighestAsk;
        if (action.Price > highest) return Reasons.AskTooHigh.With((Int128)highest);
        asks.Write(handle, ask with { Known = true, Price = action.Price });
        Scope.Emit(new AskRevealed(action.Round, call.Sender, action.Price));
        return Outcome.Applied;
    }

    Outcome Cancel(in Call call, in CancelBid action)
    {
        if (!Requests.TryFind(action.Request, out var request) || !jobByRequest.TryFind(request, out var handle)) return Refused.UnknownRequest;
        var job = jobs[handle];
        if (job.Requester != call.Sender) return Reasons.NotTheRequester;
        if (job.State == JobState.Assigned || !roundByNumber.TryFind(job.Round, out var round) || rounds[round].Phase != Phase.Collecting) return Reasons.BidFinal;
        Leave(job);
        EndUnassigned(handle, Ending.Cancelled, CancelReason);
        return Outcome.Applied;
    }

    /// <summary>Ends a job that no prover was ever given.</summary>
    void EndUnassigned(Handle<JobRow> handle, Ending ending, Name reason)
    {
        var job = jobs[handle];
        Ledger.CloseHolding(job.Escrow, reason);
        jobs.Remove(handle);
        Requests.End(job.Request, ending);
    }
}

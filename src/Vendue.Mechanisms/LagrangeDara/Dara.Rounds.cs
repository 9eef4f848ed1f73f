namespace Vendue.Mechanisms.LagrangeDara;

/// <summary>Rounds: they close, are cleared, and give work to those who won.</summary>
public sealed partial class Dara
{
    static readonly Name UnrevealedReason = "not-revealed", LostReason = "bid-lost", AskReturnReason = "ask-bond-returned", SliceBondReason = "slice-bond", WonReason = "bid-above-price";

    /// <summary>A round's offers as the rules see them, beside the rows they come from.</summary>
    sealed record Book(Handle<JobRow>[] Jobs, Bid[] Bids, Handle<AskRow>[] Askers, Ask[] Asks);

    Hash32 DrawSeed(ulong round)
    {
        var what = new CanonicalWriter();
        what.Raw("lagrange-dara/round"u8);
        what.UInt64(round);
        return Scope.Beacon.Draw(what.Written);
    }

    /// <summary>The prover's place in a round's order: SHA-256 over the seed and its account name.</summary>
    Hash32 PriorityOf(in RoundRow round, Account prover)
    {
        var writer = new CanonicalWriter();
        writer.Hash32(round.Seed);
        writer.Raw(Ledger.NameOf(prover).Bytes);
        return Hash32.Sha256(writer.Written);
    }

    void Close(Handle<RoundRow> handle)
    {
        var round = rounds[handle];
        var terms = For(round.Number);
        bool thin = (ulong)round.Bids * round.Asks < terms.ThinBelow;
        var closed = round with { Phase = Phase.Revealing, Variant = thin ? Variant.Clock : terms.Variant, Seed = terms.Sealed ? DrawSeed(round.Number) : round.Seed };
        rounds.Write(handle, closed);
        Scope.Emit(new RoundClosed(closed.Number, closed.Bids, closed.Asks, closed.Variant, closed.Seed));
        if (!terms.Sealed) Clear(handle);
    }

    void Clear(Handle<RoundRow> handle)
    {
        var round = rounds[handle];
        VoidUnrevealed(round.Number);
        var terms = For(round.Number);
        var how = new ClearingRules(round.Variant, terms.Fill, terms.Splittable, terms.HighestAsk);
        var book = BookOf(round);
        var cleared = Clearing.Of(how, book.Bids, book.Asks, PriorityOrder(round, book.Asks, book.Askers));
        // A trade that finds no room in the market's tables is none: everybody is unlocked, as without a crossing.
        if (Scope.Attempt(() => Assign(round.Number, book, cleared)).IsRefused) cleared = Clearing.Of(how, [], []);
        Scope.Emit(new RoundCleared(round.Number, round.Variant, rules, cleared.Trades, cleared.P, cleared.R, (uint)cleared.Wins.Count(w => w), (uint)cleared.Slices.Count, cleared.Surplus));
        ReleaseLosers(round.Number);
        ReleaseAsks(book, cleared);
        if (roundByPhase.TryFind(new RoundKey(round.Class, Phase.Cleared, 0), out var before)) Drop(before);
        rounds.Write(handle, rounds[handle] with { Phase = Phase.Cleared, Price = cleared.R });
        if (rounds[handle].Running == 0) Drop(handle);
    }

    /// <summary>A sealed offer that was not opened is void, and loses a part of its deposit or bond to the fund.</summary>
    void VoidUnrevealed(ulong round)
    {
        foreach (var handle in JobsOf(round))
        {
            if (jobs[handle] is not { State: JobState.Sealed } job) continue;
            var penalty = PenaltyOf(round, job.Escrow);
            if (penalty > 0) Ledger.Release(job.Escrow, fund, penalty, UnrevealedReason);
            Scope.Emit(new BidVoid(Requests[job.Request].Key, penalty));
            EndUnassigned(handle, Ending.Expired, UnrevealedReason);
        }
        foreach (var handle in AsksOf(round))
        {
            if (asks[handle] is not { Known: false } ask) continue;
            var penalty = PenaltyOf(round, ask.Bond);
            if (penalty > 0)
            {
                Ledger.Release(ask.Bond, fund, penalty, UnrevealedReason);
                Scope.Emit(new SlashedEvent(default, ask.Prover, Payment, penalty));
            }
            Scope.Emit(new AskVoid(round, ask.Prover, penalty));
            Ledger.CloseHolding(ask.Bond, UnrevealedReason);
            asks.Remove(handle);
        }
    }

    UInt128 PenaltyOf(ulong round, Handle<Holding> held) => Wide.MulDivFloor(Ledger[held].Amount, For(round).UnrevealedPenalty, 10_000);

    Book BookOf(in RoundRow round)
    {
        var bidders = JobsOf(round.Number);
        var askers = AsksOf(round.Number);
        var bids = new Bid[bidders.Length];
        for (int i = 0; i < bids.Length; i++) bids[i] = BidOf(jobs[bidders[i]]);
        var offers = new Ask[askers.Length];
        for (int j = 0; j < offers.Length; j++) offers[j] = new Ask(asks[askers[j]].Number, asks[askers[j]].Capacity, asks[askers[j]].Price);
        return new Book(bidders, bids, askers, offers);
    }

    /// <summary>A job's bid: b for the whole, or its price cap for the units that nobody is proving.</summary>
    Bid BidOf(in JobRow job) => job.State == JobState.Assigned
        ? new Bid(job.Number, job.Missing, CapOf(job) * job.Missing)
        : new Bid(job.Number, job.Size, job.Value);

    /// <summary>floor((pay - worth of the slices proved or running) / units missing).</summary>
    UInt128 CapOf(in JobRow job)
    {
        UInt128 committed = 0;
        foreach (var handle in SlicesOf(job))
            if (slices[handle] is { State: SliceState.Running or SliceState.Proved } slice) committed += slice.Worth;
        return (job.Pay - committed) / job.Missing;
    }

    /// <summary>The positions of the asks by priority; empty where they stand in that order.</summary>
    int[] PriorityOrder(RoundRow round, Ask[] offers, Handle<AskRow>[] askers)
    {
        if (For(round.Number).Priority == FillingOrder.Arrival) return [];
        var keys = Array.ConvertAll(askers, handle => PriorityOf(round, asks[handle].Prover));
        var order = new int[offers.Length];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(keys, order);
        return order;
    }

    Outcome Assign(ulong round, Book book, Clearing cleared)
    {
        for (int i = 0; i < book.Jobs.Length; i++)
            if (cleared.Wins[i]) Win(round, book.Jobs[i], cleared.Pays[i]);
        foreach (var slice in cleared.Slices)
        {
            var ask = asks[book.Askers[slice.Ask]];
            var work = new Work(book.Jobs[slice.Bid], round, ask.Prover, slice.Units, slice.Worth, BondOf(cleared.R, slice.Units));
            if (StartSlice(work, ask.Bond) is { IsRefused: true } noRoom) return noRoom;
        }
        return Outcome.Applied;
    }

    void Win(ulong round, Handle<JobRow> handle, UInt128 pay)
    {
        var job = jobs[handle];
        bool replaces = job.State == JobState.Assigned;
        if (!replaces && job.Value > pay) Ledger.Release(job.Escrow, job.Requester, job.Value - pay, WonReason);
        var won = replaces ? job with { Round = 0 } : job with { Round = 0, State = JobState.Assigned, Pay = pay, Missing = job.Size };
        jobs.Write(handle, won);
        Scope.Emit(new JobWon(round, Requests[job.Request].Key, won.Missing, won.Pay));
    }

    /// <summary>Work to be given to a prover.</summary>
    readonly record struct Work(Handle<JobRow> Job, ulong Round, Account Prover, ulong Units, UInt128 Worth, UInt128 Bond);

    /// <summary>Gives a slice to a prover, with the bond from its ask's, or from what it has free.</summary>
    Outcome StartSlice(in Work work, Handle<Holding> askBond)
    {
        var job = jobs[work.Job];
        if (Ledger.OpenHolding(Place.Bond, work.Prover, Payment, job.Request, out var bond) is { IsRefused: true } noHolding) return noHolding;
        if (!askBond.IsNone) Ledger.Move(askBond, bond, work.Bond, SliceBondReason);
        else if (Ledger.Hold(work.Prover, bond, work.Bond, SliceBondReason) is { IsRefused: true } poor) return poor;
        ulong ends = Requests[job.Request].Ends, sliceTime = InMarketTime(For(job.Request).SliceTime), due = sliceTime == 0 ? ends : ulong.Min(ends, Later(Scope.Now, sliceTime));
        var slice = new SliceRow(work.Job, job.Number, job.Slices + 1, work.Round, work.Prover, work.Units, work.Worth, bond, SliceState.Running, due, default);
        if (!slices.TryAdd(slice, out var handle)) return slices.Full;
        if (due < ends)
        {
            if (Scope.Timers.Set(sliceDue, due + 1, Packed.Of(handle), out var timer, SlicePhase, job.Request) is { IsRefused: true } noTimer) return noTimer;
            slices.Write(handle, slice with { Timer = timer });
        }
        jobs.Write(work.Job, job with { Slices = slice.Number, Missing = job.Missing - work.Units });
        if (roundByNumber.TryFind(work.Round, out var round)) rounds.Write(round, rounds[round] with { Running = rounds[round].Running + 1 });
        Scope.Emit(new AssignedEvent(Requests[job.Request].Key, work.Prover, Payment, work.Worth, Payment, work.Bond, due));
        Scope.Emit(new SliceAssigned(Requests[job.Request].Key, slice.Number, work.Prover, work.Units));
        return Outcome.Applied;
    }

    /// <summary>Jobs that lost bid again or are unlocked; what is missing of a job tries again until its deadline.</summary>
    void ReleaseLosers(ulong round)
    {
        foreach (var handle in JobsOf(round))
        {
            var job = jobs[handle] with { Round = 0 };
            jobs.Write(handle, job);
            bool carried = (job.State == JobState.Assigned || For(job.Request).CarryLosers) && JoinNext(handle);
            Scope.Emit(new JobLost(round, Requests[job.Request].Key, carried));
            if (!carried && job.State != JobState.Assigned) EndUnassigned(handle, Ending.Expired, LostReason);
        }
    }

    /// <summary>Every ask's bond returns, but for what its slices took; survivors keep in mind what they have left.</summary>
    void ReleaseAsks(Book book, Clearing cleared)
    {
        for (int j = 0; j < book.Askers.Length; j++)
        {
            var ask = asks[book.Askers[j]];
            Ledger.CloseHolding(ask.Bond, AskReturnReason);
            if (cleared.Trades && cleared.Survives[j] && ask.Capacity > cleared.Units[j])
                asks.Write(book.Askers[j], ask with { Bond = default, Left = ask.Capacity - cleared.Units[j] });
            else
                asks.Remove(book.Askers[j]);
        }
    }

    /// <summary>Forgets a cleared round: none of its slices is running, or a later round of its class was cleared.</summary>
    void Drop(Handle<RoundRow> round)
    {
        foreach (var ask in AsksOf(rounds[round].Number)) asks.Remove(ask);
        editions?.Drop(rounds[round].Number);
        rounds.Remove(round);
    }
}

using Vendue.Kernel;

namespace Vendue.Bench.Paths;

[Action(64, "post", "Posts a request with its ceiling in escrow.")]
public readonly record struct Post(Hash32 Key, Hash32 Program, Hash32 Input, ulong Work, UInt128 Ceiling, ulong Deadline);

[Action(65, "offer", "Asks a price for a request.")]
public readonly record struct Offer(Hash32 Request, UInt128 Price);

[Action(66, "assign", "Gives the request to the lowest asker, under a bond.")]
public readonly record struct Assign(Hash32 Request);

[Action(67, "prove", "Delivers a proof.")]
public readonly record struct Prove(Hash32 Request, Hash32 Proof);

[Action(68, "settle", "Pays the prover and returns the rest.")]
public readonly record struct Settle(Hash32 Request);

[Event(64, "offered")]
public readonly record struct Offered(Hash32 Request, Account Prover, UInt128 Price);

[Event(65, "assigned")]
public readonly record struct Assigned(Hash32 Request, Account Prover, UInt128 Price, ulong Due);

[Event(66, "proven")]
public readonly record struct Proven(Hash32 Request, Account Prover, Hash32 Proof);

public readonly record struct Job(
    Handle<Request> Request, Handle<Holding> Escrow, Handle<Holding> Bond, Account Winner, UInt128 Price, UInt128 Ceiling, ulong Deadline, ulong Work, ulong LastAsk, Handle<Timer> Due, bool Proven);

public readonly record struct Ask(Handle<Job> Job, Account Prover, UInt128 Price, ulong Before);

/// <summary>The mechanism of the kernel's own benchmark: open asks, lowest wins, bond, proof, settlement. As plain as one can be, so that the kernel is measured.</summary>
public sealed class AskMarket : Mechanism
{
    static readonly Asset Coin = new(0), Stake = new(1);
    static readonly Name Reward = "reward", Bond = "bond", Fee = "fee", Rest = "rest", Slash = "slash";
    static readonly Reason NotNow = new("not-now", "The request is not at this step.");

    readonly Table<Job> jobs;
    readonly UniqueIndex<Handle<Request>, Job> jobOf;
    readonly Table<Ask> asks;
    readonly ushort overdue;

    public AskMarket(Scope scope) : base(scope)
    {
        jobs = scope.Table<Job>("jobs", 4_000_000);
        jobOf = jobs.IndexBy(j => j.Request);
        asks = scope.Table<Ask>("asks", 16_000_000);
        overdue = scope.Timers.Register((_, payload) => Overdue(Packed.Handle<Job>(payload)));
        scope.On<Post>(OnPost);
        scope.On<Offer>(OnOffer);
        scope.On<Assign>(OnAssign);
        scope.On<Prove>(OnProve);
        scope.On<Settle>(OnSettle);
    }

    public override IEnumerable<Opportunity> Opportunities(Account account) => [];

    public override Ending Expire(Handle<Request> request)
    {
        if (jobOf.TryFind(request, out var job)) Drop(job);
        return Ending.Expired;
    }

    Outcome OnPost(in Call call, in Post action)
    {
        var statement = new Statement { Program = action.Program, Input = action.Input, Work = action.Work };
        if (Scope.OpenRequest(action.Key, call.Sender, statement, action.Deadline + 1_000, out var request) is { IsRefused: true } closed) return closed;
        if (Ledger.OpenHolding(Place.Escrow, call.Sender, Coin, request, out var escrow) is { IsRefused: true } full) return full;
        if (Ledger.Hold(call.Sender, escrow, action.Ceiling, Reward) is { IsRefused: true } poor) return poor;
        return jobs.TryAdd(new Job(request, escrow, default, default, action.Ceiling, action.Ceiling, action.Deadline, action.Work, 0, default, false), out _) ? Outcome.Applied : jobs.Full;
    }

    Outcome OnOffer(in Call call, in Offer action)
    {
        if (!Find(action.Request, out var handle)) return Refused.UnknownRequest;
        var job = jobs[handle];
        if (!job.Bond.IsNone || action.Price > job.Ceiling) return NotNow;
        if (!asks.TryAdd(new Ask(handle, call.Sender, action.Price, job.LastAsk), out var ask)) return asks.Full;
        bool lowest = job.Winner.IsNone || action.Price < job.Price;
        jobs.Write(handle, job with { LastAsk = Packed.Of(ask), Winner = lowest ? call.Sender : job.Winner, Price = lowest ? action.Price : job.Price });
        Scope.Emit(new Offered(action.Request, call.Sender, action.Price));
        return Outcome.Applied;
    }

    Outcome OnAssign(in Call call, in Assign action)
    {
        if (!Find(action.Request, out var handle)) return Refused.UnknownRequest;
        var job = jobs[handle];
        if (!job.Bond.IsNone || job.Winner.IsNone) return NotNow;
        if (Ledger.OpenHolding(Place.Bond, job.Winner, Stake, job.Request, out var bond) is { IsRefused: true } full) return full;
        if (Ledger.Hold(job.Winner, bond, 1_000, Bond) is { IsRefused: true } poor) return poor;
        if (Scope.Timers.Set(overdue, job.Deadline + 1, Packed.Of(handle), out var due, 0, job.Request) is { IsRefused: true } noTimer) return noTimer;
        jobs.Write(handle, job with { Bond = bond, Due = due });
        Scope.Emit(new Assigned(action.Request, job.Winner, job.Price, job.Deadline));
        return Outcome.Applied;
    }

    Outcome OnProve(in Call call, in Prove action)
    {
        if (!Find(action.Request, out var handle)) return Refused.UnknownRequest;
        var job = jobs[handle];
        if (job.Winner != call.Sender || job.Proven || call.Received > job.Deadline) return NotNow;
        if (call.Verdicts.Length == 0) return Refused.VerdictMissing;
        if (call.Verdicts[0] != Verdict.Valid) return Refused.InvalidProof;
        Scope.Timers.Cancel(job.Due);
        jobs.Write(handle, job with { Proven = true });
        Scope.Emit(new Proven(action.Request, call.Sender, action.Proof));
        return Outcome.Applied;
    }

    Outcome OnSettle(in Call call, in Settle action)
    {
        if (!Find(action.Request, out var handle)) return Refused.UnknownRequest;
        var job = jobs[handle];
        if (!job.Proven) return NotNow;
        Ledger.Release(job.Escrow, job.Winner, job.Price, Fee);
        Scope.Settle(new SettledEvent(action.Request, job.Winner, Coin, job.Price, job.Work));
        End(handle, Ending.Settled);
        return Outcome.Applied;
    }

    void Overdue(Handle<Job> handle)
    {
        if (!jobs.Contains(handle)) return;
        var job = jobs[handle];
        Scope.Emit(new SlashedEvent(Requests[job.Request].Key, job.Winner, Stake, Ledger[job.Bond].Amount));
        Ledger.Release(job.Bond, Account.Burnt, Ledger[job.Bond].Amount, Slash);
        End(handle, Ending.Refunded);
    }

    void End(Handle<Job> handle, Ending ending)
    {
        var job = jobs[handle];
        Ledger.CloseHolding(job.Escrow, Rest);
        Ledger.CloseHolding(job.Bond, Rest);
        Drop(handle);
        Requests.End(job.Request, ending);
    }

    void Drop(Handle<Job> handle)
    {
        for (ulong at = jobs[handle].LastAsk; at != 0;)
        {
            var ask = Packed.Handle<Ask>(at);
            at = asks[ask].Before;
            asks.Remove(ask);
        }
        jobs.Remove(handle);
    }

    bool Find(Hash32 key, out Handle<Job> job)
    {
        job = default;
        return Requests.TryFind(key, out var request) && jobOf.TryFind(request, out job);
    }
}

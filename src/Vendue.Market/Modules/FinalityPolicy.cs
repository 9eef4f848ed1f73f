namespace Vendue.Kernel;

/// <summary>A proof that a mechanism accepted.</summary>
public readonly ref struct Acceptance
{
    /// <summary>The request.</summary>
    public Handle<Request> Request { get; init; }

    /// <summary>Whose proof it is.</summary>
    public Account Prover { get; init; }

    /// <summary>What kind of proof it is, where a policy tells kinds or tiers apart.</summary>
    public Name Kind { get; init; }

    /// <summary>What the result builds on, where results form a chain.</summary>
    public Hash32 Parent { get; init; }

    /// <summary>The result that the next one builds on, where results form a chain; zero where the public values are all there is.</summary>
    public Hash32 Result { get; init; }

    /// <summary>The public values.</summary>
    public ReadOnlySpan<byte> PublicValues { get; init; }

    /// <summary>Who was to prove it; none where anybody was.</summary>
    public Account Assignee { get; init; }

    /// <summary>When it was received: the instant by which lateness is judged.</summary>
    public ulong Received { get; init; }
}

/// <summary>
/// When an accepted proof is final. A mechanism tells what it accepted, in the frame of the command; the policy tells it,
/// then or later, what became final, gave way or is void. It may refuse what it is told, and the command with it.
/// </summary>
/// <param name="scope">What it is made over.</param>
public abstract class FinalityPolicy(Scope scope) : Module(scope)
{
    /// <summary>A mechanism accepted a proof.</summary>
    public abstract Outcome Accepted(in Acceptance acceptance);

    /// <summary>A request was opened whose result becomes final after those of the requests told before it, or when they have ended without one.</summary>
    public virtual Outcome Enqueued(Handle<Request> request) => Outcome.Applied;

    /// <summary>A request ended, whatever the reason: what the policy still holds for it, it gives back now. May be told twice.</summary>
    public virtual void Ended(Handle<Request> request) { }

    /// <summary>Tells the mechanism that a proof is final.</summary>
    protected void TellFinal(Handle<Request> request, Account prover) => Scope.AcceptorOf(request).Final(request, prover);

    /// <summary>Tells the mechanism that another proof stands now.</summary>
    protected void TellReplaced(Handle<Request> request, Account prover, Account by) => Scope.AcceptorOf(request).Replaced(request, prover, by);

    /// <summary>Tells the mechanism that the proof that stands is disputed, and what a proof that settles this earns.</summary>
    protected void TellDisputed(Handle<Request> request, UInt128 least, UInt128 most) => Scope.AcceptorOf(request).Disputed(request, least, most);

    /// <summary>Tells the market's mechanism that the policy was paused and goes on.</summary>
    protected void TellResumed() => Scope.MarketMechanism.Resumed();

    /// <summary>Tells the mechanism that no proof stands any more.</summary>
    protected void TellVoid(Handle<Request> request) => Scope.AcceptorOf(request).Void(request);
}

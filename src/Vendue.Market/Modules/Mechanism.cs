namespace Vendue.Kernel;

/// <summary>
/// Who proves what, when, at what price, and what happens otherwise. Alone it rules a market; in a child's scope it serves
/// the mechanism that holds it.
/// </summary>
/// <param name="scope">What it is made over.</param>
public abstract class Mechanism(Scope scope) : Module(scope)
{
    /// <summary>A request that it opened has reached its last deadline: it settles what it holds for it. What it leaves, the kernel returns.</summary>
    /// <returns>How the request ended.</returns>
    public abstract Ending Expire(Handle<Request> request);

    /// <summary>Whether it takes requests with private inputs: it has one assignee, tells <see cref="PrivateInputs.Await"/> of it, and lets its time begin with the key.</summary>
    public virtual bool TakesPrivateInputs => false;

    /// <summary>The requester handed the key of a private input to the assignee: the time to prove begins now.</summary>
    public virtual Outcome KeyDelivered(Handle<Request> request) => Outcome.Applied;

    /// <summary>A request that it opened cannot be proven: it removes its rows and timers for it, and touches no money. The kernel then returns bonds, and lets the requester pay.</summary>
    /// <returns>Whether it did; a mechanism that cannot let go of a request leaves all as it was.</returns>
    public virtual bool Drop(Handle<Request> request) => false;

    /// <summary>A proof that it accepted is final: now it pays. Under the policy "immediate" this follows the acceptance at once.</summary>
    /// <param name="request">The request.</param>
    /// <param name="prover">Whose proof stands.</param>
    /// <exception cref="InvariantException">The mechanism settles at acceptance and stands under no policy.</exception>
    public virtual void Final(Handle<Request> request, Account prover) =>
        throw new InvariantException($"{GetType().Name} settles at acceptance; it stands under no finality policy.");

    /// <summary>A proof that it accepted gave way to another's, and nothing is final yet.</summary>
    /// <param name="request">The request.</param>
    /// <param name="prover">Whose proof stood.</param>
    /// <param name="by">Whose stands now.</param>
    public virtual void Replaced(Handle<Request> request, Account prover, Account by) { }

    /// <summary>A proof that it accepted is disputed: a proof of a higher kind settles that, and earns something from the policy.</summary>
    /// <param name="request">The request.</param>
    /// <param name="least">What that proof earns at least, in base units of the policy's asset.</param>
    /// <param name="most">What it earns at most.</param>
    public virtual void Disputed(Handle<Request> request, UInt128 least, UInt128 most) { }

    /// <summary>The policy was paused and goes on: what is measured in time counts from now at the earliest.</summary>
    public virtual void Resumed() { }

    /// <summary>No accepted proof of a request will become final: it is open again, or ends, as the mechanism has it.</summary>
    /// <param name="request">The request.</param>
    public virtual void Void(Handle<Request> request) { }
}

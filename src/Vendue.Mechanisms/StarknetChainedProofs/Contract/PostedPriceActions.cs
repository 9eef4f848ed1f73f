namespace Vendue.Mechanisms.StarknetChainedProofs.Contract;

/// <summary>A prover takes a task at its posted price.</summary>
/// <param name="Request">The request.</param>
[Action(64, "take", "Takes a task at its posted price: for a time only the sender can deliver it, unless the chain stands still for it.")]
public readonly record struct Take([property: Meaning("The request")] Hash32 Request);

/// <summary>A prover delivers a task's proof; it is paid when a block includes it.</summary>
/// <param name="Request">The request.</param>
/// <param name="Parts">Of how many blocks the proof is: all that the task has by now.</param>
/// <param name="Program">The program proven.</param>
/// <param name="System">The proof system.</param>
/// <param name="PublicValues">The public values.</param>
/// <param name="Proof">The proof's bytes, by their SHA-256.</param>
[Action(65, "deliver", "Delivers the proof of a task. It must be of all blocks that the task has by now, and is paid when a block includes it.")]
public readonly record struct Deliver(
    [property: Meaning("The request")] Hash32 Request,
    [property: Meaning("Of how many blocks the proof is: all that the task has by now")] uint Parts,
    [property: Meaning("The program proven, by the hash of its verifying key"), Optional] Hash32 Program,
    [property: Meaning("The proof system")] Name System,
    [property: Meaning("The public values")] Bytes PublicValues,
    [property: Meaning("The proof's bytes, by their SHA-256")] Hash32 Proof);

/// <summary>A task was posted, or its blocks or its price changed.</summary>
[Event(64, "posted")]
public readonly record struct TaskPosted(Hash32 Request, uint Parts, UInt128 Price);

/// <summary>A prover's time for a task is over.</summary>
[Event(65, "lapsed")]
public readonly record struct TaskLapsed(Hash32 Request, Account Prover, UInt128 BondLost);

/// <summary>A task's proof was delivered.</summary>
[Event(66, "delivered")]
public readonly record struct TaskDelivered(Hash32 Request, Account Prover, uint Parts);

/// <summary>Why a task is not taken or delivered.</summary>
static class TaskReasons
{
    public static readonly Reason Taken = new("task-taken", "Another prover has taken the task until {0}.");
    public static readonly Reason Delivered = new("task-delivered", "The task's proof is there already; a block will include it.");
    public static readonly Reason TooEarly = new("too-early", "The last of the task's blocks commits at {0}; its proof can be taken or delivered from then on.");
    public static readonly Reason PartialProof = new("partial-proof", "The proof must be of all {0} blocks of the task, not of {1}.");
    public static readonly Reason OtherProgram = new("other-program", "The proof is of another program or system than the task's; prove its own.");
}

/// <summary>A task.</summary>
/// <param name="Request">The request to prove.</param>
/// <param name="Parts">How many blocks its proof is of.</param>
/// <param name="From">When the last of them commits.</param>
/// <param name="Prover">Who has taken it, or delivered it.</param>
/// <param name="Until">The last instant at which nobody else can deliver it; 0 when nobody has taken it.</param>
/// <param name="IsDelivered">Whether its proof is there.</param>
/// <param name="IsUrgent">Whether anybody may deliver it, taken or not.</param>
/// <param name="Bond">What its taker has at risk; none for nothing.</param>
/// <param name="Lapse">The timer of its taker's time.</param>
readonly record struct TaskRow(
    Handle<Request> Request, uint Parts, ulong From, Account Prover, ulong Until, bool IsDelivered, bool IsUrgent, Handle<Holding> Bond, Handle<Kernel.Timer> Lapse);

/// <summary>What a prover needs to know of a task.</summary>
/// <param name="Parts">Of how many blocks its proof is.</param>
public readonly record struct TaskTerms(uint Parts);

namespace Vendue.Mechanisms.LagrangeDara;

#pragma warning disable CS1573 // Fields that their names explain are not explained twice.

/// <summary>What can be cleared together: any work of one proof system, counted in one unit.</summary>
readonly record struct Class(Name System, Name WorkUnit);

/// <summary>The place of a row among those that belong to one thing: first by what it belongs to, then by number.</summary>
readonly record struct Position(ulong Of, ulong Number) : IComparable<Position>
{
    public int CompareTo(Position other) => Of != other.Of ? Of.CompareTo(other.Of) : Number.CompareTo(other.Number);
}

enum Phase : byte
{
    /// <summary>Offers are taken.</summary>
    Collecting,
    /// <summary>Sealed offers are opened.</summary>
    Revealing,
    /// <summary>The latest cleared round of its class: what its survivors have left can still replace slices.</summary>
    Cleared,
}

/// <summary>A round of a class.</summary>
/// <param name="Running">How many of its slices are being proven.</param>
/// <param name="Price">r, once cleared.</param>
readonly record struct RoundRow(ulong Number, Class Class, Phase Phase, ulong Closes, ulong Clears, uint Bids, uint Asks, Variant Variant, Hash32 Seed, Ratio Price, uint Running);

/// <summary>Finds the round of a class in a phase; several may be revealing, so those are told apart by number.</summary>
readonly record struct RoundKey(Class Class, Phase Phase, ulong Revealing);

enum JobState : byte
{
    /// <summary>Its bid is not opened yet.</summary>
    Sealed,
    /// <summary>Its bid takes part in a round.</summary>
    Bidding,
    /// <summary>It won: its slices are being proven, or what is missing of it is on offer again.</summary>
    Assigned,
}

/// <summary>A job and its bid.</summary>
/// <param name="Number">Its arrival number, kept when it is carried to a later round.</param>
/// <param name="Round">The number of the round in which it bids; 0 when in none.</param>
/// <param name="Value">b, once known.</param>
/// <param name="Escrow">What is held of the requester: the deposit, then b, then pay.</param>
/// <param name="Pot">The bonds of invalid proofs; none before the first.</param>
/// <param name="Pay">pay, once it won.</param>
/// <param name="Proved">How many units are proved.</param>
/// <param name="Missing">How many units nobody is proving; the rest are running.</param>
/// <param name="Slices">How many slices it had so far.</param>
readonly record struct JobRow(
    Handle<Request> Request, Account Requester, Class Class, ulong Number, ulong Round, JobState State, ulong Size, UInt128 Value, Hash32 Commitment,
    Handle<Holding> Escrow, Handle<Holding> Pot, UInt128 Pay, ulong Proved, ulong Missing, uint Slices);

/// <summary>An ask.</summary>
/// <param name="Known">Whether its price is.</param>
/// <param name="Left">Of a survivor of a cleared round: how many units it has left.</param>
readonly record struct AskRow(ulong Round, Account Prover, ulong Number, bool Known, ulong Capacity, UInt128 Price, Hash32 Commitment, Hash32 Memo, Handle<Holding> Bond, ulong Left);

/// <summary>Finds a prover's ask in a round.</summary>
readonly record struct AskKey(ulong Round, Account Prover);

enum SliceState : byte
{
    Running,
    Proved,
    /// <summary>Given up or late; its bond stays until the job is decided.</summary>
    Missed,
    /// <summary>Its proof was invalid; its bond is in the job's pot.</summary>
    Invalid,
}

/// <summary>A slice of a job.</summary>
/// <param name="JobNumber">The job's arrival number.</param>
/// <param name="Number">Its number within the job, from 1.</param>
/// <param name="Round">The round it was assigned in.</param>
/// <param name="Worth">What the prover receives for it.</param>
/// <param name="Bond">Its bond, while that stands.</param>
readonly record struct SliceRow(
    Handle<JobRow> Job, ulong JobNumber, uint Number, ulong Round, Account Prover, ulong Units, UInt128 Worth, Handle<Holding> Bond, SliceState State, ulong Due, Handle<Kernel.Timer> Timer);

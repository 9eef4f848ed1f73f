namespace Vendue.Mechanisms.Stakes;

/// <summary>What somebody had from an instant on.</summary>
/// <param name="Of">Who; none for the total of all.</param>
/// <param name="From">The first instant.</param>
/// <param name="Amount">How much, until the next checkpoint.</param>
public readonly record struct Checkpoint(Account Of, ulong From, UInt128 Amount);

/// <summary>In what order checkpoints stand: by who, then by instant.</summary>
/// <param name="Of">Who.</param>
/// <param name="From">The first instant.</param>
readonly record struct CheckpointKey(Account Of, ulong From) : IComparable<CheckpointKey>
{
    public int CompareTo(CheckpointKey other) => Of != other.Of ? Of.Index.CompareTo(other.Of.Index) : From.CompareTo(other.From);
}

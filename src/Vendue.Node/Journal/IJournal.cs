namespace Vendue.Node.Journal;

/// <summary>Entries that become durable together.</summary>
/// <param name="First">The sequence of its first entry, from 1.</param>
/// <param name="Entries">The canonical bytes of its entries.</param>
/// <param name="Head">The head of the hash chain after its last entry.</param>
public sealed record CommitGroup(ulong First, IReadOnlyList<ReadOnlyMemory<byte>> Entries, Hash32 Head);

/// <summary>What is kept beside the entries of a group for quick answers; it can be made again from the journal.</summary>
/// <param name="Acknowledgements">The signed acknowledgement of each entry that a client sent, by the command's id.</param>
/// <param name="Events">The events of each entry, encoded.</param>
public sealed record Projection(IReadOnlyList<(Hash32 Command, byte[] Acknowledgement)> Acknowledgements, IReadOnlyList<(ulong Sequence, byte[] Events)> Events);

/// <summary>The append-only record of a market. What it has taken is durable.</summary>
public interface IJournal : IDisposable
{
    /// <summary>The genesis, encoded.</summary>
    byte[] Genesis { get; }

    /// <summary>The sequence of the last entry; 0 before the first.</summary>
    ulong Position { get; }

    /// <summary>The head of the hash chain after the last entry.</summary>
    Hash32 Head { get; }

    /// <summary>The number of the writer that may append. A later writer's supersedes it, so that two can never both win.</summary>
    ulong Epoch { get; }

    /// <summary>Becomes the only writer.</summary>
    void TakeOver();

    /// <summary>Makes a group durable.</summary>
    /// <exception cref="JournalException">Another writer has taken over, or the group does not follow the last one.</exception>
    void Append(CommitGroup group, Projection projection);

    /// <summary>The groups in order, checked against their checksums and the hash chain.</summary>
    /// <exception cref="JournalException">The journal is damaged; the message and the place say where.</exception>
    IEnumerable<CommitGroup> Read();

    /// <summary>Keeps the hash of the state after an entry.</summary>
    void Checkpoint(ulong sequence, Hash32 state);

    /// <summary>The kept state hashes, in order.</summary>
    IReadOnlyList<(ulong Sequence, Hash32 State)> Checkpoints();

    /// <summary>The acknowledgement that a command was given, if it was sequenced before.</summary>
    byte[]? AcknowledgementOf(Hash32 command);

    /// <summary>All acknowledgements, in order of command id.</summary>
    IEnumerable<(Hash32 Command, byte[] Acknowledgement)> Acknowledgements();

    /// <summary>The events of the entries from a sequence on, at most <paramref name="most"/> entries with events.</summary>
    IReadOnlyList<(ulong Sequence, byte[] Events)> EventsFrom(ulong sequence, int most);
}

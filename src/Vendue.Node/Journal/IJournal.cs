using Vendue.Client;

namespace Vendue.Node.Journal;

/// <summary>Entries that become durable together.</summary>
/// <param name="First">The sequence of its first entry, from 1.</param>
/// <param name="Entries">The canonical bytes of its entries.</param>
/// <param name="Head">The head of the hash chain after its last entry.</param>
public sealed record CommitGroup(ulong First, IReadOnlyList<ReadOnlyMemory<byte>> Entries, Hash32 Head)
{
    /// <summary>The SHA-256 of each entry, where whoever made the group has them at hand; null to compute them.</summary>
    public IReadOnlyList<Hash32>? Hashes { get; init; }
}

/// <summary>What is kept beside the entries of a group for quick answers; it can be made again from the journal.</summary>
/// <param name="Acknowledgements">The signed acknowledgement of each entry that a client sent, by the command's id.</param>
/// <param name="Events">The events of each entry, encoded.</param>
public sealed record Projection(IReadOnlyList<(Hash32 Command, byte[] Acknowledgement)> Acknowledgements, IReadOnlyList<(ulong Sequence, byte[] Events)> Events);

/// <summary>The append-only record of a market. What it has taken is durable.</summary>
public interface IJournal : IDisposable
{
    /// <summary>The genesis, encoded.</summary>
    byte[] Genesis { get; }

    /// <summary>The sequence of the last entry, as this writer knows it; 0 before the first.</summary>
    ulong Position { get; }

    /// <summary>The head of the hash chain after the last entry.</summary>
    Hash32 Head { get; }

    /// <summary>Becomes the only writer.</summary>
    /// <returns>The writer's epoch. A later writer's supersedes it, so that two can never both win.</returns>
    ulong TakeOver();

    /// <summary>
    /// Makes a group durable. It may run beside the reads for clients, not beside another write. After any failure but those
    /// named here it is not known whether the group became durable: the writer must take over again before it goes on.
    /// </summary>
    /// <param name="epoch">The writer's epoch.</param>
    /// <param name="expectedPosition">The last entry that the writer knows of.</param>
    /// <param name="group">What is to follow it.</param>
    /// <param name="projection">What is kept beside it.</param>
    /// <exception cref="JournalException">Another writer has taken over, or the group does not follow the last one: nothing is written.</exception>
    void Append(ulong epoch, ulong expectedPosition, CommitGroup group, Projection projection);

    /// <summary>The groups in order, checked against their checksums and the hash chain.</summary>
    /// <exception cref="JournalException">The journal is damaged; the message and the place say where.</exception>
    IEnumerable<CommitGroup> Read();

    /// <summary>The groups after a position at which a group ends, in order, checked as by <see cref="Read"/>.</summary>
    /// <param name="position">The last entry that is passed over; 0 for none.</param>
    /// <param name="head">The head of the hash chain after it.</param>
    /// <exception cref="JournalException">The journal is damaged, or does not go on from that head.</exception>
    IEnumerable<CommitGroup> ReadAfter(ulong position, Hash32 head);

    /// <summary>Keeps a checkpoint, in place of one of the same sequence.</summary>
    void Checkpoint(in SignedCheckpoint checkpoint);

    /// <summary>The kept checkpoints, in order.</summary>
    IReadOnlyList<SignedCheckpoint> Checkpoints();

    /// <summary>The acknowledgement that a command was given, if it was sequenced before.</summary>
    byte[]? AcknowledgementOf(Hash32 command);

    /// <summary>All acknowledgements, in order of command id.</summary>
    IEnumerable<(Hash32 Command, byte[] Acknowledgement)> Acknowledgements();

    /// <summary>The events of the entries from a sequence on, at most <paramref name="most"/> entries with events.</summary>
    IReadOnlyList<(ulong Sequence, byte[] Events)> EventsFrom(ulong sequence, int most);
}

using Vendue.Node.Journal;

namespace Vendue.Simulation.Tests.Defects;

/// <summary>A journal that does all as it should but for one planted defect.</summary>
abstract class JournalWithDefect(IJournal inner) : IJournal
{
    public byte[] Genesis => inner.Genesis;

    public ulong Position => inner.Position;

    public Hash32 Head => inner.Head;

    public virtual ulong TakeOver() => inner.TakeOver();

    public virtual void Append(ulong epoch, ulong expectedPosition, CommitGroup group, Projection projection) => inner.Append(epoch, expectedPosition, group, projection);

    public IEnumerable<CommitGroup> Read() => inner.Read();

    public IEnumerable<CommitGroup> ReadAfter(ulong position, Hash32 head) => inner.ReadAfter(position, head);

    public void Checkpoint(in SignedCheckpoint checkpoint) => inner.Checkpoint(checkpoint);

    public IReadOnlyList<SignedCheckpoint> Checkpoints() => inner.Checkpoints();

    public virtual byte[]? AcknowledgementOf(Hash32 command) => inner.AcknowledgementOf(command);

    public IEnumerable<(Hash32 Command, byte[] Acknowledgement)> Acknowledgements() => inner.Acknowledgements();

    public IReadOnlyList<(ulong Sequence, byte[] Events)> EventsFrom(ulong sequence, int most) => inner.EventsFrom(sequence, most);

    public void Dispose() => inner.Dispose();
}

/// <summary>Does not know after a recovery what it answered before it.</summary>
sealed class ForgetsAnswers(IJournal inner) : JournalWithDefect(inner)
{
    readonly HashSet<Hash32> own = [];

    public override void Append(ulong epoch, ulong expectedPosition, CommitGroup group, Projection projection)
    {
        base.Append(epoch, expectedPosition, group, projection);
        own.UnionWith(projection.Acknowledgements.Select(a => a.Command));
    }

    public override byte[]? AcknowledgementOf(Hash32 command) => own.Contains(command) ? base.AcknowledgementOf(command) : null;
}

/// <summary>Loses the last entry of a group of several.</summary>
sealed class DropsTail(IJournal inner) : JournalWithDefect(inner)
{
    public override void Append(ulong epoch, ulong expectedPosition, CommitGroup group, Projection projection) =>
        base.Append(epoch, expectedPosition, group.Entries.Count > 1 ? group with { Entries = [.. group.Entries.SkipLast(1)] } : group, projection);
}

/// <summary>Writes a group's entries in another order than they were applied in.</summary>
sealed class Reorders(IJournal inner) : JournalWithDefect(inner)
{
    public override void Append(ulong epoch, ulong expectedPosition, CommitGroup group, Projection projection) =>
        base.Append(epoch, expectedPosition, group with { Entries = [.. group.Entries.Reverse()] }, projection);
}

/// <summary>Says that it wrote what the disk refused.</summary>
sealed class SwallowsErrors(IJournal inner) : JournalWithDefect(inner)
{
    public override void Append(ulong epoch, ulong expectedPosition, CommitGroup group, Projection projection)
    {
        try
        {
            base.Append(epoch, expectedPosition, group, projection);
        }
        catch (JournalException failed) when (failed.Code == "journal-not-written")
        {
            // The defect: as if nothing had happened.
        }
    }
}

/// <summary>Lets a writer go on after another one took over.</summary>
sealed class IgnoresEpochs(IJournal inner, Func<ulong> epochNow) : JournalWithDefect(inner)
{
    public override void Append(ulong epoch, ulong expectedPosition, CommitGroup group, Projection projection) =>
        base.Append(epochNow(), expectedPosition, group, projection);
}

using Vendue.Client;
using Vendue.Node.Journal;

namespace Vendue.Node.Sequencing;

/// <summary>
/// A commit group on its way: what it holds is applied, not yet durable, and so not yet answered. Once it is sealed nothing
/// is added but rejections that show its state, so that it can be written beside the sequencer.
/// </summary>
/// <param name="first">The sequence of its first entry.</param>
sealed class PendingGroup(ulong first)
{
    readonly List<ReadOnlyMemory<byte>> entries = [];
    readonly List<Hash32> hashes = [];
    readonly List<Submission> answered = [], turnedAway = [];
    readonly List<(ulong, byte[])> events = [];
    Hash32 head;
    SignedCheckpoint? state;

    public int Count => entries.Count;

    public ulong Last => first + (ulong)entries.Count - 1;

    public void Add(byte[] entry, Hash32 hash, byte[]? happened)
    {
        entries.Add(entry);
        hashes.Add(hash);
        if (happened is not null) events.Add((Last, happened));
    }

    /// <summary>The submission's command is the last entry, and this is what became of it.</summary>
    public void Answer(Submission submission, Answer answer)
    {
        submission.Decide(new SubmissionResult(answer, null));
        answered.Add(submission);
    }

    /// <summary>The submission is turned away by a state that this group must first make durable: otherwise the command could count after all.</summary>
    public void TurnAway(Submission submission, Rejection rejection)
    {
        submission.Decide(new SubmissionResult(default, rejection));
        turnedAway.Add(submission);
    }

    /// <summary>Closes the group.</summary>
    /// <param name="chain">The head of the hash chain after its last entry.</param>
    /// <param name="checkpoint">The checkpoint after its last entry, where one is to be kept.</param>
    public void Seal(Hash32 chain, SignedCheckpoint? checkpoint) => (head, state) = (chain, checkpoint);

    /// <summary>Makes the sealed group durable.</summary>
    public void Write(IJournal journal, ulong epoch)
    {
        var answers = answered.ConvertAll(s => (s.Id, Codec<Answer>.Of.Encode(s.Decided.Answer)));
        journal.Append(epoch, first - 1, new CommitGroup(first, entries, head) { Hashes = hashes }, new Projection(answers, events));
        if (state is { } stated) journal.Checkpoint(stated);
    }

    /// <summary>Those who can be told now that the group is durable.</summary>
    public IEnumerable<Submission> Decided => answered.Concat(turnedAway);
}

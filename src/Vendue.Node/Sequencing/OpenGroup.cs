using Vendue.Node.Journal;

namespace Vendue.Node.Sequencing;

/// <summary>The commit group under way: applied, not yet durable, and so not yet answered.</summary>
sealed class OpenGroup
{
    readonly List<ReadOnlyMemory<byte>> entries = [];
    readonly Dictionary<Hash32, Answer> answers = [];
    readonly List<Submission> waiting = [];
    readonly List<(ulong, byte[])> events = [];

    public int Count => entries.Count;

    public void Add(byte[] entry, ulong sequence, byte[]? happened)
    {
        entries.Add(entry);
        if (happened is not null) events.Add((sequence, happened));
    }

    public void Answer(Submission submission, Answer answer)
    {
        answers.Add(submission.Id, answer);
        waiting.Add(submission);
    }

    /// <summary>Whether a copy of the command stands in this group already: then the copy gets the same answer.</summary>
    public bool TryJoin(Submission copy)
    {
        if (!answers.ContainsKey(copy.Id)) return false;
        waiting.Add(copy);
        return true;
    }

    /// <summary>Makes the group durable; only then are its senders answered.</summary>
    public void Commit(IJournal journal, Hash32 head)
    {
        journal.Append(
            new CommitGroup(journal.Position + 1, entries, head),
            new Projection([.. answers.Select(a => (a.Key, Codec<Answer>.Of.Encode(a.Value)))], events));
        foreach (var submission in waiting) submission.Answer(answers[submission.Id]);
        entries.Clear();
        answers.Clear();
        waiting.Clear();
        events.Clear();
    }

    public void RejectAll(Rejection rejection)
    {
        foreach (var submission in waiting) submission.Reject(rejection);
    }
}

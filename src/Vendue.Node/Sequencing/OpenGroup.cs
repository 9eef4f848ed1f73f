using Vendue.Node.Journal;

namespace Vendue.Node.Sequencing;

/// <summary>The commit group under way: applied, not yet durable, and so not yet answered.</summary>
sealed class OpenGroup
{
    readonly List<ReadOnlyMemory<byte>> entries = [];
    readonly List<(Submission Submission, Answer Answer)> answers = [];
    readonly List<(ulong, byte[])> events = [];

    public int Count => entries.Count;

    public void Add(byte[] entry, ulong sequence, byte[]? happened)
    {
        entries.Add(entry);
        if (happened is not null) events.Add((sequence, happened));
    }

    public void Answer(Submission submission, Answer answer) => answers.Add((submission, answer));

    /// <summary>The answer that a command of this group will get, so that a copy of it sent meanwhile gets the same.</summary>
    public bool TryJoin(Submission copy)
    {
        foreach (var (submission, answer) in answers)
        {
            if (submission.Id != copy.Id) continue;
            answers.Add((copy, answer));
            return true;
        }
        return false;
    }

    /// <summary>Makes the group durable; only then are its senders answered.</summary>
    public void Commit(IJournal journal, Hash32 head)
    {
        var kept = answers.DistinctBy(a => a.Submission.Id).Select(a => (a.Submission.Id, Codec<Answer>.Of.Encode(a.Answer))).ToList();
        journal.Append(new CommitGroup(journal.Position + 1, entries, head), new Projection(kept, events));
        foreach (var (submission, answer) in answers) submission.Answer(answer);
        entries.Clear();
        answers.Clear();
        events.Clear();
    }

    public void RejectAll(Rejection rejection)
    {
        foreach (var (submission, _) in answers) submission.Reject(rejection);
    }
}

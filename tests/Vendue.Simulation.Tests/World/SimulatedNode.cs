using Vendue.Node.Journal;
using Vendue.Node.Sequencing;

namespace Vendue.Simulation.Tests.World;

/// <summary>
/// A node's process: the real sequencer over a journal, one step at a time. The steps are the ones that the host's loop
/// takes; a defect may be planted in them by overriding one.
/// </summary>
class SimulatedNode : IDisposable
{
    readonly IJournal journal;
    bool written;

    public SimulatedNode(IJournal journal, TimeProvider time, NodeOptions options)
    {
        this.journal = journal;
        Sequencer = Sequencer.Recover(journal, Verifier.TryTake, new Admission(Population.Programs, Population.Blobs), Population.Beacon, options, time, Population.Operator);
    }

    public Sequencer Sequencer { get; }

    public IJournal Journal => journal;

    public SimulatedVerifier Verifier { get; } = new();

    /// <summary>The group on its way.</summary>
    protected PendingGroup? Group { get; set; }

    public virtual Submission Take(SignedCommand command)
    {
        var submission = new Submission(command, () => { });
        Sequencer.Take(submission);
        return submission;
    }

    /// <summary>One step of the way from applied to told: seal, write, tell.</summary>
    public virtual void Advance()
    {
        if (Group is null) Group = Sequencer.Seal();
        else if (!written) Write();
        else Tell();
    }

    /// <summary>Makes all durable that was applied, and tells it.</summary>
    public void Drain()
    {
        while (!Sequencer.IsDurable || Group is not null) Advance();
    }

    protected void Write()
    {
        Sequencer.Write(Group!);
        written = true;
    }

    protected void Tell()
    {
        Sequencer.Committed();
        (Group, written) = (null, false);
    }

    public void Dispose()
    {
        Sequencer.End();
        journal.Dispose();
    }
}

using Vendue.Node.Journal;
using Vendue.Node.Sequencing;
using Vendue.Simulation.Tests.World;

namespace Vendue.Simulation.Tests.Defects;

/// <summary>Answers when a command is applied, and writes it afterwards.</summary>
sealed class AnswersBeforeItIsDurable(IJournal journal, TimeProvider time, NodeOptions options) : SimulatedNode(journal, time, options)
{
    public override void Advance()
    {
        if (Group is not null)
        {
            Sequencer.Write(Group);
            Group = null;
        }
        else if (Sequencer.Seal() is { } group)
        {
            Sequencer.Committed();
            Group = group;
        }
    }
}

/// <summary>Turns a command away for what another one did that is not yet durable, without waiting for the disk.</summary>
sealed class RejectsBeforeItIsDurable(IJournal journal, TimeProvider time, NodeOptions options) : SimulatedNode(journal, time, options)
{
    public override Submission Take(SignedCommand command)
    {
        var submission = base.Take(command);
        if (submission.Decided.Rejection is not null) submission.Tell();
        return submission;
    }
}

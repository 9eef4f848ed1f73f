using System.Text;
using Vendue.Client;

namespace Vendue.Node.Sequencing;

/// <summary>What became of one item of a batch.</summary>
/// <param name="Outcome">Which of the three outcomes it is.</param>
/// <param name="Code">Its code.</param>
/// <param name="Message">Its sentence, in UTF-8.</param>
public readonly record struct AnswerItem(OutcomeKind Outcome, Name Code, Bytes Message);

/// <summary>What a sender is told of a command that stands in the journal. Kept, so that sending it again gives the same.</summary>
/// <param name="Acknowledgement">What the operator signs.</param>
/// <param name="Message">The outcome's sentence, in UTF-8.</param>
/// <param name="Items">The outcomes of a batch's items.</param>
public readonly record struct Answer(Acknowledgement Acknowledgement, Bytes Message, AnswerItem[] Items)
{
    /// <summary>The answer for an outcome.</summary>
    public static Answer Of(Acknowledgement acknowledgement, Outcome outcome, IReadOnlyList<Outcome> items) =>
        new(acknowledgement, Text(outcome), [.. items.Select(i => new AnswerItem(i.Kind, i.Code, Text(i)))]);

    static Bytes Text(Outcome outcome) => new(Encoding.UTF8.GetBytes(outcome.Sentence));
}

/// <summary>A command that did not get into the journal.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">A stable code for machines.</param>
/// <param name="Message">One sentence for people.</param>
public sealed record Rejection(int Status, string Code, string Message)
{
    /// <summary>A rejection for a reason of the kernel's, found before the command was sequenced.</summary>
    public static Rejection For(int status, Outcome outcome) => new(status, outcome.Code, outcome.Sentence);
}

/// <summary>What a submission came to: an answer, or a rejection.</summary>
/// <param name="Answer">The answer, when it was sequenced.</param>
/// <param name="Rejection">Why it was not, otherwise.</param>
public readonly record struct SubmissionResult(Answer Answer, Rejection? Rejection);

using Vendue.Client;

namespace Vendue.Node.Sequencing;

/// <summary>A command on its way through the sequencer, and who waits for its answer.</summary>
sealed class Submission(SignedCommand command)
{
    public SignedCommand Command { get; } = command;

    public Hash32 Id { get; } = command.Id();

    /// <summary>Set once the command's proofs were judged.</summary>
    public Verdict[]? Verdicts { get; set; }

    /// <summary>The receipt under which its proofs were received; zero for none.</summary>
    public Hash32 Receipt { get; set; }

    public IReadOnlyList<ProofClaim> Claims { get; set; } = [];

    readonly TaskCompletionSource<SubmissionResult> result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<SubmissionResult> Result => result.Task;

    public void Answer(Answer answer) => result.TrySetResult(new SubmissionResult(answer, null));

    public void Reject(Rejection rejection) => result.TrySetResult(new SubmissionResult(default, rejection));
}

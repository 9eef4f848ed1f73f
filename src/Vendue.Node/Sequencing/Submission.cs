using Vendue.Client;

namespace Vendue.Node.Sequencing;

/// <summary>A command on its way through the sequencer, and who waits for its answer.</summary>
/// <param name="command">The command.</param>
/// <param name="done">Called once, when it is answered or rejected, whether or not anybody still waits.</param>
sealed class Submission(SignedCommand command, Action done)
{
    readonly TaskCompletionSource<SubmissionResult> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    List<Submission>? copies;

    public SignedCommand Command { get; } = command;

    public Hash32 Id { get; } = command.Id();

    /// <summary>Set once the command's proofs were judged.</summary>
    public Verdict[] Verdicts { get; set; } = [];

    /// <summary>The receipt under which its proofs were received; zero for none.</summary>
    public Hash32 Receipt { get; set; }

    /// <summary>The proofs that it carries, as the market stood when they were last looked at.</summary>
    public IReadOnlyList<Claim> Claims { get; set; } = [];

    /// <summary>How often its proofs were given to the verifier.</summary>
    public int Judgements { get; set; }

    /// <summary>What it comes to once that is durable.</summary>
    public SubmissionResult Decided { get; private set; }

    public Task<SubmissionResult> Result => result.Task;

    /// <summary>Fixes what it comes to; nobody is told yet.</summary>
    public void Decide(SubmissionResult decided) => Decided = decided;

    /// <summary>Tells what was decided.</summary>
    public void Tell() => End(Decided);

    public void Answer(Answer answer) => End(new SubmissionResult(answer, null));

    public void Reject(Rejection rejection) => End(new SubmissionResult(default, rejection));

    /// <summary>A copy of the command arrived while this one is under way: it comes to the same.</summary>
    public void Join(Submission copy) => (copies ??= []).Add(copy);

    void End(SubmissionResult end)
    {
        if (!result.TrySetResult(end)) return;
        done();
        foreach (var copy in copies ?? []) copy.End(end);
    }
}

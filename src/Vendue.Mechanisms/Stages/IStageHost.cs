namespace Vendue.Mechanisms.Stages;

/// <summary>
/// Who holds a stage: opens it on a request of its own, says who may take part, and is told once how it ended. It never
/// reads the stage's tables, and the stage never reads its.
/// </summary>
public interface IStageHost
{
    /// <summary>Whether a prover may take part in the stage of a request. Reads only; the refusal says why not.</summary>
    /// <param name="request">The request.</param>
    /// <param name="prover">Who wants to take part.</param>
    /// <param name="due">The instant by which it would have to prove; 0 where it promises nothing.</param>
    Outcome Admits(Handle<Request> request, Account prover, ulong due);

    /// <summary>A prover was assigned. The stage is under way until it reports.</summary>
    void Assigned(Handle<Request> request, in StageAssignment assignment);

    /// <summary>The stage ended and holds nothing for the request any more: the host opens another, or ends the request.</summary>
    void Ended(Handle<Request> request, in StageReport report);
}

namespace Vendue.Prover;

/// <summary>What an agent tells of its work.</summary>
public enum AgentStep
{
    /// <summary>It let an opportunity go.</summary>
    Passed,
    /// <summary>It waits to decide again.</summary>
    Waits,
    /// <summary>It offered, bid or locked.</summary>
    Offered,
    /// <summary>It began to prove.</summary>
    Proving,
    /// <summary>It made a proof.</summary>
    Proved,
    /// <summary>It delivered a proof.</summary>
    Delivered,
    /// <summary>It reported work as impossible, and was right.</summary>
    Reported,
    /// <summary>Something did not work.</summary>
    Failed,
    /// <summary>Something that the operator should look at.</summary>
    Warned,
    /// <summary>It gave up a proof that nobody wants any more.</summary>
    Dropped,
}

/// <summary>A note of an agent's work.</summary>
/// <param name="Step">What it did.</param>
/// <param name="Request">For which request.</param>
/// <param name="Text">Why, or what came of it, in a phrase.</param>
/// <param name="Code">A stable code of why a job failed or was given up; null for none.</param>
public sealed record AgentNote(AgentStep Step, Hash32 Request, string Text, string? Code = null);

namespace Vendue.Prover.Jobs;

/// <summary>Where a job stands.</summary>
public enum JobState : byte
{
    /// <summary>The proof is being made.</summary>
    Proving,
    /// <summary>The proof is made and kept; it is being delivered.</summary>
    Proved,
    /// <summary>It was delivered, and the market said what became of it.</summary>
    Delivered,
    /// <summary>It could not be proven, or was no longer wanted.</summary>
    Abandoned,
}

/// <summary>A step of a delivery, as <see cref="Mechanisms.Deed"/> has it.</summary>
/// <param name="Action">The action's number.</param>
/// <param name="Body">Its canonical bytes.</param>
/// <param name="NotBefore">The first instant at which to send it; 0 for at once.</param>
/// <param name="NotBeforeBlock">The first block at which to send it; 0 for at once.</param>
public readonly record struct Step(ushort Action, Bytes Body, ulong NotBefore, ulong NotBeforeBlock)
{
    /// <summary>The step that a deed is.</summary>
    public static Step Of(Mechanisms.Deed deed)
    {
        ArgumentNullException.ThrowIfNull(deed);
        return new(deed.Action, deed.Body, deed.NotBefore, deed.NotBeforeBlock);
    }

    /// <summary>The deed that this step is.</summary>
    public Mechanisms.Deed ToDeed() => new(Action, Body, NotBefore, NotBeforeBlock);
}

/// <summary>A proof that was made, as it is kept on disk.</summary>
/// <param name="Proof">The proof.</param>
/// <param name="PublicValues">Its public values.</param>
public readonly record struct KeptProof(Bytes Proof, Bytes PublicValues);

/// <summary>A proof that this prover has undertaken to make, with those that are delivered with it, as it is kept on disk.</summary>
public sealed record Job
{
    /// <summary>What was undertaken.</summary>
    public Opportunity Opportunity { get; init; } = new();

    /// <summary>Where it stands.</summary>
    public JobState State { get; init; }

    /// <summary>What each proof is bound to, in order; empty where proofs are not bound.</summary>
    public Hash32[] Bindings { get; init; } = [];

    /// <summary>The proofs, in order, once made.</summary>
    public KeptProof[] Proofs { get; init; } = [];

    /// <summary>The steps of the delivery, decided once: a second decision might name another salt or another proof.</summary>
    public Step[] Steps { get; init; } = [];

    /// <summary>The signed commands of the steps begun, kept before they are sent, so that sending them again gives the first outcome.</summary>
    public Bytes[] Commands { get; init; } = [];

    /// <summary>How the last step ended, as a code.</summary>
    public Name Ended { get; init; }

    /// <summary>The request.</summary>
    public Hash32 Request => Opportunity.Request;

    /// <summary>What is to be proven, in order.</summary>
    public IEnumerable<Statement> Statements => [Opportunity.Statement, .. Opportunity.Further];
}

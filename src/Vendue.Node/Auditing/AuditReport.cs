using Vendue.Node.Auditing.Evidence;

namespace Vendue.Node.Auditing;

/// <summary>What an audit found.</summary>
/// <param name="Entries">How many entries were replayed.</param>
/// <param name="Signatures">How many signatures were checked.</param>
/// <param name="Proofs">How many proofs were verified again.</param>
/// <param name="Acknowledgements">How many answers were compared with what the replay gave.</param>
/// <param name="Receipts">How many receipts that clients kept were compared with what the replay gave.</param>
/// <param name="Checkpoints">How many of the journal's checkpoints were compared.</param>
/// <param name="Head">The head of the hash chain.</param>
/// <param name="State">The hash of the state after the last entry.</param>
/// <param name="Root">The state root after the last entry.</param>
/// <param name="Conserved">Whether the money sums to zero in every asset.</param>
/// <param name="Findings">What is wrong; empty when nothing is.</param>
public sealed record AuditReport(
    ulong Entries, ulong Signatures, ulong Proofs, ulong Acknowledgements, int Receipts, int Checkpoints, Hash32 Head, Hash32 State, Hash32 Root, bool Conserved, IReadOnlyList<AuditFinding> Findings)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsClean => Findings.Count == 0;
}

/// <summary>Something that an audit found wrong.</summary>
/// <param name="Code">A stable code for machines.</param>
/// <param name="Sequence">The entry where it shows; 0 where it concerns none.</param>
/// <param name="Message">One sentence.</param>
public sealed record AuditFinding(string Code, ulong Sequence, string Message)
{
    /// <summary>Evidence against the operator that a third party can check; null where there is none.</summary>
    public EvidenceItem? Evidence { get; init; }
}

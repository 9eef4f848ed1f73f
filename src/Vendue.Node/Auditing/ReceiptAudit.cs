using Vendue.Client;

namespace Vendue.Node.Auditing;

/// <summary>An operator's signed word that a client kept.</summary>
/// <param name="Acknowledgement">What the operator said.</param>
/// <param name="Signature">The operator's signature of it.</param>
/// <param name="Origin">Where the receipt was read, for messages.</param>
public sealed record KeptReceipt(Acknowledgement Acknowledgement, Bytes Signature, string Origin);

/// <summary>
/// Holds the receipts that clients kept against a replay: a command that was acknowledged must stand where the operator
/// said, with the outcome and after the history that the operator said.
/// </summary>
/// <param name="receipts">The receipts.</param>
/// <param name="operatorKey">The operator's key, as the clients know it.</param>
public sealed class ReceiptAudit(IReadOnlyList<KeptReceipt> receipts, Hash32 operatorKey)
{
    readonly HashSet<Hash32> wanted = [.. receipts.Select(r => r.Acknowledgement.Command)];
    readonly Dictionary<Hash32, Acknowledgement> replayed = [];

    /// <summary>How many receipts were compared.</summary>
    internal int Compared { get; private set; }

    /// <summary>The replay gave this for a command.</summary>
    internal void Replayed(in Acknowledgement acknowledgement)
    {
        if (wanted.Contains(acknowledgement.Command)) replayed.TryAdd(acknowledgement.Command, acknowledgement);
    }

    /// <summary>What is wrong, after the replay.</summary>
    /// <param name="position">The last entry that was replayed.</param>
    /// <param name="whole">Whether the whole journal could be read; otherwise nothing is said of what comes after.</param>
    internal IEnumerable<AuditFinding> Findings(ulong position, bool whole)
    {
        foreach (var receipt in receipts)
        {
            var said = receipt.Acknowledgement;
            if (!whole && said.Sequence > position) continue;
            Compared++;
            if (Compare(receipt, position) is { } finding) yield return finding;
        }
    }

    AuditFinding? Compare(KeptReceipt receipt, ulong position)
    {
        var said = receipt.Acknowledgement;
        AuditFinding Found(string code, string what) => new(code, said.Sequence, $"{receipt.Origin}: {what}");
        if (!said.Verify(operatorKey, receipt.Signature))
            return Found("receipt-not-signed", $"the receipt is not signed with the operator's key {operatorKey}, so it proves nothing.");
        if (!replayed.TryGetValue(said.Command, out var found))
            return Found("receipt-dropped", $"the operator acknowledged command {said.Command} as entry {said.Sequence}, and the journal, which has {position} entries, does not have it.");
        if (found.Sequence != said.Sequence)
            return Found("receipt-reordered", $"the operator acknowledged command {said.Command} as entry {said.Sequence}, and the journal has it as entry {found.Sequence}.");
        if (found == said) return null;
        string what = found with { Head = said.Head } == said
            ? "an entry up to it is not what it was then, because the head of the hash chain is another"
            : $"the operator said {said.Outcome} ({said.Code}) at {said.Now}, and the replay gives {found.Outcome} ({found.Code}) at {found.Now}";
        return Found("receipt-altered", $"entry {said.Sequence} has the acknowledged command, but {what}.");
    }
}

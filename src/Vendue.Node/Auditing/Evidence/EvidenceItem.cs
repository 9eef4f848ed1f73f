using Vendue.Client;
using Vendue.Node.Journal;

namespace Vendue.Node.Auditing.Evidence;

/// <summary>How a piece of evidence proves what it says.</summary>
public enum EvidenceKind : byte
{
    /// <summary>Two signed statements that cannot both be true: they suffice.</summary>
    Equivocation,
    /// <summary>Two signed statements, and the stretch of history that the later one commits to, which does not lead from the earlier one.</summary>
    Rewritten,
    /// <summary>One signed statement, and the journal whose head it names: a replay of that journal gives something else.</summary>
    Replay,
}

/// <summary>A stretch of history: whoever signed the head at its end has signed the head at its beginning.</summary>
/// <param name="Head">The head of the hash chain at the place of the earlier statement.</param>
/// <param name="Entries">The SHA-256 of each entry after that place, up to the place of the later statement.</param>
public sealed record HistoryLink(Hash32 Head, IReadOnlyList<Hash32> Entries)
{
    /// <summary>The head to which it leads.</summary>
    public Hash32 End() => Entries.Aggregate(Head, static (head, entry) => JournalEntry.Chain(head, entry));
}

/// <summary>The entry that stands, in the history of the later statement, at the place of the earlier one.</summary>
/// <param name="Before">The head of the hash chain before it.</param>
/// <param name="Bytes">Its bytes.</param>
public sealed record EntryDisclosure(Hash32 Before, Bytes Bytes);

/// <summary>Evidence against an operator that a third party can check without trusting whoever gives it.</summary>
/// <param name="Kind">How it proves.</param>
/// <param name="Code">What it proves, a stable code: that of the audit's finding.</param>
/// <param name="Says">What it proves, in words; they are not checked.</param>
/// <param name="OperatorKey">The key that signed.</param>
/// <param name="Genesis">The market's genesis, encoded: it names the key. Empty where it was not at hand.</param>
/// <param name="First">A signed statement.</param>
/// <param name="Second">A second one; null for evidence by replay.</param>
/// <param name="Link">The stretch of history between them; null where none is needed.</param>
/// <param name="Entry">The entry at the place of the first in the history of the second; null where it is not shown.</param>
public sealed record EvidenceItem(
    EvidenceKind Kind, string Code, string Says, Hash32 OperatorKey, Bytes Genesis, SignedStatement First, SignedStatement? Second, HistoryLink? Link, EntryDisclosure? Entry)
{
    /// <summary>Why it proves nothing; null when it proves that the operator's statements contradict each other, or, for evidence by replay, when only the replay is left to do.</summary>
    public string? Wrong()
    {
        if (!First.IsSignedBy(OperatorKey) || Second?.IsSignedBy(OperatorKey) == false) return "A statement is not signed with the operator's key.";
        if (WrongGenesis() is { } wrongGenesis) return wrongGenesis;
        return Kind switch
        {
            EvidenceKind.Equivocation => Second is null || SignedStatement.Contradiction(First, Second) is null ? "The two statements do not contradict each other." : WrongEntry(First.Sequence == Second.Sequence ? Second.Head : default),
            EvidenceKind.Rewritten => WrongLink() ?? WrongEntry(Link!.Head),
            _ => Second is null && Link is null ? null : "Evidence by replay has one statement.",
        };
    }

    /// <summary>The id of the command that stands at the place of the first statement; null where the entry is not shown or is none.</summary>
    public Hash32? CommandThere()
    {
        try
        {
            return Entry is null ? null : Codec<JournalEntry>.Of.Decode(Entry.Bytes.Memory).Command.Id();
        }
        catch (EncodingException)
        {
            return null;
        }
    }

    string? WrongGenesis()
    {
        if (Genesis.Length == 0) return null;
        try
        {
            var genesis = Codec<Genesis>.Of.Decode(Genesis.Memory);
            if (genesis.Hash() != First.Market) return "The genesis is of another market than the statements.";
            return genesis.OperatorKey.IsZero || genesis.OperatorKey == OperatorKey ? null : "The market's genesis names another operator's key.";
        }
        catch (EncodingException wrong)
        {
            return $"The genesis is malformed: {wrong.Message}";
        }
    }

    string? WrongLink()
    {
        if (Second is null || Link is null) return "A rewritten history is shown by two statements and what is between them.";
        if (Second.Market != First.Market) return "The statements are of two markets.";
        if (Second.Sequence <= First.Sequence || Second.Sequence - First.Sequence != (ulong)Link.Entries.Count) return "The stretch of history has not as many entries as there are between the statements.";
        if (Link.End() != Second.Head) return "The stretch of history does not lead to the later statement.";
        return Link.Head == First.Head ? "The stretch of history leads from the earlier statement to the later one: they agree." : null;
    }

    string? WrongEntry(Hash32 head) =>
        Entry is null || JournalEntry.Chain(Entry.Before, Entry.Bytes.Span) == head ? null : "The entry shown is not the one that stands there.";
}

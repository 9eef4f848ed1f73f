using Vendue.Client;

namespace Vendue.Node.Journal;

/// <summary>One command as it was sequenced: what its sender signed, and the facts that the sequencer added.</summary>
public sealed record JournalEntry
{
    /// <summary>The market's instant.</summary>
    public ulong Now { get; init; }

    /// <summary>The height of the market's block clock.</summary>
    public ulong Block { get; init; }

    /// <summary>The receipt under which the command's proofs were received; zero for none.</summary>
    public Hash32 Receipt { get; init; }

    /// <summary>The verifier's verdicts on the command's proofs, in order.</summary>
    public Verdict[] Verdicts { get; init; } = [];

    /// <summary>The command; unsigned only where the sequencer states a fact of its own.</summary>
    public SignedCommand Command { get; init; }

    /// <summary>The head of the hash chain after an entry given by its bytes.</summary>
    public static Hash32 Chain(Hash32 before, ReadOnlySpan<byte> entry) => Chain(before, Hash32.Sha256(entry));

    /// <summary>
    /// The head of the hash chain after an entry: SHA-256 over "vendue/chain/2", the head before and the SHA-256 of the entry's
    /// bytes. So a stretch of history is shown to lead to a head by 32 bytes an entry.
    /// </summary>
    public static Hash32 Chain(in Hash32 before, in Hash32 entryHash)
    {
        Span<byte> bytes = stackalloc byte[14 + (2 * Hash32.Size)];
        "vendue/chain/2"u8.CopyTo(bytes);
        before.CopyTo(bytes[14..]);
        entryHash.CopyTo(bytes[(14 + Hash32.Size)..]);
        return Hash32.Sha256(bytes);
    }
}

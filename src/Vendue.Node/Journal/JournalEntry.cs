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

    /// <summary>The head of the hash chain after an entry: SHA-256 over a domain tag, the head before and the entry's bytes.</summary>
    public static Hash32 Chain(Hash32 before, ReadOnlySpan<byte> entry)
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/chain/1"u8);
        writer.Hash32(before);
        writer.Bytes(entry);
        return Hash32.Sha256(writer.Written);
    }
}

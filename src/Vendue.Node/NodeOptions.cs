using Vendue.Proofs;
using Vendue.Proofs.Witnesses;

namespace Vendue.Node;

/// <summary>How a node runs. What a market's history depends on stands in its genesis, not here.</summary>
public sealed record NodeOptions
{
    /// <summary>The folder of the node: journal, blobs, programs and keys.</summary>
    public required string Folder { get; init; }

    /// <summary>The address to listen on, such as http://127.0.0.1:7766; port 0 for any free one.</summary>
    public string Listen { get; init; } = "http://127.0.0.1:7766";

    /// <summary>How often time is let pass when nothing else happens.</summary>
    public TimeSpan TickEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a block of the market's block clock is.</summary>
    public TimeSpan BlockEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the beacon reveals its next value while there is anything in the market.</summary>
    public TimeSpan BeaconEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many submissions may wait; beyond it they are turned away.</summary>
    public int QueueCapacity { get; init; } = 8192;

    /// <summary>How many commands become durable together at most.</summary>
    public int GroupSize { get; init; } = 2048;

    /// <summary>How many proofs of one account may wait for a verdict.</summary>
    public int PendingProofsPerAccount { get; init; } = 64;

    /// <summary>How many nonce lanes an account may use, numbered from 0.</summary>
    public int LanesPerAccount { get; init; } = Sequencing.Admission.DefaultLanes;

    /// <summary>How many proofs are checked at a time.</summary>
    public int VerifierWorkers { get; init; } = 2;

    /// <summary>The largest command, in bytes.</summary>
    public int LargestCommand { get; init; } = 64 << 10;

    /// <summary>The largest blob, in bytes.</summary>
    public int LargestBlob { get; init; } = 8 << 20;

    /// <summary>The most bytes that all blobs may have together.</summary>
    public long BlobCapacity { get; init; } = 4L << 30;

    /// <summary>After how many commands the hash of the state is kept for audits.</summary>
    public ulong CheckpointEvery { get; init; } = 4096;

    /// <summary>After how many commands at least a snapshot of the state is written, from which a later start goes on.</summary>
    public ulong SnapshotEvery { get; init; } = 1 << 18;

    /// <summary>How many commands and blobs one network address may send a second.</summary>
    public int RequestsPerSecond { get; init; } = 2000;

    /// <summary>How many bytes one network address may send a second, averaged over a minute.</summary>
    public int BytesPerSecond { get; init; } = 8 << 20;

    /// <summary>The proof systems that the node verifies.</summary>
    public IReadOnlyList<ProofSystem> ProofSystems { get; init; } = Vendue.Proofs.ProofSystems.All;

    /// <summary>Where strangers' witness generators are run: a market open to strangers runs them in processes of their own.</summary>
    public IWitnessRunner WitnessRunner { get; init; } = new InProcessWitnesses();

    /// <summary>What is wrong with the options, in one sentence; null when nothing is.</summary>
    public string? Wrong()
    {
        if (!Uri.TryCreate(Listen, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp)
            return $"The node cannot listen on '{Listen}'; give an address such as http://127.0.0.1:7766, and put what speaks TLS before it.";
        if (TickEvery <= TimeSpan.Zero || BlockEvery < TimeSpan.FromMilliseconds(1)) return "Ticks and blocks take at least a millisecond.";
        if (CheckpointEvery == 0 || SnapshotEvery == 0 || BlobCapacity < 0) return "checkpointEvery and snapshotEvery must be at least 1, and blobCapacity at least 0.";
        int[] counts = [QueueCapacity, GroupSize, PendingProofsPerAccount, LanesPerAccount, VerifierWorkers, LargestCommand, LargestBlob, RequestsPerSecond, BytesPerSecond];
        return counts.Any(c => c < 1) ? "Every capacity, size and number a second must be at least 1." : null;
    }
}

using Vendue.Client;
using Vendue.Node.Journal;
using Vendue.Node.Sequencing;
using Vendue.Node.Storage;
using Vendue.Node.Verification;

namespace Vendue.Node;

/// <summary>What a node is made of beneath its interface: made in order, given back in the opposite order.</summary>
sealed class NodeParts : IAsyncDisposable
{
    readonly FileStream folderLock;
    readonly SqliteJournal journal;
    readonly Verifier verifier;

    NodeParts(NodeOptions options, MarketSettings? settings, FileStream folderLock)
    {
        this.folderLock = folderLock;
        Keys = NodeKeys.OpenOrMake(options.Folder);
        var beacon = new BeaconChain(Keys.Beacon);
        journal = SqliteJournal.Open(
            VendueNode.JournalPath(options.Folder),
            settings is null ? null : () => Codec<Genesis>.Of.Encode(settings.ToGenesis(Keys.Custodian.Address, beacon.Anchor, TimeProvider.System.GetUtcNow(), Keys.Operator.Public)));
        try
        {
            Blobs = VendueNode.BlobsOf(options);
            Programs = VendueNode.ProgramsOf(options.Folder);
            verifier = new Verifier(Programs, Blobs, options.ProofSystems, () => Host!.GenesisHash, options.VerifierWorkers, options.QueueCapacity, options.WitnessRunner);
            Host = MarketHost.Start(journal, verifier, new Admission(Programs, Blobs, options.LanesPerAccount), beacon, options, TimeProvider.System, Keys.Operator, new SnapshotStore(Path.Combine(options.Folder, "snapshots")));
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    public NodeKeys Keys { get; }

    public BlobStore Blobs { get; }

    public ProgramStore Programs { get; }

    public MarketHost Host { get; }

    public static NodeParts Open(NodeOptions options, MarketSettings? settings)
    {
        Directory.CreateDirectory(options.Folder);
        var folderLock = Lock(options.Folder);
        try
        {
            DurableFile.Sweep(options.Folder);
            return new NodeParts(options, settings, folderLock);
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync().ConfigureAwait(false);
        await verifier.DisposeAsync().ConfigureAwait(false);
        journal.Dispose();
        Keys.Dispose();
        await folderLock.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>A second node in the folder would take the journal from the first by mistake. The lock ends with its process.</summary>
    static FileStream Lock(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "node.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new JournalException("folder-in-use", $"Another node runs in '{folder}', or its lock file cannot be opened: {taken.Message}", taken);
        }
    }
}

using System.Globalization;
using Vendue.Node.Storage;

namespace Vendue.Node.Journal;

/// <summary>A request as a snapshot keeps it for the history of requests.</summary>
public readonly record struct KeptRequest(
    Hash32 Id, Name Requester, Hash32 Program, Hash32 Input, ulong Work, ulong Opened, ulong Ends, Name State, Name Prover, UInt128 Paid, bool HasProof, Hash32 Proof, Bytes PublicValues);

/// <summary>All that a node needs to go on from a place in its journal without replaying what comes before it.</summary>
/// <param name="Market">The hash of the market's genesis.</param>
/// <param name="Position">The last entry that is in it.</param>
/// <param name="Head">The head of the hash chain after that.</param>
/// <param name="State">The hash of the state.</param>
/// <param name="Rows">The market's snapshot.</param>
/// <param name="Requests">The history of requests.</param>
public sealed record Snapshot(Hash32 Market, ulong Position, Hash32 Head, Hash32 State, Bytes Rows, KeptRequest[] Requests)
{
    static ReadOnlySpan<byte> Tag => "vendue/node-snapshot/1"u8;

    /// <summary>The canonical bytes, with the SHA-256 of all that is before it at their end.</summary>
    public byte[] Encode()
    {
        var writer = new CanonicalWriter();
        writer.Raw(Tag);
        writer.Hash32(Market);
        writer.UInt64(Position);
        writer.Hash32(Head);
        writer.Hash32(State);
        writer.Bytes(Rows);
        Codec<KeptRequest[]>.Of.Write(writer, Requests);
        writer.Hash32(Hash32.Sha256(writer.Written));
        return writer.Written.ToArray();
    }

    /// <summary>Reads a snapshot.</summary>
    /// <exception cref="EncodingException">The bytes are no whole snapshot.</exception>
    public static Snapshot Decode(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length < Hash32.Size || Hash32.Sha256(bytes.Span[..^Hash32.Size]) != new Hash32(bytes.Span[^Hash32.Size..])) throw new EncodingException("its bytes are not those that were written");
        var reader = new CanonicalReader(bytes[..^Hash32.Size]);
        if (!reader.Take(Tag.Length).SequenceEqual(Tag)) throw new EncodingException("it is of another version");
        var snapshot = new Snapshot(reader.Hash32(), reader.UInt64(), reader.Hash32(), reader.Hash32(), reader.Bytes(), Codec<KeptRequest[]>.Of.Read(reader));
        reader.End();
        return snapshot;
    }
}

/// <summary>Snapshots in a folder, the newest of which shortens a start. They are never trusted: without them a start takes longer, and that is all.</summary>
/// <param name="folder">The folder; made if it is not there.</param>
public sealed class SnapshotStore(string folder)
{
    const int Kept = 2;
    const string Extension = ".snapshot";

    Task writing = Task.CompletedTask;

    /// <summary>Whether one is being written.</summary>
    public bool IsWriting => !writing.IsCompleted;

    /// <summary>Writes a snapshot beside whoever asks, and then drops all but the newest. A disk that fails costs the snapshot only.</summary>
    public void Write(Snapshot snapshot) => writing = Task.Run(() => WriteAsync(snapshot));

    /// <summary>Ends when what is being written is there.</summary>
    public Task FlushAsync() => writing;

    /// <summary>The snapshots' files, newest first.</summary>
    public IEnumerable<string> Files() => DurableFile.Among(folder).Where(f => f.EndsWith(Extension, StringComparison.Ordinal)).OrderDescending(StringComparer.Ordinal);

    async Task WriteAsync(Snapshot snapshot)
    {
        try
        {
            await DurableFile.WriteAsync(Path.Combine(folder, snapshot.Position.ToString("D20", CultureInfo.InvariantCulture) + Extension), snapshot.Encode(), CancellationToken.None).ConfigureAwait(false);
            foreach (string old in Files().Skip(Kept).ToList()) File.Delete(old);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            // The next one may succeed, and the journal has everything.
        }
    }

    /// <summary>
    /// The newest snapshot that is whole, of this market, and of a state and history that the journal's own checkpoint
    /// states; null when there is none. What was passed over is told with the reason.
    /// </summary>
    /// <param name="journal">The journal.</param>
    /// <param name="market">The hash of the market's genesis.</param>
    /// <param name="restore">Makes the market of the snapshot's rows.</param>
    /// <param name="passedOver">Takes a sentence for each that could not be used.</param>
    public (Snapshot Snapshot, Market Market)? Newest(IJournal journal, Hash32 market, Func<ReadOnlyMemory<byte>, Market> restore, ICollection<string> passedOver)
    {
        var checkpoints = journal.Checkpoints().ToDictionary(c => c.Checkpoint.Sequence, c => c.Checkpoint);
        foreach (string file in Files())
        {
            try
            {
                var snapshot = Snapshot.Decode(File.ReadAllBytes(file));
                if (snapshot.Market != market) throw new EncodingException("it is of another market");
                if (!checkpoints.TryGetValue(snapshot.Position, out var checkpoint) || checkpoint.State != snapshot.State || checkpoint.Head != snapshot.Head || snapshot.Position > journal.Position)
                    throw new EncodingException("the journal has no checkpoint of its state");
                var restored = restore(snapshot.Rows.Memory);
                if (restored.StateHash() != snapshot.State || restored.Sequence != snapshot.Position) throw new EncodingException("its rows give another state than it says");
                return (snapshot, restored);
            }
            catch (Exception unusable) when (unusable is EncodingException or InvariantException or IOException or UnauthorizedAccessException)
            {
                passedOver.Add($"Snapshot '{Path.GetFileName(file)}' was not used: {unusable.Message}.");
            }
        }
        return null;
    }
}

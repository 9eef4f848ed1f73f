using System.Collections.Concurrent;

namespace Vendue.Node.Storage;

/// <summary>Byte strings kept in a folder, each named by the SHA-256 that this store computed: inputs and proofs.</summary>
/// <param name="folder">The folder; made if it is not there.</param>
/// <param name="largest">The most bytes one may have.</param>
/// <param name="capacity">The most bytes that all may have together.</param>
public sealed class BlobStore(string folder, int largest, long capacity) : IStored
{
    readonly ConcurrentDictionary<Hash32, Lazy<Task>> writing = new();
    long held = DurableFile.Among(folder).Sum(path => new FileInfo(path).Length);

    /// <summary>The most bytes one may have.</summary>
    public int Largest => largest;

    /// <summary>How many bytes all have together.</summary>
    public long Held => Interlocked.Read(ref held);

    /// <summary>Keeps a byte string, durably, before it answers.</summary>
    /// <exception cref="StorageException">It is too large, or the store is full.</exception>
    public async Task<Hash32> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        if (bytes.Length > largest) throw new StorageException("too-large", $"A blob may have at most {largest} bytes.");
        var hash = Hash32.Sha256(bytes.Span);
        if (Contains(hash)) return hash;
        var write = writing.GetOrAdd(hash, _ => new Lazy<Task>(() => WriteAsync(hash, bytes)));
        await write.Value.WaitAsync(stop).ConfigureAwait(false);
        return hash;
    }

    /// <inheritdoc/>
    public bool Contains(Hash32 hash) => File.Exists(PathOf(hash));

    /// <summary>A byte string, checked against its name; null when the store does not have it.</summary>
    /// <exception cref="StorageException">What is stored is not what was put.</exception>
    public async Task<byte[]?> GetAsync(Hash32 hash, CancellationToken stop)
    {
        string path = PathOf(hash);
        if (!File.Exists(path)) return null;
        var bytes = await File.ReadAllBytesAsync(path, stop).ConfigureAwait(false);
        return Hash32.Sha256(bytes) == hash ? bytes : throw new StorageException("blob-damaged", $"The stored blob {hash} is damaged.");
    }

    /// <summary>Writes what several may put at once, one time; one who gives up does not stop it for the others.</summary>
    async Task WriteAsync(Hash32 hash, ReadOnlyMemory<byte> bytes)
    {
        bool kept = false;
        bool fits = Interlocked.Add(ref held, bytes.Length) <= capacity;
        try
        {
            if (Contains(hash)) return;
            if (!fits) throw new StorageException("store-full", "The market's blob store is full; try again later.");
            await DurableFile.WriteAsync(PathOf(hash), bytes, CancellationToken.None).ConfigureAwait(false);
            kept = true;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new StorageException("The blob could not be stored; try again later.", failed);
        }
        finally
        {
            if (!kept) Interlocked.Add(ref held, -bytes.Length);
            writing.TryRemove(hash, out _);
        }
    }

    string PathOf(Hash32 hash)
    {
        string name = Convert.ToHexStringLower(hash.ToArray());
        return Path.Combine(folder, name[..2], name);
    }
}

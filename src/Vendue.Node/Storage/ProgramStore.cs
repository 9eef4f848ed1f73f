using System.Collections.Concurrent;
using Vendue.Proofs;
using Vendue.Proofs.Formats;

namespace Vendue.Node.Storage;

/// <summary>The programs that a market can verify, each named by the hash of its verifying key.</summary>
/// <param name="folder">Where the keys are kept.</param>
public sealed class ProgramStore(string folder) : IStored
{
    /// <summary>The most bytes that a verifying key may have.</summary>
    public const int LargestKey = 1 << 20;

    readonly BlobStore files = new(folder, LargestKey, capacity: 1L << 30);
    readonly ConcurrentDictionary<Hash32, Hash32> fileOf = Index(folder);

    /// <summary>Registers a verifying key, after checking every point of it.</summary>
    /// <returns>The program: the key's hash.</returns>
    /// <exception cref="StorageException">The bytes are no verifying key, or too many.</exception>
    public async Task<Hash32> PutAsync(ReadOnlyMemory<byte> key, CancellationToken stop)
    {
        var program = HashOf(key);
        fileOf[program] = await files.PutAsync(key, stop).ConfigureAwait(false);
        return program;
    }

    /// <inheritdoc/>
    public bool Contains(Hash32 hash) => fileOf.ContainsKey(hash);

    /// <summary>The program's verifying key; null when it is not registered.</summary>
    public async Task<byte[]?> GetAsync(Hash32 program, CancellationToken stop) =>
        fileOf.TryGetValue(program, out var file) ? await files.GetAsync(file, stop).ConfigureAwait(false) : null;

    static Hash32 HashOf(ReadOnlyMemory<byte> key)
    {
        try
        {
            return new Hash32(ProofSystems.All.ProgramOf(key.Span));
        }
        catch (ProofFormatException wrong)
        {
            throw new StorageException(wrong.Code, wrong.Message);
        }
    }

    static ConcurrentDictionary<Hash32, Hash32> Index(string folder)
    {
        var found = new ConcurrentDictionary<Hash32, Hash32>();
        foreach (string path in DurableFile.Among(folder)) IndexOne(found, path);
        return found;
    }

    static void IndexOne(ConcurrentDictionary<Hash32, Hash32> found, string path)
    {
        var bytes = File.ReadAllBytes(path);
        try
        {
            found[HashOf(bytes)] = Hash32.Sha256(bytes);
        }
        catch (StorageException damaged)
        {
            throw new StorageException("program-damaged", $"The stored verifying key '{path}' is damaged: {damaged.Message} Restore it from a backup, or send it again after deleting the file.");
        }
    }
}

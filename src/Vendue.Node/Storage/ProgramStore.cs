using System.Collections.Concurrent;
using Vendue.Proofs;
using Vendue.Proofs.Formats;

namespace Vendue.Node.Storage;

/// <summary>The programs that a market can verify, each named by the hash of its verifying key.</summary>
/// <param name="folder">Where the keys are kept.</param>
public sealed class ProgramStore(string folder) : IPrograms
{
    /// <summary>The most bytes that a verifying key may have.</summary>
    public const int LargestKey = 1 << 20;

    readonly BlobStore files = new(folder, LargestKey, capacity: 1L << 30);
    readonly ConcurrentDictionary<Hash32, Registered> registered = Index(folder);

    /// <summary>Registers a verifying key, after checking every point of it.</summary>
    /// <returns>The program: the key's hash.</returns>
    /// <exception cref="StorageException">The bytes are no verifying key, or too many.</exception>
    public async Task<Hash32> PutAsync(ReadOnlyMemory<byte> key, CancellationToken stop)
    {
        var (system, program) = Identify(key);
        registered[program] = new Registered(await files.PutAsync(key, stop).ConfigureAwait(false), system);
        return program;
    }

    /// <inheritdoc/>
    public bool Contains(Hash32 hash) => registered.ContainsKey(hash);

    /// <inheritdoc/>
    public (Name System, ushort Version)? SystemOf(Hash32 program) =>
        registered.TryGetValue(program, out var found) ? (found.System.Name, (ushort)found.System.Version) : null;

    /// <summary>The program's verifying key; null when it is not registered.</summary>
    public async Task<byte[]?> GetAsync(Hash32 program, CancellationToken stop) =>
        registered.TryGetValue(program, out var found) ? await files.GetAsync(found.File, stop).ConfigureAwait(false) : null;

    static (ProofSystem System, Hash32 Program) Identify(ReadOnlyMemory<byte> key)
    {
        try
        {
            var (system, program) = ProofSystems.All.Identify(key.Span);
            return (system, new Hash32(program));
        }
        catch (ProofFormatException wrong)
        {
            throw new StorageException(wrong.Code, wrong.Message);
        }
    }

    static ConcurrentDictionary<Hash32, Registered> Index(string folder)
    {
        var found = new ConcurrentDictionary<Hash32, Registered>();
        foreach (string path in DurableFile.Among(folder)) IndexOne(found, path);
        return found;
    }

    static void IndexOne(ConcurrentDictionary<Hash32, Registered> found, string path)
    {
        var bytes = File.ReadAllBytes(path);
        try
        {
            var (system, program) = Identify(bytes);
            found[program] = new Registered(Hash32.Sha256(bytes), system);
        }
        catch (StorageException damaged)
        {
            throw new StorageException("program-damaged", $"The stored verifying key '{path}' is damaged: {damaged.Message} Restore it from a backup, or send it again after deleting the file.");
        }
    }

    /// <summary>A registered program: the file of its key, and the system that verifies it.</summary>
    readonly record struct Registered(Hash32 File, ProofSystem System);
}

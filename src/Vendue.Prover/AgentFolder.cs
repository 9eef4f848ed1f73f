using System.Security.Cryptography;

namespace Vendue.Prover;

/// <summary>Where one agent at a time keeps its jobs and its secret. The folder is its own until it is disposed of or its process ends.</summary>
sealed class AgentFolder : IAsyncDisposable
{
    readonly string path;
    readonly FileStream held;

    AgentFolder(string path, FileStream held)
    {
        this.path = path;
        this.held = held;
    }

    /// <summary>The folder of the jobs.</summary>
    public string Jobs => Path.Combine(path, "jobs");

    /// <summary>Takes a folder, which is made if it is not there: two agents in one would take each other's jobs.</summary>
    /// <exception cref="ProverException">Another agent works in it.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static AgentFolder Take(string path)
    {
        Directory.CreateDirectory(path);
        string file = Path.Combine(path, "agent.lock");
        try
        {
            return new AgentFolder(path, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(file))
        {
            throw new ProverException("folder-in-use", $"Another prover works in '{path}': end it, or name another folder.");
        }
    }

    /// <summary>32 random bytes that stay the same over restarts, in a file that only its owner may read.</summary>
    public Hash32 Secret()
    {
        string file = Path.Combine(path, "agent.secret"), beside = file + ".part";
        if (File.Exists(file)) return new Hash32(File.ReadAllBytes(file));
        var secret = RandomNumberGenerator.GetBytes(Hash32.Size);
        var create = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(beside, create))
        {
            stream.Write(secret);
            stream.Flush(flushToDisk: true);
        }
        File.Move(beside, file, overwrite: false);
        return new Hash32(secret);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => held.DisposeAsync();
}

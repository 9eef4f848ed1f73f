using System.Security.Cryptography;

namespace Vendue.Client;

/// <summary>The beginning of a beacon's hash chain, in a file that only its owner may read.</summary>
public static class BeaconSecret
{
    /// <summary>Reads the secret, or makes one from the operating system's randomness.</summary>
    /// <exception cref="IOException">The file is unusable.</exception>
    public static Hash32 OpenOrMake(string path)
    {
        if (File.Exists(path))
            return File.ReadAllBytes(path) is { Length: Hash32.Size } kept ? new Hash32(kept) : throw new IOException($"'{path}' is no beacon secret; restore it from a backup.");
        var secret = RandomNumberGenerator.GetBytes(Hash32.Size);
        string beside = path + ".part";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(beside, options))
        {
            file.Write(secret);
            file.Flush(flushToDisk: true);
        }
        File.Move(beside, path, overwrite: false);
        return new Hash32(secret);
    }
}

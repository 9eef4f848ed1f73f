using System.Runtime.Versioning;
using System.Text.Json;

namespace Vendue.Client;

/// <summary>
/// A key on disk: a small JSON file that only its owner may read (mode 0600). It is written whole or not at all, and never
/// over another, because a lost key is lost money.
/// </summary>
public static class KeyFile
{
    const int Version = 1;
    const int MaxSize = 4_096;
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Writes an owner's key.</summary>
    /// <exception cref="IOException">The file exists already, or cannot be written.</exception>
    public static void Save(string path, OwnerKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Write(path, new Stored(Version, Kind.Owner, key.Address.ToString(), key.Address, key.RevealSecret()));
    }

    /// <summary>Writes a delegated key and the account that it signs for.</summary>
    /// <exception cref="IOException">The file exists already, or cannot be written.</exception>
    public static void Save(string path, DelegatedKey key, Name account)
    {
        ArgumentNullException.ThrowIfNull(key);
        Write(path, new Stored(Version, Kind.Delegated, key.Public.ToString(), account, key.RevealSecret()));
    }

    /// <summary>Reads an owner's key.</summary>
    /// <exception cref="IOException">The file cannot be read, others may read it, or it holds no owner's key; the message never shows a secret.</exception>
    public static OwnerKey LoadOwner(string path)
    {
        var stored = Read(path, Kind.Owner);
        var key = Guarded(path, () => OwnerKey.FromHex(stored.Secret));
        return key.Address.ToString() == stored.Public ? key : throw Broken(path, "its address is not that of its secret");
    }

    /// <summary>Reads a delegated key.</summary>
    /// <exception cref="IOException">The file cannot be read, others may read it, or it holds no delegated key; the message never shows a secret.</exception>
    public static DelegatedKey LoadDelegated(string path) => LoadDelegated(path, out _);

    /// <summary>Reads a key of either kind as a signer for its account.</summary>
    /// <exception cref="IOException">The file cannot be read, others may read it, or it holds no key; the message never shows a secret.</exception>
    public static ISigner LoadSigner(string path)
    {
        if (Read(path, null).Kind == Kind.Owner) return LoadOwner(path);
        return LoadDelegated(path, out var account).For(account);
    }

    /// <summary>What is public of a key file: an owner's address, or a delegated key. The secret is not looked at.</summary>
    /// <exception cref="IOException">The file cannot be read, or holds no key.</exception>
    public static string PublicOf(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (file.Length > MaxSize) throw Broken(path, "it is too large");
        var shown = Guarded(path, () => JsonSerializer.Deserialize<Shown>(file, WireJson.Options)) ?? throw Broken(path, "it is empty");
        return shown.VendueKey == Version ? shown.Public : throw Broken(path, $"its version is {shown.VendueKey}, and this program knows {Version}");
    }

    static DelegatedKey LoadDelegated(string path, out Name account)
    {
        var stored = Read(path, Kind.Delegated);
        account = stored.Account;
        var key = Guarded(path, () => DelegatedKey.FromHex(stored.Secret));
        return key.Public.ToString() == stored.Public ? key : throw Broken(path, "its public key is not that of its secret");
    }

    static Stored Read(string path, Kind? wanted)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (!OperatingSystem.IsWindows()) CheckMode(path, file);
        if (file.Length > MaxSize) throw Broken(path, "it is too large");
        var stored = Guarded(path, () => JsonSerializer.Deserialize<Stored>(file, WireJson.Options)) ?? throw Broken(path, "it is empty");
        if (stored.VendueKey != Version) throw Broken(path, $"its version is {stored.VendueKey}, and this program knows {Version}");
        return wanted is null || stored.Kind == wanted ? stored : throw Broken(path, $"it holds {NameOf(stored.Kind)} key, and {NameOf(wanted.Value)} key is needed");
    }

    [UnsupportedOSPlatform("windows")]
    static void CheckMode(string path, FileStream file)
    {
        if ((File.GetUnixFileMode(file.SafeFileHandle) & Others) != 0)
            throw new IOException($"Others than its owner may read or write the key file {path}; take that away with 'chmod 600 {path}', and make a new key if it may have been read.");
    }

    static void Write(string path, Stored stored)
    {
        var full = Path.GetFullPath(path);
        if (File.Exists(full)) throw new IOException($"There is a key file {path} already, and it is not overwritten; move it away first or choose another name.");
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var part = $"{full}.{Guid.NewGuid():N}";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
            using (var file = new FileStream(part, options))
            {
                JsonSerializer.Serialize(file, stored, WireJson.Options);
                file.Flush(flushToDisk: true);
            }
            File.Move(part, full, overwrite: false);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>Keeps the cause of a parsing failure out of the message: it could repeat a part of the secret.</summary>
    static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException)
        {
            throw Broken(path, "its contents are not of the form of one");
        }
    }

    static IOException Broken(string path, string why) => new($"{path} is no usable key file: {why}.");

    static string NameOf(Kind kind) => kind == Kind.Owner ? "an owner's" : "a delegated";

    enum Kind : byte
    {
        Owner,
        Delegated,
    }

    sealed record Shown(int VendueKey, string Public);

    sealed record Stored(int VendueKey, Kind Kind, string Public, Name Account, string Secret)
    {
        public override string ToString() => $"{NameOf(Kind)} key {Public}";
    }
}

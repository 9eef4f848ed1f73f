using System.Security.Cryptography;
using Vendue.Client;

namespace Vendue.Node;

/// <summary>The operator's secrets, each in a file of the node's folder that only its owner may read.</summary>
public sealed class NodeKeys : IDisposable
{
    NodeKeys(DelegatedKey operatorKey, OwnerKey custodian, Hash32 beaconSecret)
    {
        Operator = operatorKey;
        Custodian = custodian;
        BeaconSecret = beaconSecret;
    }

    /// <summary>Signs acknowledgements.</summary>
    public DelegatedKey Operator { get; }

    /// <summary>Signs deposits and the ends of withdrawals.</summary>
    public OwnerKey Custodian { get; }

    /// <summary>The beginning of the beacon's hash chain.</summary>
    internal Hash32 BeaconSecret { get; }

    /// <summary>The custodian's key file of a node's folder.</summary>
    public static string CustodianPath(string folder) => Path.Combine(folder, "keys", "custodian.json");

    /// <summary>The operator's key file of a node's folder.</summary>
    public static string OperatorPath(string folder) => Path.Combine(folder, "keys", "operator.json");

    /// <summary>Reads the keys of a folder, making those that are not there.</summary>
    /// <exception cref="IOException">A key file is unusable, or others may read it.</exception>
    public static NodeKeys OpenOrMake(string folder)
    {
        string operatorPath = OperatorPath(folder);
        if (!File.Exists(operatorPath))
        {
            using var made = DelegatedKey.Generate();
            KeyFile.Save(operatorPath, made, "operator");
        }
        if (!File.Exists(CustodianPath(folder))) KeyFile.Save(CustodianPath(folder), OwnerKey.Generate());
        return new NodeKeys(KeyFile.LoadDelegated(operatorPath), KeyFile.LoadOwner(CustodianPath(folder)), BeaconSecretOf(Path.Combine(folder, "keys", "beacon.secret")));
    }

    /// <inheritdoc/>
    public void Dispose() => Operator.Dispose();

    static Hash32 BeaconSecretOf(string path)
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

using Vendue.Client;

namespace Vendue.Node;

/// <summary>The operator's secrets, each in a file of the node's folder that only its owner may read.</summary>
public sealed class NodeKeys : IDisposable
{
    NodeKeys(DelegatedKey operatorKey, OwnerKey custodian, Hash32 beaconSecret)
    {
        Operator = operatorKey;
        Custodian = custodian;
        Beacon = beaconSecret;
    }

    /// <summary>Signs acknowledgements.</summary>
    public DelegatedKey Operator { get; }

    /// <summary>Signs deposits and the ends of withdrawals.</summary>
    public OwnerKey Custodian { get; }

    /// <summary>The beginning of the beacon's hash chain.</summary>
    internal Hash32 Beacon { get; }

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
        return new NodeKeys(KeyFile.LoadDelegated(operatorPath), KeyFile.LoadOwner(CustodianPath(folder)), BeaconSecret.OpenOrMake(Path.Combine(folder, "keys", "beacon.secret")));
    }

    /// <inheritdoc/>
    public void Dispose() => Operator.Dispose();
}

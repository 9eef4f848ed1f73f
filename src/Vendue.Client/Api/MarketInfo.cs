using System.Text.Json;

namespace Vendue.Client;

/// <summary>What a market says of itself: <c>GET /v1/market</c>.</summary>
/// <param name="GenesisHash">The hash that every signature covers.</param>
/// <param name="Genesis">The genesis in its JSON form.</param>
/// <param name="OperatorKey">The Ed25519 key under which acknowledgements are signed.</param>
/// <param name="Mechanism">The mechanism's name in the catalogue.</param>
/// <param name="Now">The market's instant, in its time unit.</param>
/// <param name="Block">The height of its block clock; 0 where it has none.</param>
/// <param name="Sequence">How many commands stand in its journal.</param>
/// <param name="Head">The head of the journal's hash chain.</param>
/// <param name="UnitsPerSecond">How many of the market's time units a second has: 1 or 1,000.</param>
/// <param name="Actions">The actions that it understands.</param>
public sealed record MarketInfo(
    Hash32 GenesisHash, JsonElement Genesis, Hash32 OperatorKey, Name Mechanism, ulong Now, ulong Block, ulong Sequence, Hash32 Head,
    ulong UnitsPerSecond, IReadOnlyList<ActionInfo> Actions)
{
    /// <summary>The rules in force, in their JSON form; missing where they are the genesis'.</summary>
    public JsonElement? Rules { get; init; }

    /// <summary>The upgrades announced.</summary>
    public IReadOnlyList<UpgradeInfo> Upgrades { get; init; } = [];
}

/// <summary>An upgrade that was announced.</summary>
/// <param name="Module">The mechanism, finality policy or reward schedule.</param>
/// <param name="Rules">The version of its rules.</param>
/// <param name="Effective">The instant from which the market has them.</param>
public sealed record UpgradeInfo(Name Module, ushort Rules, ulong Effective);

/// <summary>An action that a market understands.</summary>
/// <param name="Tag">Its number on the wire.</param>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it does, in one sentence.</param>
/// <param name="Type">The EIP-712 type of a command that carries it.</param>
public sealed record ActionInfo(ushort Tag, string Name, string Summary, string Type)
{
    /// <summary>What a market publishes of an action.</summary>
    public static ActionInfo Of(ActionDescription action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return new ActionInfo(action.Tag, action.Name, action.Summary, Eip712.TypeOf(action));
    }
}

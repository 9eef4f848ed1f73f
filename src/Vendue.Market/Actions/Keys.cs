namespace Vendue.Kernel;

/// <summary>The owner allows a key to sign for the account.</summary>
/// <param name="Key">The Ed25519 public key.</param>
/// <param name="Actions">The numbers of the actions it may sign; empty for all of the mechanism's, never the kernel's.</param>
/// <param name="Expires">The last instant at which it counts.</param>
[Action(4, "authorise-key", "Allows an Ed25519 key to sign some actions for the account, until an instant. Signed by the owner's key.")]
public readonly record struct AuthoriseKey(Hash32 Key, ushort[] Actions, ulong Expires);

/// <summary>The owner takes a key back.</summary>
/// <param name="Key">The Ed25519 public key.</param>
[Action(5, "revoke-key", "Takes an authorised key back. Signed by the owner's key.")]
public readonly record struct RevokeKey(Hash32 Key);

readonly record struct KeyId(Account Account, Hash32 Key);

readonly record struct KeyRow(Account Account, Hash32 Key, ulong Expires, Handle<Blob> Actions);

readonly record struct LaneId(Account Account, ushort Lane);

readonly record struct LaneRow(Account Account, ushort Lane, ulong LastNonce);

/// <summary>A key that an account's owner authorised.</summary>
/// <param name="Key">The Ed25519 public key.</param>
/// <param name="Expires">The last instant at which it counts.</param>
/// <param name="Actions">The numbers of the actions it may sign; empty for all of the mechanism's.</param>
public sealed record AuthorisedKey(Hash32 Key, ulong Expires, IReadOnlyList<ushort> Actions);

/// <summary>Who may act for an account, and that no signed command counts twice.</summary>
public sealed class Keys
{
    const ushort FirstMechanismTag = 64;

    readonly Market market;
    readonly Table<KeyRow> keys;
    readonly UniqueIndex<KeyId, KeyRow> keyById;
    readonly OrderedIndex<int, KeyRow> keysByAccount;
    readonly Table<LaneRow> lanes;
    readonly UniqueIndex<LaneId, LaneRow> laneById;

    internal Keys(Market market, Genesis genesis)
    {
        this.market = market;
        keys = market.Table<KeyRow>("keys", (int)genesis.Limits.Keys);
        keyById = keys.IndexBy(k => new KeyId(k.Account, k.Key));
        keysByAccount = keys.OrderBy(k => k.Account.Index);
        lanes = market.Table<LaneRow>("lanes", (int)genesis.Limits.Lanes);
        laneById = lanes.IndexBy(l => new LaneId(l.Account, l.Lane));
        market.On<AuthoriseKey>(Authorise);
        market.On<RevokeKey>(Revoke);
    }

    /// <summary>The last nonce used in a lane; 0 before the first.</summary>
    public ulong LastNonce(Account account, ushort lane) =>
        laneById.TryFind(new LaneId(account, lane), out var row) ? lanes[row].LastNonce : 0;

    /// <summary>Whether the account uses the lane, or there is room for it to begin.</summary>
    public bool HasLane(Account account, ushort lane) => lanes.Count < lanes.Limit || laneById.TryFind(new LaneId(account, lane), out _);

    /// <summary>Whether the account has authorised the key, whatever its scope and expiry.</summary>
    public bool IsAuthorised(Account account, Hash32 key) => keyById.TryFind(new KeyId(account, key), out _);

    /// <summary>The keys that an account's owner has authorised and not revoked.</summary>
    public IReadOnlyList<AuthorisedKey> KeysOf(Account account) =>
        [.. keysByAccount.At(account.Index).Select(row => keys[row]).Select(k => new AuthorisedKey(k.Key, k.Expires, Codec<ushort[]>.Of.Decode(market.Blobs.Read(k.Actions))))];

    /// <summary>Spends the nonce of a command: it stays spent even when the command is refused.</summary>
    internal Outcome Spend(in Command command)
    {
        if (command.Nonce == 0) return Outcome.Applied;
        var id = new LaneId(command.Sender, command.Lane);
        if (!laneById.TryFind(id, out var row))
            return lanes.TryAdd(new LaneRow(command.Sender, command.Lane, command.Nonce), out _) ? Outcome.Applied : lanes.Full;
        if (command.Nonce <= lanes[row].LastNonce) return Refused.NonceUsed.With(lanes[row].LastNonce);
        lanes.Write(row, lanes[row] with { LastNonce = command.Nonce });
        return Outcome.Applied;
    }

    /// <summary>Whether the command's key may sign the action, judged at the instant of its receipt.</summary>
    internal Outcome Allow(in Command command, ushort tag, ulong received)
    {
        if (command.Key.IsZero) return Outcome.Applied;
        if (!keyById.TryFind(new KeyId(command.Sender, command.Key), out var row)) return Refused.KeyUnknown;
        var key = keys[row];
        if (received > key.Expires) return Refused.KeyExpired.With(key.Expires);
        if (tag < FirstMechanismTag) return Refused.KeyOutOfScope;
        var scope = Codec<ushort[]>.Of.Decode(market.Blobs.Read(key.Actions));
        return scope.Length == 0 || Array.IndexOf(scope, tag) >= 0 ? Outcome.Applied : Refused.KeyOutOfScope;
    }

    Outcome Authorise(in Call call, in AuthoriseKey action)
    {
        if (keyById.TryFind(new KeyId(call.Sender, action.Key), out _)) return Refused.KeyExists;
        if (market.Blobs.Hold(Codec<ushort[]>.Of.Encode(action.Actions), out var scope) is { IsRefused: true } full) return full;
        if (!keys.TryAdd(new KeyRow(call.Sender, action.Key, action.Expires, scope), out _)) return keys.Full;
        market.Emit(new KeyChanged(call.Sender, action.Key, true));
        return Outcome.Applied;
    }

    Outcome Revoke(in Call call, in RevokeKey action)
    {
        if (!keyById.TryFind(new KeyId(call.Sender, action.Key), out var row)) return Refused.KeyUnknown;
        market.Blobs.Release(keys[row].Actions);
        keys.Remove(row);
        market.Emit(new KeyChanged(call.Sender, action.Key, false));
        return Outcome.Applied;
    }
}

namespace Vendue.Kernel;

/// <summary>The owner limits what a delegated key can spend: what its commands take from the account's free money, bonds included. It may come before the key is authorised.</summary>
/// <param name="Key">The Ed25519 public key.</param>
/// <param name="Asset">The asset.</param>
/// <param name="Amount">How much its commands may take in all from now on, in base units; what returns is not counted back.</param>
[Action(11, "limit-key", "Limits how much of an asset a delegated key can spend from now on, bonds included. Signed by the owner's key.")]
public readonly record struct LimitKey(Hash32 Key, Name Asset, UInt128 Amount);

readonly record struct KeyLimitId(Account Account, Hash32 Key, Asset Asset);

readonly record struct KeyLimitRow(Account Account, Hash32 Key, Asset Asset, UInt128 Left);

/// <summary>What delegated keys may still spend: a stolen hot key costs its owner no more than that.</summary>
sealed class KeyLimits
{
    readonly Market market;
    readonly Table<KeyLimitRow> limits;
    readonly UniqueIndex<KeyLimitId, KeyLimitRow> byId;
    readonly List<(Handle<KeyLimitRow> Row, Int128 Before)> watched = [];

    public KeyLimits(Market market, Genesis genesis)
    {
        this.market = market;
        limits = market.Table<KeyLimitRow>("key-limits", (int)genesis.Limits.Keys);
        byId = limits.IndexBy(l => new KeyLimitId(l.Account, l.Key, l.Asset));
        market.On<LimitKey>(Limit);
    }

    /// <summary>What a key may still spend of an asset; null without a limit.</summary>
    public UInt128? LeftOf(Account account, Hash32 key, Asset asset) =>
        byId.TryFind(new KeyLimitId(account, key, asset), out var row) ? limits[row].Left : null;

    /// <summary>Looks at the account's money before a delegated key's command is handled.</summary>
    public void Watch(in Command command)
    {
        watched.Clear();
        if (command.Key.IsZero || limits.Count == 0) return;
        for (byte i = 0; i < market.Ledger.Assets; i++)
            if (byId.TryFind(new KeyLimitId(command.Sender, command.Key, new Asset(i)), out var row)) watched.Add((row, market.Ledger.Balance(command.Sender, new Asset(i))));
    }

    /// <summary>Counts what the command took. Refused when the key may not spend that much, and so is the command then.</summary>
    public Outcome Charge(in Outcome outcome)
    {
        if (outcome.IsRefused) return outcome;
        foreach (var (handle, before) in watched)
        {
            var row = limits[handle];
            var spent = before - market.Ledger.Balance(row.Account, row.Asset);
            if (spent <= 0) continue;
            if ((UInt128)spent > row.Left) return Refused.KeyLimitReached.With((Int128)row.Left, spent);
            limits.Write(handle, row with { Left = row.Left - (UInt128)spent });
        }
        return outcome;
    }

    Outcome Limit(in Call call, in LimitKey action)
    {
        if (!market.Ledger.TryFind(action.Asset, out Asset asset)) return Refused.UnknownAsset;
        if (action.Amount > Ledger.LargestSupply) return Refused.AmountTooLarge.With((Int128)Ledger.LargestSupply);
        var limit = new KeyLimitRow(call.Sender, action.Key, asset, action.Amount);
        if (!byId.TryFind(new KeyLimitId(call.Sender, action.Key, asset), out var row)) return limits.TryAdd(limit, out _) ? Outcome.Applied : limits.Full;
        limits.Write(row, limit);
        return Outcome.Applied;
    }
}

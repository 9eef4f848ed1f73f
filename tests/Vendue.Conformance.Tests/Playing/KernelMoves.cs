using Vendue.Conformance.Tests.Generating;

namespace Vendue.Conformance.Tests.Playing;

/// <summary>Commands that every market understands: money in and out, keys, ticks, beacons, receipts; mostly right, by those who may.</summary>
sealed class KernelMoves(Trial trial, Chance chance, Memory memory)
{
    readonly List<(Name Account, Hash32 Key)> keys = [];
    readonly List<Hash32> withdrawals = [];
    readonly List<Hash32> receipts = [];

    /// <summary>Keys that an account was told to authorise.</summary>
    public IEnumerable<Hash32> KeysOf(Name account) => keys.Where(k => k.Account == account).Select(k => k.Key);

    public Intent Next(ulong now) => chance.Below(11) switch
    {
        10 => Upgrade(now),
        9 => Report(),
        0 => Intent.Of(Cast.Bank, new Deposit(chance.Of(Cast.Everybody), AnyAsset(), chance.Below(1_000_000UL), chance.Hash())),
        1 => Withdraw(),
        2 => Intent.Of(Cast.Bank, new EndWithdrawal(Seen(withdrawals), chance.Percent(50))),
        3 => Authorise(now),
        4 => Revoke(),
        5 => Receive(),
        6 => Intent.Of(Cast.Clock, new DropProof(Seen(receipts))),
        7 => Reveal(),
        _ => Intent.Of(Cast.Clock, new Tick()),
    };

    public Intent Reveal() => Intent.Of(Cast.Clock, new RevealBeacon(chance.Percent(90) ? BeaconChain.After(trial.Market.Beacon.Round) : chance.Hash()));

    /// <summary>The sequencer records that a proof arrived.</summary>
    public Intent Receive(Hash32 digest, Hash32 request, Name prover)
    {
        receipts.Add(digest);
        return Intent.Of(Cast.Clock, new ReceiveProof(digest, request, prover));
    }

    /// <summary>The sequencer records that a proof of some live request arrived.</summary>
    public Intent Receive() => Receive(chance.Percent(80) ? chance.Hash() : Seen(receipts), Live(), chance.Of(Cast.Provers));

    Intent Withdraw()
    {
        withdrawals.Add(chance.Percent(90) ? chance.Hash() : Seen(withdrawals));
        return Intent.Of(chance.Of(Cast.Actors), new Withdraw(AnyAsset(), chance.Below(100_000UL), withdrawals[^1]));
    }

    Intent Authorise(ulong now)
    {
        var who = chance.Of(Cast.Provers);
        keys.Add((who, Hash32.Sha256([(byte)chance.Below(12)])));
        ushort[] scope = chance.Percent(50) ? [] : [chance.Of(trial.Market.Actions.ToArray()).Tag, (ushort)chance.Below(1_200)];
        return Intent.Of(who, new AuthoriseKey(keys[^1].Key, scope, now + chance.Below(200_000UL)));
    }

    Intent Revoke()
    {
        var (account, key) = keys.Count > 0 ? chance.Of(keys) : (chance.Of(Cast.Provers), chance.Hash());
        return Intent.Of(account, new RevokeKey(key));
    }

    /// <summary>Somebody with a bond at risk says that its request cannot be proven.</summary>
    Intent Report()
    {
        var bonds = new List<(Name Owner, Hash32 Request)>();
        for (var holdings = trial.Market.Ledger.Holdings; holdings.MoveNext();)
            if (trial.Market.Ledger[holdings.Current] is { Place: Place.Bond, Request.IsNone: false } bond) bonds.Add((trial.Market.Ledger.NameOf(bond.Owner), trial.Market.Requests[bond.Request].Key));
        var (who, request) = bonds.Count > 0 && chance.Percent(90) ? chance.Of(bonds) : (chance.Of(Cast.Provers), Live());
        return Intent.Of(who, new Report(request, chance.Of(Enum.GetValues<Fault>())));
    }

    /// <summary>The governor announces the same rules again, which begins another edition where the module can be upgraded at all, or takes that back.</summary>
    Intent Upgrade(ulong now)
    {
        var module = chance.Of(trial.Market.Editions.InForce.BySlot.Select(m => m.Choice).ToArray());
        return chance.Percent(75)
            ? Intent.Of(Cast.Bank, new Upgrade(module.Name, chance.Percent(95) ? module.Rules : (ushort)chance.Below(9), default, now + 1 + chance.Below(5_000UL)))
            : Intent.Of(Cast.Bank, new WithdrawUpgrade(module.Name));
    }

    Name AnyAsset() => chance.Percent(97) ? chance.Of(trial.Market.Genesis.Assets) : "no-such-asset";

    /// <summary>Any request that stands, and whose it is.</summary>
    public (Hash32 Key, Name Owner)? AnyRequest()
    {
        var live = new List<Handle<Request>>();
        foreach (var request in trial.Market.Requests) live.Add(request);
        if (live.Count == 0) return null;
        var chosen = trial.Market.Requests[chance.Of(live)];
        return (chosen.Key, trial.Market.Ledger.NameOf(chosen.Owner));
    }

    Hash32 Live() => chance.Percent(90) && AnyRequest() is { } request ? request.Key : Seen(memory.Hashes);

    Hash32 Seen(List<Hash32> list) => list.Count > 0 ? chance.Of(list) : chance.Hash();
}

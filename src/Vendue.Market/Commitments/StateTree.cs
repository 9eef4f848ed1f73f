namespace Vendue.Kernel;

/// <summary>
/// The Merkle trees over a market's accounts and open requests. They follow the tables as indexes do, are no part of
/// the state's bytes, and cost a command one mark per account and request that it touches.
/// </summary>
public sealed class StateTree
{
    readonly Market market;
    readonly MerkleTree accounts;
    readonly MerkleTree requests;
    readonly HeldSums held;
    readonly CanonicalWriter scratch = new();

    internal StateTree(Market market)
    {
        this.market = market;
        accounts = new MerkleTree(LeafOfAccount);
        requests = new MerkleTree(LeafOfRequest);
        held = market.Ledger.Follow(accounts, requests);
        market.Requests.Follow(requests);
    }

    /// <summary>What is held of an account's money, summed over its escrows, bonds, stakes and pots, in base units.</summary>
    public UInt128 Held(Account account, Asset asset) => held.Of(account, asset);

    /// <summary>What the state root is made of now. Costs what changed since it was last asked for, and one hash per 256 rows of the state.</summary>
    public StateRoot Root() => new(
        market.StateHash(), (uint)market.Ledger.Accounts, accounts.Root(market.Ledger.Accounts), (uint)market.Requests.Places, requests.Root(market.Requests.Places));

    /// <summary>The proof of what an account has now.</summary>
    /// <param name="account">The account.</param>
    /// <param name="known">What <see cref="Root"/> gave, if nothing changed since; null to ask it.</param>
    public InclusionProof Prove(Account account, StateRoot? known = null)
    {
        var root = known ?? Root();
        return new InclusionProof(StatePart.Accounts, (uint)account.Index - 1, new Bytes(Codec<AccountStanding>.Of.Encode(StandingOf(account))), accounts.Path(account.Index - 1), root);
    }

    /// <summary>The proof that a request is open, and of what is held for it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="known">What <see cref="Root"/> gave, if nothing changed since; null to ask it.</param>
    public InclusionProof Prove(Handle<Request> request, StateRoot? known = null)
    {
        var root = known ?? Root();
        return new InclusionProof(StatePart.Requests, (uint)request.Index, new Bytes(Codec<RequestStanding>.Of.Encode(StandingOf(request))), requests.Path(request.Index), root);
    }

    AccountStanding StandingOf(Account account)
    {
        var ledger = market.Ledger;
        var balances = new AssetBalance[ledger.Assets];
        for (int i = 0; i < balances.Length; i++)
        {
            var asset = new Asset((byte)i);
            balances[i] = new AssetBalance(ledger.NameOf(asset), ledger.Balance(account, asset), held.Of(account, asset));
        }
        return new AccountStanding(ledger.NameOf(account), balances);
    }

    RequestStanding StandingOf(Handle<Request> request)
    {
        var ledger = market.Ledger;
        var row = market.Requests[request];
        var holdings = ledger.HoldingsOf(request);
        var amounts = new HeldAmount[holdings.Count];
        for (int i = 0; i < amounts.Length; i++)
        {
            var holding = ledger[holdings[i]];
            amounts[i] = new HeldAmount(holding.Place, ledger.NameOf(holding.Owner), ledger.NameOf(holding.Asset), holding.Amount);
        }
        return new RequestStanding(row.Key, ledger.NameOf(row.Owner), market.Blobs.HashOf(row.Statement), row.Opened, row.Ends, row.PendingReceipts, amounts);
    }

    Hash32 LeafOfAccount(int place) => LeafOf(StatePart.Accounts, StandingOf(new Account(place + 1)));

    Hash32 LeafOfRequest(int place) => market.Requests.TryAt(place, out var request) ? LeafOf(StatePart.Requests, StandingOf(request)) : Merkle.Empty;

    Hash32 LeafOf<T>(StatePart part, T standing)
    {
        scratch.Truncate(0);
        Codec<T>.Of.Write(scratch, standing);
        return Merkle.Leaf(part, scratch.Written);
    }
}

/// <summary>Marks the places of rows that change.</summary>
/// <param name="tree">The tree that is marked.</param>
/// <param name="rowsPerPlace">How many rows of the table make one leaf.</param>
sealed class PlaceMarks<T>(MerkleTree tree, int rowsPerPlace) : TableIndex<T>
{
    internal override void Added(Handle<T> handle, in T row) => tree.Mark(handle.Index / rowsPerPlace);

    internal override void Removed(Handle<T> handle, in T row) => tree.Mark(handle.Index / rowsPerPlace);

    internal override void Replaced(Handle<T> handle, in T before, in T after) => tree.Mark(handle.Index / rowsPerPlace);

    internal override void Clear() => tree.Clear();
}

/// <summary>The sums of what is held, by account and asset, and marks for the accounts and requests that it is held of and for.</summary>
sealed class HeldSums(MerkleTree accounts, MerkleTree requests, int assets) : TableIndex<Holding>
{
    UInt128[] sums = new UInt128[64];

    public UInt128 Of(Account account, Asset asset) => PlaceOf(account, asset) is var place && place < sums.Length ? sums[place] : 0;

    internal override void Added(Handle<Holding> handle, in Holding row)
    {
        int place = PlaceOf(row.Owner, row.Asset);
        if (place >= sums.Length) Array.Resize(ref sums, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)place + 1));
        sums[place] += row.Amount;
        Mark(row);
    }

    internal override void Removed(Handle<Holding> handle, in Holding row)
    {
        sums[PlaceOf(row.Owner, row.Asset)] -= row.Amount;
        Mark(row);
    }

    internal override void Replaced(Handle<Holding> handle, in Holding before, in Holding after)
    {
        Removed(handle, before);
        Added(handle, after);
    }

    internal override void Clear() => Array.Clear(sums);

    void Mark(in Holding row)
    {
        accounts.Mark(row.Owner.Index - 1);
        if (!row.Request.IsNone) requests.Mark(row.Request.Index);
    }

    int PlaceOf(Account account, Asset asset) => ((account.Index - 1) * assets) + asset.Index;
}

namespace Vendue.Kernel;

readonly record struct AccountRow(Name Name);

readonly record struct BalanceRow(Int128 Amount);

/// <summary>
/// The money of a market. Every movement takes from one place what it gives to another, so each asset sums to zero
/// over all accounts and holdings, <see cref="Account.Issued"/> included, which alone may stand below zero.
/// </summary>
public sealed class Ledger : INames
{
    /// <summary>The largest supply of an asset, in base units: 2^120, so that sums stay within 128 bits.</summary>
    public static readonly UInt128 LargestSupply = UInt128.One << 120;

    readonly Table<AccountRow> accounts;
    readonly UniqueIndex<Name, AccountRow> byName;
    readonly Table<BalanceRow> balances;
    readonly Table<Holding> holdings;
    readonly GroupIndex<Holding> holdingsOf;
    readonly RequestBook requests;
    readonly EventLog events;
    readonly Name[] assets;

    internal Ledger(Market market, Genesis genesis, RequestBook requests, EventLog events)
    {
        assets = genesis.Assets;
        this.requests = requests;
        this.events = events;
        accounts = market.Table<AccountRow>("accounts", (int)genesis.Limits.Accounts);
        byName = accounts.IndexBy(a => a.Name);
        balances = market.Table<BalanceRow>("balances", (int)genesis.Limits.Accounts * assets.Length);
        holdings = market.Table<Holding>("holdings", (int)genesis.Limits.Holdings);
        holdingsOf = holdings.Follow(new GroupIndex<Holding>(h => h.Request.IsNone ? -1 : h.Request.Index));
    }

    /// <summary>Lets the trees of the state follow accounts and holdings.</summary>
    internal HeldSums Follow(MerkleTree accountTree, MerkleTree requestTree)
    {
        balances.Follow(new PlaceMarks<BalanceRow>(accountTree, int.Max(1, assets.Length)));
        accounts.Follow(new PlaceMarks<AccountRow>(accountTree, 1));
        return holdings.Follow(new HeldSums(accountTree, requestTree, assets.Length));
    }

    /// <summary>How many accounts there are; they are numbered from 1.</summary>
    public int Accounts => accounts.Count;

    /// <summary>How many assets there are; they are numbered from 0.</summary>
    public int Assets => assets.Length;

    /// <inheritdoc/>
    public Name NameOf(Account account) => accounts[new Handle<AccountRow>(account.Index - 1, 1)].Name;

    /// <inheritdoc/>
    public Name NameOf(Asset asset) => assets[asset.Index];

    /// <inheritdoc/>
    public bool TryFind(Name name, out Account account)
    {
        bool found = byName.TryFind(name, out var row);
        account = found ? new Account(row.Index + 1) : default;
        return found;
    }

    /// <inheritdoc/>
    public bool TryFind(Name name, out Asset asset)
    {
        int position = Array.IndexOf(assets, name);
        asset = new Asset((byte)int.Max(0, position));
        return position >= 0;
    }

    /// <summary>Whether the account exists.</summary>
    public bool Exists(Account account) => account.Index > 0 && account.Index <= accounts.Count;

    /// <summary>Finds the account of a name, opening it if there is none. Refused when the table is full or the name is empty.</summary>
    public Outcome Open(Name name, out Account account)
    {
        if (TryFind(name, out account)) return Outcome.Applied;
        if (name.IsEmpty) return Refused.UnknownAccount;
        if (!accounts.TryAdd(new AccountRow(name), out var row)) return accounts.Full;
        account = new Account(row.Index + 1);
        for (int i = 0; i < assets.Length; i++) balances.TryAdd(default, out _);
        events.Add(new AccountOpened(account, name));
        return Outcome.Applied;
    }

    /// <summary>What an account has free, in base units.</summary>
    public Int128 Balance(Account account, Asset asset) => balances[RowOf(account, asset)].Amount;

    /// <summary>A holding.</summary>
    public Holding this[Handle<Holding> holding] => holdings[holding];

    /// <summary>Whether a holding still stands.</summary>
    public bool Contains(Handle<Holding> holding) => holdings.Contains(holding);

    /// <summary>Visits every holding, in order of its place.</summary>
    public Table<Holding>.Enumerator Holdings => holdings.GetEnumerator();

    /// <summary>The holdings that stand for a request, in order of their place.</summary>
    public IReadOnlyList<Handle<Holding>> HoldingsOf(Handle<Request> request)
    {
        var found = new List<Handle<Holding>>();
        foreach (int place in holdingsOf.Of(request.Index))
            if (holdings.TryAt(place, out var holding) && holdings[holding].Request == request) found.Add(holding);
        return found;
    }

    /// <summary>Opens an empty holding. Refused when the table is full.</summary>
    public Outcome OpenHolding(Place place, Account owner, Asset asset, Handle<Request> request, out Handle<Holding> holding)
    {
        if (!holdings.TryAdd(new Holding(place, owner, asset, 0, request), out holding)) return holdings.Full;
        if (!request.IsNone) requests.CountHolding(request, +1);
        return Outcome.Applied;
    }

    /// <summary>Moves free money from one account to another. Refused when it is not there.</summary>
    public Outcome Pay(Account from, Account to, Asset asset, UInt128 amount, in Name reason)
    {
        if (Short(from, asset, amount) is { IsRefused: true } refusal) return refusal;
        Take(from, asset, amount);
        Give(to, asset, amount);
        events.Add(new Moved(reason, asset, amount, from, Place.Free, to, Place.Free));
        return Outcome.Applied;
    }

    /// <summary>Moves free money into a holding. Refused when it is not there.</summary>
    public Outcome Hold(Account from, Handle<Holding> into, UInt128 amount, in Name reason)
    {
        var holding = holdings[into];
        if (Short(from, holding.Asset, amount) is { IsRefused: true } refusal) return refusal;
        Take(from, holding.Asset, amount);
        holdings.Write(into, holding with { Amount = holding.Amount + amount });
        events.Add(new Moved(reason, holding.Asset, amount, from, Place.Free, holding.Owner, holding.Place));
        return Outcome.Applied;
    }

    /// <summary>Moves held money to an account.</summary>
    /// <exception cref="InvariantException">The holding holds less.</exception>
    public void Release(Handle<Holding> from, Account to, UInt128 amount, in Name reason)
    {
        var holding = Deduct(from, amount);
        Give(to, holding.Asset, amount);
        events.Add(new Moved(reason, holding.Asset, amount, holding.Owner, holding.Place, to, Place.Free));
    }

    /// <summary>Moves held money to another holding of the same asset.</summary>
    /// <exception cref="InvariantException">The holding holds less, or the assets differ.</exception>
    public void Move(Handle<Holding> from, Handle<Holding> into, UInt128 amount, in Name reason)
    {
        var source = Deduct(from, amount);
        var target = holdings[into];
        if (source.Asset != target.Asset) throw new InvariantException("Money moves between holdings of one asset.");
        holdings.Write(into, target with { Amount = target.Amount + amount });
        events.Add(new Moved(reason, source.Asset, amount, source.Owner, source.Place, target.Owner, target.Place));
    }

    /// <summary>Returns all that a holding holds to its owner, and removes it.</summary>
    public void CloseHolding(Handle<Holding> holding, in Name reason)
    {
        var row = holdings[holding];
        if (row.Amount > 0) Release(holding, row.Owner, row.Amount, reason);
        holdings.Remove(holding);
        if (!row.Request.IsNone) requests.CountHolding(row.Request, -1);
    }

    /// <summary>Creates money: a transfer from <see cref="Account.Issued"/>. Refused beyond <see cref="LargestSupply"/>.</summary>
    public Outcome Issue(Account to, Asset asset, UInt128 amount, in Name reason)
    {
        if (amount > LargestSupply || (UInt128)(-Balance(Account.Issued, asset)) + amount > LargestSupply)
            return Refused.AmountTooLarge.With((Int128)LargestSupply);
        Take(Account.Issued, asset, amount);
        Give(to, asset, amount);
        events.Add(new Moved(reason, asset, amount, Account.Issued, Place.Free, to, Place.Free));
        return Outcome.Applied;
    }

    /// <summary>The sum of an asset over all accounts and holdings: zero, unless the kernel is broken.</summary>
    public Int128 Sum(Asset asset)
    {
        Int128 sum = 0;
        for (int i = 1; i <= accounts.Count; i++) sum += Balance(new Account(i), asset);
        foreach (var row in holdings)
            if (holdings[row].Asset == asset) sum += (Int128)holdings[row].Amount;
        return sum;
    }

    Outcome Short(Account account, Asset asset, UInt128 amount)
    {
        var free = Balance(account, asset);
        return free >= 0 && (UInt128)free >= amount
            ? Outcome.Applied
            : Refused.InsufficientBalance.With(free, amount > LargestSupply ? (Int128)LargestSupply : (Int128)amount);
    }

    void Take(Account account, Asset asset, UInt128 amount)
    {
        var row = RowOf(account, asset);
        balances.Write(row, new BalanceRow(balances[row].Amount - (Int128)amount));
    }

    void Give(Account account, Asset asset, UInt128 amount)
    {
        var row = RowOf(account, asset);
        balances.Write(row, new BalanceRow(balances[row].Amount + (Int128)amount));
    }

    Holding Deduct(Handle<Holding> from, UInt128 amount)
    {
        var holding = holdings[from];
        if (holding.Amount < amount) throw new InvariantException($"A holding of {holding.Amount} was asked for {amount}.");
        holdings.Write(from, holding with { Amount = holding.Amount - amount });
        return holding;
    }

    Handle<BalanceRow> RowOf(Account account, Asset asset) =>
        Exists(account) && asset.Index < assets.Length
            ? new(((account.Index - 1) * assets.Length) + asset.Index, 1)
            : throw new InvariantException($"There is no account {account.Index} with asset {asset.Index}.");
}

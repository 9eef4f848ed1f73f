namespace Vendue.Kernel;

/// <summary>What a prover has done in a market, in one asset.</summary>
/// <param name="Account">The prover.</param>
/// <param name="Asset">The asset of fees and bonds.</param>
/// <param name="Assigned">How many assignments it took on or was given, priced in the asset.</param>
/// <param name="Settled">How many payments for proofs it had in the asset.</param>
/// <param name="Slashed">How many times a bond of it in the asset was taken, wholly or in part.</param>
/// <param name="Fees">What it was paid for proofs, in base units.</param>
/// <param name="Lost">What it lost of bonds, in base units.</param>
/// <param name="Work">The work that it proved, in the statements' units.</param>
/// <param name="Since">When it was first heard of.</param>
/// <param name="Last">When it was last heard of.</param>
public readonly record struct Performance(Account Account, Asset Asset, ulong Assigned, ulong Settled, ulong Slashed, UInt128 Fees, UInt128 Lost, UInt128 Work, ulong Since, ulong Last);

/// <summary>
/// The provers' records, kept by the kernel from what mechanisms tell of assignments, payments and slashes: the same under
/// every mechanism, and part of the state that checkpoints commit to.
/// </summary>
public sealed class PerformanceBook
{
    readonly record struct Key(Account Account, Asset Asset);

    readonly Market market;
    readonly Table<Performance> rows;
    readonly UniqueIndex<Key, Performance> byKey;

    internal PerformanceBook(Market market, Genesis genesis)
    {
        this.market = market;
        rows = market.Table<Performance>("performance", (int)genesis.Limits.Accounts);
        byKey = rows.IndexBy(r => new Key(r.Account, r.Asset));
    }

    /// <summary>A prover's record, an asset each; nothing of assets in which it did nothing.</summary>
    public IEnumerable<Performance> Of(Account account)
    {
        for (byte asset = 0; asset < market.Ledger.Assets; asset++)
            if (byKey.TryFind(new Key(account, new Asset(asset)), out var row)) yield return rows[row];
    }

    internal void Assigned(in AssignedEvent e)
    {
        if (TryRow(e.Prover, e.Payment, out var row)) rows.Write(row, rows[row] with { Assigned = rows[row].Assigned + 1, Last = market.Now });
    }

    internal void Settled(in SettledEvent e)
    {
        if (TryRow(e.Payee, e.Asset, out var row)) rows.Write(row, rows[row] with { Settled = rows[row].Settled + 1, Fees = rows[row].Fees + e.Fee, Work = rows[row].Work + e.Work, Last = market.Now });
    }

    internal void Slashed(in SlashedEvent e)
    {
        if (TryRow(e.Loser, e.Asset, out var row)) rows.Write(row, rows[row] with { Slashed = rows[row].Slashed + 1, Lost = rows[row].Lost + e.Amount, Last = market.Now });
    }

    /// <summary>A full table costs the newcomer its record, never the command.</summary>
    bool TryRow(Account account, Asset asset, out Handle<Performance> row) =>
        byKey.TryFind(new Key(account, asset), out row) || rows.TryAdd(new Performance(account, asset, 0, 0, 0, 0, 0, 0, market.Now, market.Now), out row);
}

namespace Vendue.Conformance.Tests.Playing;

/// <summary>
/// Nobody who never acted loses money. An account consents by a command of its own that was not refused, or by a signature
/// inside somebody's; the accounts that stand when a market begins are the market's own. What an account has less after a
/// command than before, free and held together, is taken without consent; what it is given may be given net of a fee.
/// </summary>
sealed class Consent(Market market)
{
    readonly int own = market.Ledger.Accounts;
    readonly HashSet<Account> acted = [];

    public void Check(Market after, Act act, Outcome outcome, IEnumerable<Name> signers)
    {
        if (!outcome.IsRefused)
        {
            foreach (var name in signers.Prepend(act.Sender))
                if (after.Ledger.TryFind(name, out Account account)) acted.Add(account);
        }
        foreach (var (account, asset, net) in after.Events.OfType<Moved>().SelectMany(Sides).GroupBy(s => (s.Account, s.Asset)).Select(g => (g.Key.Account, g.Key.Asset, g.Aggregate((Int128)0, (sum, s) => sum + s.Amount))))
            Violation.Unless(net >= 0 || account.Index <= own || acted.Contains(account), $"{-net} of asset {asset.Index} was taken from '{after.Ledger.NameOf(account)}', who never acted");
    }

    static (Account Account, Asset Asset, Int128 Amount)[] Sides(Moved moved) => [(moved.From, moved.Asset, -(Int128)moved.Amount), (moved.To, moved.Asset, (Int128)moved.Amount)];
}

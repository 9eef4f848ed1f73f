namespace Vendue.Conformance.Tests.Playing;

/// <summary>
/// Nobody who never acted loses money. An account consents by a command of its own that was not refused, or by a signature
/// inside somebody's; the accounts that stand when a market begins are the market's own. Everything else that moves out of
/// an account, free or held, is taken without consent.
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
        foreach (var moved in after.Events.OfType<Moved>())
            Violation.Unless(moved.From.Index <= own || moved.Amount == 0 || acted.Contains(moved.From), $"{moved.Amount} of asset {moved.Asset.Index} was taken from '{after.Ledger.NameOf(moved.From)}', who never acted, for '{moved.Reason}'");
    }
}

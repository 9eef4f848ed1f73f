namespace Vendue.Node.Sequencing;

/// <summary>What is kept beside the market for quick answers, made from its events and made again on recovery.</summary>
sealed class Projections
{
    public RequestHistory Requests { get; } = new();

    public HeldMoney Held { get; } = new();

    /// <summary>Follows a command that was applied to the market.</summary>
    public void Take(Market market, Outcome outcome, IReadOnlyList<Claim> claims, ReadOnlySpan<Verdict> verdicts)
    {
        Requests.Take(market);
        Held.Take(market.Events);
        if (!outcome.IsRefused) Requests.TakeProofs(claims, verdicts);
    }
}

/// <summary>How much of each account's money is held, summed over its holdings.</summary>
sealed class HeldMoney
{
    readonly Dictionary<(Account, Asset), UInt128> held = [];

    public UInt128 Of(Account account, Asset asset) => held.GetValueOrDefault((account, asset));

    public void Take(EventLog events)
    {
        foreach (var e in events.OfType<Moved>())
        {
            if (e.FromPlace != Place.Free) held[(e.From, e.Asset)] -= e.Amount;
            if (e.ToPlace != Place.Free) held[(e.To, e.Asset)] = held.GetValueOrDefault((e.To, e.Asset)) + e.Amount;
        }
    }
}

namespace Vendue.Node.Sequencing;

/// <summary>What is kept beside the market for quick answers, made from its events and made again on recovery.</summary>
sealed class Projections
{
    public RequestHistory Requests { get; } = new();

    /// <summary>Follows a command that was applied to the market.</summary>
    public void Take(Market market, Outcome outcome, IReadOnlyList<Claim> claims, ReadOnlySpan<Verdict> verdicts)
    {
        Requests.Take(market);
        if (!outcome.IsRefused) Requests.TakeProofs(claims, verdicts);
    }
}

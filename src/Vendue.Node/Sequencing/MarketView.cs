namespace Vendue.Node.Sequencing;

/// <summary>What a query sees of a market: only what is durable.</summary>
/// <param name="Market">The market, to be read and not kept.</param>
/// <param name="Head">The head of the journal's hash chain.</param>
/// <param name="Position">The sequence of the journal's last entry.</param>
/// <param name="Now">The instant that a command would have now.</param>
public readonly record struct MarketView(Market Market, Hash32 Head, ulong Position, ulong Now)
{
    readonly RequestHistory? history;

    internal MarketView(Market market, RequestHistory history, Hash32 head, ulong position, ulong now) : this(market, head, position, now) => this.history = history;

    /// <summary>The newest requests, in order of posting, ended ones included.</summary>
    public IEnumerable<RequestRecord> Requests => history?.All ?? [];

    /// <summary>A request, ended or not, if it is among the newest.</summary>
    public RequestRecord? Request(Hash32 id) => history?.Find(id);
}

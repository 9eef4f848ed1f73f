namespace Vendue.Client;

public sealed partial class MarketClient
{
    /// <summary>All that happened to a request, in order: the events that name it, and the money that moved with them.</summary>
    /// <exception cref="MarketClientException">The node refused, knows no such request or was not reached.</exception>
    public async Task<IReadOnlyList<MarketEvent>> GetStoryAsync(Hash32 request, CancellationToken cancel = default) =>
        await node.GetAsync<List<MarketEvent>>($"v1/requests/{request}/events", cancel).ConfigureAwait(false);

    /// <summary>Who could take a request now, and on what terms.</summary>
    /// <exception cref="MarketClientException">The node refused, knows no such request or was not reached.</exception>
    public Task<TakersView> GetTakersAsync(Hash32 request, CancellationToken cancel = default) => node.GetAsync<TakersView>($"v1/requests/{request}/takers", cancel);

    /// <summary>The opportunity that a taker has.</summary>
    public Opportunity OpportunityOf(TakerView taker) => Read<Opportunity>((taker ?? throw new ArgumentNullException(nameof(taker))).Opportunity, names, "opportunity");

    /// <summary>What a price and a wait are likely to be.</summary>
    /// <param name="wanted">What would be asked for; the statement's system, program, unit and work count.</param>
    /// <param name="cancel">Cancels asking.</param>
    /// <exception cref="MarketClientException">The node refused or was not reached.</exception>
    public Task<EstimateView> GetEstimateAsync(QuoteWanted wanted, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var s = wanted.Statement;
        return node.GetAsync<EstimateView>($"v1/estimate?work={s.Work}&unit={Uri.EscapeDataString(s.WorkUnit.ToString())}&system={Uri.EscapeDataString(s.System.ToString())}&program={s.Program}&ceiling={wanted.Ceiling}&deadline={wanted.Deadline}", cancel);
    }
}

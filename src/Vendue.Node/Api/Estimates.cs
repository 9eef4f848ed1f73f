using Vendue.Client;
using Vendue.Node.Sequencing;

namespace Vendue.Node.Api;

/// <summary>Likely prices and waits, from what the rules say and what was paid lately.</summary>
static class Estimates
{
    const int Looked = 500;
    const uint Million = 1_000_000;

    /// <summary>The estimate of a request that were posted now.</summary>
    /// <param name="now">The market's instant.</param>
    /// <param name="quote">What the rules say.</param>
    /// <param name="wanted">What would be asked for.</param>
    /// <param name="requests">The newest requests, in order of posting.</param>
    public static EstimateView Of(ulong now, PriceQuote? quote, QuoteWanted wanted, IEnumerable<RequestRecord> requests)
    {
        var ended = requests.Where(r => r.State != "open").TakeLast(Looked).ToList();
        var settled = ended.Where(r => r is { SettledAt: > 0, Work: > 0 } && r.Paid <= Ledger.LargestSupply / Million).ToList();
        var recent = settled.Count == 0 ? null : new RecentView(
            ended.Count, settled.Count, Quartiles(settled.Select(r => r.Paid * Million / r.Work)), Quartiles(settled.Select(r => (UInt128)(r.SettledAt - r.Opened))));
        ulong earliest = quote is { } q && q.AssignedFrom > now ? q.AssignedFrom - now : 0;
        return new EstimateView(
            now, quote is null ? null : new QuoteView(quote.Least, quote.Most, quote.Bond, quote.AssignedFrom, quote.ProvenBy, quote.Because), recent,
            recent is null ? null : Price(recent.PricePerMillion.Median, quote, wanted),
            recent is null ? (earliest > 0 ? earliest : null) : ulong.Max(earliest, (ulong)recent.Wait.Median));
    }

    /// <summary>ceil(median · work / 1,000,000), within the rules' bounds and the ceiling; null where that is more than there can be.</summary>
    static UInt128? Price(UInt128 perMillion, PriceQuote? quote, QuoteWanted wanted)
    {
        var most = UInt128.Min(wanted.Ceiling, quote?.Most ?? UInt128.MaxValue);
        if (perMillion > 0 && wanted.Statement.Work > Ledger.LargestSupply / perMillion) return most;
        var price = ((perMillion * wanted.Statement.Work) + Million - 1) / Million;
        return UInt128.Min(most, UInt128.Max(price, quote?.Least ?? 0));
    }

    static QuartilesView Quartiles(IEnumerable<UInt128> values)
    {
        var sorted = values.Order().ToArray();
        return new QuartilesView(sorted[(sorted.Length - 1) / 4], sorted[(sorted.Length - 1) / 2], sorted[(sorted.Length - 1) * 3 / 4]);
    }
}

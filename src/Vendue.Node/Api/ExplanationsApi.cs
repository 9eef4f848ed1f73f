using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vendue.Client;
using Vendue.Node.Sequencing;

namespace Vendue.Node.Api;

/// <summary>Why things are as they are: the story of a request, who could take it, what asking would cost.</summary>
sealed class ExplanationsApi(MarketHost host)
{
    const int Page = 2_000;
    const int MostPages = 200;
    const int MostEvents = 1_000;
    const int MostAccounts = 200;

    static readonly Name Groth16 = "groth16-bn254", Constraints = "constraints";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/requests/{id}/events", (Delegate)(async (HttpContext context) => Results.Json(await StoryAsync(context).ConfigureAwait(false), WireJson.Options)))
            .WithName("getStory").WithSummary("All that happened to a request, in order.").Produces<IReadOnlyList<MarketEvent>>().Produces<ErrorAnswer>(400).Produces<ErrorAnswer>(404);
        Get<TakersView>(routes, "/v1/requests/{id}/takers", "getTakers", "Who could take a request now, and on what terms.", Takers);
        Get<EstimateView>(routes, "/v1/estimate", "getEstimate", "What a price and a wait are likely to be.", Estimate);
    }

    void Get<T>(IEndpointRouteBuilder routes, string path, string name, string summary, Func<HttpContext, MarketView, T> answer) =>
        routes.MapGet(path, (Delegate)(async (HttpContext context) =>
            Results.Json(await host.QueryAsync(view => answer(context, view), context.RequestAborted).ConfigureAwait(false), WireJson.Options)))
            .WithName(name).WithSummary(summary).Produces<T>().Produces<ErrorAnswer>(400).Produces<ErrorAnswer>(404);

    /// <summary>Reads the journal's events from where the request was opened until it ended.</summary>
    async Task<IReadOnlyList<MarketEvent>> StoryAsync(HttpContext context)
    {
        var request = await host.QueryAsync(view => Known(context, view), context.RequestAborted).ConfigureAwait(false);
        var story = new List<MarketEvent>();
        var id = Encoding.ASCII.GetBytes(request.Id.ToString());
        ulong from = request.Sequence;
        for (int pages = 0; pages < MostPages; pages++)
        {
            var found = host.EventsSoFar(from, Page);
            foreach (var (sequence, events) in found)
            {
                from = sequence + 1;
                if (events.AsSpan().IndexOf(id) < 0) continue;
                var told = JsonSerializer.Deserialize<List<MarketEvent>>(events, WireJson.Options)!;
                story.AddRange(RequestStory.Concerning(request.Id, told));
                if (story.Count >= MostEvents || told.Exists(e => e.Event == "request-ended" && RequestStory.Names(e, request.Id))) return story;
            }
            if (found.Count == 0) return story;
        }
        return story;
    }

    static RequestRecord Known(HttpContext context, MarketView view) =>
        Hash32.TryParse((string)context.Request.RouteValues["id"]!, out var id)
            ? view.Request(id) ?? throw new ApiException(ApiError.Unknown.Because("The market knows no request of this id."))
            : throw new ApiException(ApiError.Malformed.Because("A request's id is 0x and 64 hexadecimal digits."));

    TakersView Takers(HttpContext context, MarketView view)
    {
        var request = Known(context, view);
        var takers = new List<TakerView>();
        for (int i = 1; i <= int.Min(view.Market.Ledger.Accounts, MostAccounts); i++)
        {
            var account = new Account(i);
            foreach (var found in view.Market.Opportunities(account).Where(o => o.Request == request.Id))
            {
                string action = host.Actions.All.FirstOrDefault(a => a.Tag == found.Action)?.Name ?? found.Action.ToString(CultureInfo.InvariantCulture);
                takers.Add(new TakerView(view.Market.Ledger.NameOf(account), action, Json(found, view.Market.Ledger), Free(view, account, found.Payment), Free(view, account, found.Collateral)));
            }
        }
        return new TakersView(view.Now, view.Block, takers);
    }

    static UInt128 Free(MarketView view, Account account, Asset asset) =>
        view.Market.Ledger.Balance(account, asset) is var free && free > 0 ? (UInt128)free : 0;

    static EstimateView Estimate(HttpContext context, MarketView view)
    {
        var query = context.Request.Query;
        var statement = new Statement
        {
            Work = Number<ulong>(query["work"], "work"),
            WorkUnit = Name.TryParse(query["unit"].ToString(), out var unit) && !unit.IsEmpty ? unit : Constraints,
            System = Name.TryParse(query["system"].ToString(), out var system) && !system.IsEmpty ? system : Groth16,
            Program = Hash32.TryParse(query["program"].ToString(), out var program) ? program : default,
        };
        var wanted = new QuoteWanted(statement, Number<UInt128>(query["ceiling"], "ceiling"), Number<ulong>(query["deadline"], "deadline"));
        return Estimates.Of(view.Now, view.Market.Mechanism.Quote(wanted), wanted, view.Requests);
    }

    static T Number<T>(string? text, string field) where T : System.Numerics.INumberBase<T> =>
        T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw new ApiException(ApiError.Malformed.Because($"'{field}' must be a number."));

    static JsonElement Json(Opportunity opportunity, INames names)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes)) JsonForm.Write(json, Codec<Opportunity>.Of.Shape, new CanonicalReader(Codec<Opportunity>.Of.Encode(opportunity)), names);
        using var document = JsonDocument.Parse(bytes.WrittenMemory);
        return document.RootElement.Clone();
    }
}

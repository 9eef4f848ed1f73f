using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vendue.Client;
using Vendue.Node.Sequencing;

namespace Vendue.Node.Api;

/// <summary>What can be asked of a market. Every answer shows only what is durable.</summary>
sealed class QueriesApi(MarketHost host, DelegatedKey operatorKey, int lanes)
{
    const int MostRows = 1000;
    const int LanesInList = 16;

    public void Map(IEndpointRouteBuilder routes)
    {
        Get<MarketInfo>(routes, "/v1/market", "getMarket", "What the market says of itself.", (_, view) => InfoOf(view));
        Get<BooksView>(routes, "/v1/books", "getBooks", "All the money there is.", (_, view) => BooksOf(view));
        Get<IReadOnlyList<AccountView>>(routes, "/v1/accounts", "listAccounts", "Accounts, in order of opening.", ListAccounts);
        Get<AccountView>(routes, "/v1/accounts/{name}", "getAccount", "One account.", (context, view) => AccountOf(view, Account(context, view, (string)context.Request.RouteValues["name"]!), lanes));
        Get<SignedPerformance>(routes, "/v1/accounts/{name}/performance", "getPerformance", "What a prover has done here, signed by the operator.", (context, view) => PerformanceOf(view, Account(context, view, (string)context.Request.RouteValues["name"]!)));
        Get<IReadOnlyList<RequestAnswer>>(routes, "/v1/requests", "listRequests", "The newest requests, in order of posting.", ListRequests);
        Get<RequestAnswer>(routes, "/v1/requests/{id}", "getRequest", "One request, ended or not.", OneRequest);
        Get<BeaconView>(routes, "/v1/beacon", "getBeacon", "The market's randomness, and who takes part in it.", (_, view) => BeaconOf(view.Market));
        Get<ProgramView>(routes, "/v1/programs/{hash}/standing", "getProgramStanding", "Where a program's verifying key comes from, and whether it was revoked.", (context, view) => ProgramOf(context, view.Market));
        Prove<CheckpointView>(routes, "/v1/checkpoint", "getCheckpoint", "The operator's signed word on the whole state.", (_, view) => CheckpointView.Of(view.Checkpoint!.Value));
        Prove<StateProof>(routes, "/v1/accounts/{name}/proof", "getAccountProof", "The proof of what an account has, to be kept and checked without the market.",
            (context, view) => ProofOf(view, view.Market.StateTree.Prove(Account(context, view, (string)context.Request.RouteValues["name"]!), view.Root)));
        Prove<StateProof>(routes, "/v1/requests/{id}/proof", "getRequestProof", "The proof that a request is open, and of what is held for it.",
            (context, view) => ProofOf(view, view.Market.StateTree.Prove(OpenRequest(context, view), view.Root)));
        Get<OpportunitiesView>(routes, "/v1/opportunities", "getOpportunities", "What an account can do now or soon.", ListOpportunities);
    }

    void Get<T>(IEndpointRouteBuilder routes, string path, string name, string summary, Func<HttpContext, MarketView, T> answer) =>
        routes.MapGet(path, (Delegate)(async (HttpContext context) =>
            Results.Json(await host.QueryAsync(view => answer(context, view), context.RequestAborted).ConfigureAwait(false), WireJson.Options)))
            .WithName(name).WithSummary(summary).Produces<T>().Produces<ErrorAnswer>(400).Produces<ErrorAnswer>(404);

    void Prove<T>(IEndpointRouteBuilder routes, string path, string name, string summary, Func<HttpContext, MarketView, T> answer) =>
        routes.MapGet(path, (Delegate)(async (HttpContext context) =>
            Results.Json(await host.ProveAsync(view => answer(context, view), context.RequestAborted).ConfigureAwait(false), WireJson.Options)))
            .WithName(name).WithSummary(summary).Produces<T>().Produces<ErrorAnswer>(400).Produces<ErrorAnswer>(404);

    static ProgramView ProgramOf(HttpContext context, Market market) =>
        Hash32.TryParse((string)context.Request.RouteValues["hash"]!, out var hash) && market.Programs[hash] is var known
            ? new ProgramView(hash, known.Provenance, known.Evidence, known.Revoked)
            : throw new ApiException(ApiError.Malformed.Because("A program's name is 0x and 64 hexadecimal digits."));

    static BeaconView BeaconOf(Market market)
    {
        var beacon = market.Beacon;
        return new BeaconView(
            beacon.Round, beacon.Value, beacon.Opened, beacon.IsOpen, beacon.OperatorLink,
            [.. beacon.Parties.Select(p => new BeaconPartyView(market.Ledger.NameOf(p.Account), p.Seated, p.Link, p.Revealed, p.Withheld, p.Returns))]);
    }

    StateProof ProofOf(MarketView view, in InclusionProof proof) => StateProof.Of(view.Checkpoint!.Value, operatorKey.Public, proof);

    static Handle<Request> OpenRequest(HttpContext context, MarketView view) =>
        Hash32.TryParse((string)context.Request.RouteValues["id"]!, out var id) && view.Market.Requests.TryFind(id, out var request)
            ? request
            : throw new ApiException(ApiError.Unknown.Because("The market has no open request of this id."));

    MarketInfo InfoOf(MarketView view) => new(
        host.GenesisHash, ToJson(Codec<Genesis>.Of, host.Genesis, null), operatorKey.Public, host.Genesis.Mechanism, view.Now, view.Block,
        view.Position, view.Head, host.UnitsPerSecond, [.. host.Actions.All.Select(ActionInfo.Of)])
    {
        Rules = ToJson(Codec<RulesInForce>.Of, view.Market.Editions.InForce, null),
        Upgrades = [.. view.Market.Editions.Announced.Select(u => new UpgradeInfo(u.Module, u.Rules, u.Effective))],
    };

    static BooksView BooksOf(MarketView view)
    {
        var ledger = view.Market.Ledger;
        var rows = Enumerable.Range(1, int.Min(ledger.Accounts, MostRows)).Select(i => new Account(i))
            .Select(a => new BookRow(ledger.NameOf(a), Balances(view, a), Held(view, a))).ToList();
        bool conserved = Assets(ledger).All(asset => ledger.Sum(asset) == 0);
        return new BooksView(rows, Balances(view, Kernel.Account.Burnt), Balances(view, Kernel.Account.Issued).ToDictionary(p => p.Key, p => -p.Value), conserved);
    }

    static IReadOnlyList<AccountView> ListAccounts(HttpContext context, MarketView view)
    {
        var (from, take) = Range(context);
        int first = (int)ulong.Min(from, int.MaxValue - MostRows - 1) + 1;
        return [.. Enumerable.Range(first, int.Max(0, int.Min(take, view.Market.Ledger.Accounts - first + 1))).Select(i => AccountOf(view, new Account(i), LanesInList))];
    }

    static AccountView AccountOf(MarketView view, Account account, int lanesShown)
    {
        var keys = view.Market.Keys;
        var lanes = Enumerable.Range(0, lanesShown).Concat(Enumerable.Range(Admission.FirstOwnerLane, lanesShown > LanesInList ? ushort.MaxValue + 1 - Admission.FirstOwnerLane : 0)).Select(l => (Lane: (ushort)l, Last: keys.LastNonce(account, (ushort)l))).Where(l => l.Last > 0);
        return new AccountView(
            view.Market.Ledger.NameOf(account), Balances(view, account), Held(view, account), lanes.ToDictionary(l => l.Lane, l => l.Last),
            [.. keys.KeysOf(account).Select(k => new KeyView(k.Key, k.Expires, k.Actions) { Limits = LimitsOf(view, account, k.Key) })])
        {
            EncryptionKey = view.Market.PrivateInputs.KeyOf(account),
        };
    }

    static Dictionary<string, UInt128> LimitsOf(MarketView view, Account account, Hash32 key)
    {
        var limits = new Dictionary<string, UInt128>();
        foreach (var asset in view.Market.Genesis.Assets)
            if (view.Market.Ledger.TryFind(asset, out Asset number) && view.Market.SpendingLeft(account, key, number) is { } left) limits[asset.ToString()] = left;
        return limits;
    }

    SignedPerformance PerformanceOf(MarketView view, Account account)
    {
        var ledger = view.Market.Ledger;
        var lines = view.Market.Performance.Of(account)
            .Select(p => new PerformanceLine(ledger.NameOf(p.Asset), p.Assigned, p.Settled, p.Slashed, p.Fees, p.Lost, p.Work, p.Since, p.Last));
        var record = new PerformanceRecord(host.GenesisHash, ledger.NameOf(account), view.Position, view.Head, view.Market.Now, [.. lines]);
        return new SignedPerformance(new Bytes(record.Encode()), record.Sign(operatorKey), record);
    }

    static IReadOnlyList<RequestAnswer> ListRequests(HttpContext context, MarketView view)
    {
        var (from, take) = Range(context);
        return [.. view.Requests.Skip((int)ulong.Min(from, int.MaxValue)).Take(take).Select(RequestAnswer.Of)];
    }

    static RequestAnswer OneRequest(HttpContext context, MarketView view) =>
        Hash32.TryParse((string)context.Request.RouteValues["id"]!, out var id)
            ? RequestAnswer.Of(view.Request(id) ?? throw new ApiException(ApiError.Unknown.Because("The market knows no request of this id.")))
            : throw new ApiException(ApiError.Malformed.Because("A request's id is 0x and 64 hexadecimal digits."));

    static OpportunitiesView ListOpportunities(HttpContext context, MarketView view)
    {
        var account = Account(context, view, context.Request.Query["account"].ToString());
        var found = view.Market.Opportunities(account).Take(OpportunitiesView.Most);
        return new OpportunitiesView(view.Now, view.Block, [.. found.Select(o => ToJson(Codec<Opportunity>.Of, o, view.Market.Ledger))]);
    }

    static Account Account(HttpContext context, MarketView view, string text) =>
        Name.TryParse(text, out var name) && view.Market.Ledger.TryFind(name, out Account account)
            ? account
            : throw new ApiException(ApiError.Unknown.Because($"The market has no account '{(text.Length <= Name.MaxLength ? text : "…")}'; a first deposit opens one."));

    static (ulong From, int Take) Range(HttpContext context)
    {
        string from = context.Request.Query["from"].ToString(), take = context.Request.Query["take"].ToString();
        if (!ulong.TryParse(from.Length == 0 ? "0" : from, out ulong first) || !int.TryParse(take.Length == 0 ? "100" : take, out int count) || count is < 0 or > MostRows)
            throw new ApiException(ApiError.Malformed.Because($"'from' must be a position from 0 and 'take' a number from 0 to {MostRows}."));
        return (first, count);
    }

    static Dictionary<string, Int128> Balances(MarketView view, Account account) =>
        Assets(view.Market.Ledger).ToDictionary(a => view.Market.Ledger.NameOf(a).ToString(), a => view.Market.Ledger.Balance(account, a));

    static Dictionary<string, UInt128> Held(MarketView view, Account account) =>
        Assets(view.Market.Ledger).ToDictionary(a => view.Market.Ledger.NameOf(a).ToString(), a => view.Held(account, a));

    static IEnumerable<Asset> Assets(Ledger ledger) => Enumerable.Range(0, ledger.Assets).Select(i => new Asset((byte)i));

    static JsonElement ToJson<T>(Codec<T> codec, T value, INames? names)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes)) JsonForm.Write(json, codec.Shape, new CanonicalReader(codec.Encode(value)), names);
        using var document = JsonDocument.Parse(bytes.WrittenMemory);
        return document.RootElement.Clone();
    }
}

using System.Text.Json;

namespace Vendue.Client;

/// <summary>
/// A client of one market's node. Safe to use from many threads. Every failure is a <see cref="MarketClientException"/>
/// with a stable code and one sentence; only cancelling throws <see cref="OperationCanceledException"/>.
/// </summary>
public sealed partial class MarketClient : IDisposable
{
    readonly HttpClient http;
    readonly bool ownsHttp;
    readonly MarketClientOptions options;
    readonly NodeConnection node;
    readonly NonceLanes lanes;
    readonly MarketClock clock;
    readonly GenesisNames names;
    volatile Dictionary<ushort, string> publishedTypes;
    volatile ActionSet? actions;

    MarketClient(HttpClient http, bool ownsHttp, MarketClientOptions options, NodeConnection node, MarketInfo market, Genesis genesis)
    {
        (this.http, this.ownsHttp, this.options, this.node) = (http, ownsHttp, options, node);
        (Market, Genesis) = (market, genesis);
        lanes = new NonceLanes(options.FirstLane, options.Lanes);
        clock = new MarketClock(options.Clock, market.UnitsPerSecond, market.Now);
        names = new GenesisNames(genesis);
        actions = options.Actions;
        Rules = RulesOf(market, genesis);
        publishedTypes = market.Actions.ToDictionary(a => a.Tag, a => a.Type);
    }

    /// <summary>What the market said of itself when the client connected, or read its rules again.</summary>
    public MarketInfo Market { get; private set; }

    /// <summary>The rules in force, as the market told them then.</summary>
    public RulesInForce Rules { get; private set; }

    /// <summary>The market's genesis; its hash was checked.</summary>
    public Genesis Genesis { get; }

    /// <summary>Who signs what is sent; null for a client that only reads.</summary>
    public ISigner? Signer => options.Signer;

    /// <summary>The market's actions: those of the options, or else of the rules in force in the catalogue.</summary>
    /// <exception cref="MarketClientException">The catalogue of this program does not have the rules.</exception>
    public ActionSet Actions => actions ??= ActionsOf(Rules.Over(Genesis));

    /// <summary>Reads the market's rules again, after its event "upgraded".</summary>
    /// <exception cref="MarketClientException">The node was not reached, or its answer is not of the published form.</exception>
    public async Task ReadRulesAsync(CancellationToken cancel = default)
    {
        var market = await node.GetAsync<MarketInfo>("v1/market", cancel).ConfigureAwait(false);
        if (market.GenesisHash != Market.GenesisHash) throw new MarketClientException("wrong-market", $"The node has the market {market.GenesisHash}, not {Market.GenesisHash}; check its address.");
        (Market, Rules) = (market, RulesOf(market, Genesis));
        publishedTypes = market.Actions.ToDictionary(a => a.Tag, a => a.Type);
        actions = options.Actions;
    }

    /// <summary>Connects to a node.</summary>
    /// <param name="address">The node's address, without /v1.</param>
    /// <param name="options">How to speak with it.</param>
    /// <param name="cancel">Cancels connecting.</param>
    /// <exception cref="MarketClientException">The node was not reached, or its market is not the one expected.</exception>
    public static async Task<MarketClient> ConnectAsync(Uri address, MarketClientOptions? options = null, CancellationToken cancel = default)
    {
        // A redirection could lead the client to an address that only it can reach.
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            BaseAddress = address,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        try
        {
            return await ConnectAsync(http, true, options ?? new MarketClientOptions(), cancel).ConfigureAwait(false);
        }
        catch
        {
            http.Dispose();
            throw;
        }
    }

    /// <summary>Connects to a node over an HTTP client of the caller's, whose base address is the node's. It is not disposed of.</summary>
    /// <exception cref="MarketClientException">The node was not reached, or its market is not the one expected.</exception>
    public static Task<MarketClient> ConnectAsync(HttpClient http, MarketClientOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(http);
        return ConnectAsync(http, false, options ?? new MarketClientOptions(), cancel);
    }

    static async Task<MarketClient> ConnectAsync(HttpClient http, bool ownsHttp, MarketClientOptions options, CancellationToken cancel)
    {
        var node = new NodeConnection(http, options);
        var market = await node.GetAsync<MarketInfo>("v1/market", cancel).ConfigureAwait(false);
        var genesis = Read<Genesis>(market.Genesis, null, "genesis");
        if (genesis.Hash() != market.GenesisHash)
            throw new MarketClientException("bad-answer", "The node's genesis does not have the hash that it states.");
        if (options.Genesis is { } expected && expected != market.GenesisHash)
            throw new MarketClientException("wrong-market", $"The node has the market {market.GenesisHash}, not {expected}; check its address.");
        if (options.OperatorKey is { } key && key != market.OperatorKey)
            throw new MarketClientException("wrong-market", $"The node's operator key is {market.OperatorKey}, not {key}; ask the operator whether it changed.");
        if (market.UnitsPerSecond is not (1 or 1_000) || market.Actions.DistinctBy(a => a.Tag).Count() != market.Actions.Count)
            throw new MarketClientException("bad-answer", "The node's description of its market contradicts itself.");
        return new MarketClient(http, ownsHttp, options, node, market, genesis);
    }

    /// <summary>The market's instant as far as the client knows, in its time unit.</summary>
    public ulong Now => clock.After(TimeSpan.Zero);

    /// <summary>Closes the connections that the client opened itself.</summary>
    public void Dispose()
    {
        if (ownsHttp) http.Dispose();
    }

    static RulesInForce RulesOf(MarketInfo market, Genesis genesis) =>
        market.Rules is { ValueKind: JsonValueKind.Object } rules ? Read<RulesInForce>(rules, null, "rules") : RulesInForce.Of(genesis);

    static ActionSet ActionsOf(Genesis genesis)
    {
        try
        {
            return ActionSet.Of(Vendue.Mechanisms.Catalogue.Open(genesis));
        }
        catch (EncodingException unknown)
        {
            throw new MarketClientException("wrong-market", $"This program does not have the market's mechanism: {unknown.Message}", unknown);
        }
    }

    static T Read<T>(JsonElement json, INames? names, string path)
    {
        try
        {
            var writer = new CanonicalWriter();
            JsonForm.Read(writer, Codec<T>.Of.Shape, json, names, path);
            return Codec<T>.Of.Decode(writer.Written.ToArray());
        }
        catch (EncodingException wrong)
        {
            throw new MarketClientException("bad-answer", $"The node's answer is not of the published form: {wrong.Message}", wrong);
        }
    }
}

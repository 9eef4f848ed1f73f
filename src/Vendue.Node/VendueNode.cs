using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vendue.Client;
using Vendue.Node.Api;
using Vendue.Node.Journal;
using Vendue.Node.Sequencing;
using Vendue.Node.Storage;
using Vendue.Node.Verification;
using Vendue.Proofs.Groth16;

namespace Vendue.Node;

/// <summary>A node: one market in one folder, served over HTTP.</summary>
public sealed class VendueNode : IAsyncDisposable
{
    readonly WebApplication web;
    readonly IJournal journal;
    readonly Verifier verifier;
    readonly EventsApi events;

    VendueNode(WebApplication web, MarketHost host, IJournal journal, Verifier verifier, NodeKeys keys, EventsApi events)
    {
        this.web = web;
        this.journal = journal;
        this.verifier = verifier;
        this.events = events;
        Host = host;
        Keys = keys;
    }

    /// <summary>The market.</summary>
    public MarketHost Host { get; }

    /// <summary>The operator's keys.</summary>
    public NodeKeys Keys { get; }

    /// <summary>Where the node listens.</summary>
    public Uri Address => new(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Starts a node: goes on with the market of its folder, or begins the one that the settings describe.</summary>
    /// <param name="options">How it runs.</param>
    /// <param name="settings">The market to begin; null to go on with the one that is there.</param>
    /// <param name="stop">Stops the start.</param>
    /// <exception cref="JournalException">The journal is damaged, missing, or of another market.</exception>
    /// <exception cref="EncodingException">The settings describe no market.</exception>
    public static async Task<VendueNode> StartAsync(NodeOptions options, MarketSettings? settings, CancellationToken stop)
    {
        Directory.CreateDirectory(options.Folder);
        var keys = NodeKeys.OpenOrMake(options.Folder);
        var beacon = new BeaconChain(keys.BeaconSecret);
        string path = JournalPath(options.Folder);
        var genesis = settings is null || File.Exists(path) ? null : Codec<Genesis>.Of.Encode(settings.ToGenesis(keys.Custodian.Address, beacon.Anchor, TimeProvider.System.GetUtcNow()));
        var journal = SqliteJournal.Open(path, genesis);
        var blobs = BlobsOf(options);
        var programs = ProgramsOf(options.Folder);
        var verifier = new Verifier(programs, blobs, [new Groth16Bn254()], options.VerifierWorkers, options.QueueCapacity);
        var host = MarketHost.Start(journal, verifier, new Admission(programs, blobs), beacon, options, TimeProvider.System);
        var events = new EventsApi(host);
        var web = Build(options);
        new CommandsApi(host, keys.Operator, options).Map(web);
        new StorageApi(blobs, programs).Map(web);
        new QueriesApi(host, keys.Operator).Map(web);
        events.Map(web);
        await web.StartAsync(stop).ConfigureAwait(false);
        return new VendueNode(web, host, journal, verifier, keys, events);
    }

    /// <summary>Ends when the node has to stop by itself; faulted with the reason.</summary>
    public Task Completion => Host.Completion;

    /// <summary>The journal of a node's folder.</summary>
    public static string JournalPath(string folder) => Path.Combine(folder, "journal.sqlite");

    /// <summary>The blobs of a node's folder.</summary>
    public static BlobStore BlobsOf(NodeOptions options) => new(Path.Combine(options.Folder, "blobs"), options.LargestBlob, options.BlobCapacity);

    /// <summary>The programs of a node's folder.</summary>
    public static ProgramStore ProgramsOf(string folder) => new(Path.Combine(folder, "programs"));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync().ConfigureAwait(false);
        using (var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5))) await web.StopAsync(patience.Token).ConfigureAwait(false);
        await web.DisposeAsync().ConfigureAwait(false);
        await verifier.DisposeAsync().ConfigureAwait(false);
        journal.Dispose();
        events.Dispose();
        Keys.Dispose();
    }

    static WebApplication Build(NodeOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddSimpleConsole(o => o.SingleLine = true).SetMinimumLevel(LogLevel.Error);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = options.LargestBlob;
            kestrel.Limits.MaxConcurrentConnections = 4096;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.AddServerHeader = false;
            Listen(kestrel, new Uri(options.Listen));
        });
        builder.Services.AddOpenApi("v1").AddExceptionHandler<ApiFailure>().AddProblemDetails();
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            foreach (var converter in WireJson.Options.Converters) json.SerializerOptions.Converters.Add(converter);
        });
        builder.Services.AddRateLimiter(limiter => Limit(limiter, options));
        var web = builder.Build();
        web.UseExceptionHandler();
        web.UseRateLimiter();
        web.UseStatusCodePages(context => ApiFailure.WriteAsync(context.HttpContext, context.HttpContext.Response.StatusCode switch
        {
            429 => ApiError.TooMany,
            404 => ApiError.Unknown.Because("There is nothing under this path; see /openapi/v1.json."),
            var status => ApiError.Malformed with { Status = status },
        }));
        web.MapOpenApi();
        web.MapGet("/health", () => Results.Text("ok")).ExcludeFromDescription();
        return web;
    }

    static void Listen(KestrelServerOptions kestrel, Uri address)
    {
        if (address.IsLoopback && address.Port != 0) kestrel.ListenLocalhost(address.Port);
        else kestrel.Listen(IPAddress.TryParse(address.Host, out var ip) ? ip : address.IsLoopback ? IPAddress.Loopback : IPAddress.Any, address.Port);
    }

    static void Limit(RateLimiterOptions limiter, NodeOptions options)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, IPAddress>(context =>
            RateLimitPartition.GetTokenBucketLimiter(context.Connection.RemoteIpAddress ?? IPAddress.None, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = options.RequestsPerSecond,
                TokensPerPeriod = options.RequestsPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            }));
    }
}

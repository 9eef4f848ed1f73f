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
using Microsoft.Extensions.Logging.Console;
using Vendue.Client;
using Vendue.Node.Api;
using Vendue.Node.Journal;
using Vendue.Node.Sequencing;
using Vendue.Node.Storage;

namespace Vendue.Node;

/// <summary>A node: one market in one folder, served over HTTP.</summary>
public sealed class VendueNode : IAsyncDisposable
{
    readonly WebApplication web;
    readonly NodeParts parts;
    readonly EventsApi events;

    VendueNode(WebApplication web, NodeParts parts, EventsApi events)
    {
        this.web = web;
        this.parts = parts;
        this.events = events;
    }

    /// <summary>The market.</summary>
    public MarketHost Host => parts.Host;

    /// <summary>The operator's keys.</summary>
    public NodeKeys Keys => parts.Keys;

    /// <summary>Where the node listens.</summary>
    public Uri Address => new(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Starts a node: goes on with the market of its folder, or begins the one that the settings describe.</summary>
    /// <param name="options">How it runs.</param>
    /// <param name="settings">The market to begin; null to go on with the one that is there.</param>
    /// <param name="stop">Stops the start.</param>
    /// <exception cref="JournalException">The journal is damaged, missing, or another node runs in the folder.</exception>
    /// <exception cref="EncodingException">The settings describe no market.</exception>
    /// <exception cref="ArgumentException">The options cannot be used; the message says which.</exception>
    /// <exception cref="IOException">The address is taken, or a key file is unusable.</exception>
    public static async Task<VendueNode> StartAsync(NodeOptions options, MarketSettings? settings, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Wrong() is { } wrong) throw new ArgumentException(wrong, nameof(options));
        var parts = NodeParts.Open(options, settings);
        WebApplication? web = null;
        try
        {
            web = Build(options, parts.Host);
            var events = new EventsApi(parts.Host);
            var bodies = web.Services.GetRequiredService<RequestBodies>();
            new CommandsApi(parts.Host, parts.Keys.Operator, bodies, options).Map(web);
            new StorageApi(parts.Blobs, parts.Programs, bodies).Map(web);
            new QueriesApi(parts.Host, parts.Keys.Operator, int.Min(options.LanesPerAccount, Admission.FirstOwnerLane)).Map(web);
            new ExplanationsApi(parts.Host).Map(web);
            events.Map(web);
            await web.StartAsync(stop).ConfigureAwait(false);
            return new VendueNode(web, parts, events);
        }
        catch
        {
            if (web is not null) await web.DisposeAsync().ConfigureAwait(false);
            await parts.DisposeAsync().ConfigureAwait(false);
            throw;
        }
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
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await web.StopAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Whoever is still connected is cut off.
        }
        await web.DisposeAsync().ConfigureAwait(false);
        await parts.DisposeAsync().ConfigureAwait(false);
        events.Dispose();
    }

    static WebApplication Build(NodeOptions options, MarketHost host)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddSimpleConsole(o => o.SingleLine = true).SetMinimumLevel(LogLevel.Error);
        // A start that fails is told by its exception, once; and what a program reads from the output stays its own.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = options.LargestBlob;
            kestrel.Limits.MaxConcurrentConnections = 4096;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.AddServerHeader = false;
            Listen(kestrel, new Uri(options.Listen));
        });
        builder.Services.AddSingleton(_ => new RequestBodies(options));
        builder.Services.AddOpenApi("v1").AddExceptionHandler<ApiFailure>().AddProblemDetails();
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            foreach (var converter in WireJson.Options.Converters) json.SerializerOptions.Converters.Add(converter);
        });
        builder.Services.AddRateLimiter(limiter => Limit(limiter, options));
        var web = builder.Build();
        web.UseExceptionHandler();
        web.UseStatusCodePages(context => ApiFailure.WriteAsync(context.HttpContext, context.HttpContext.Response.StatusCode switch
        {
            429 => ApiError.TooMany,
            404 => ApiError.Unknown.Because("There is nothing under this path; see /openapi/v1.json."),
            var status => ApiError.Malformed with { Status = status },
        }));
        web.UseRateLimiter();
        web.MapOpenApi();
        web.MapGet("/health", () => host.Completion.IsCompleted ? throw new ApiException(ApiError.Stopping) : Results.Text("ok")).ExcludeFromDescription();
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
            RateLimitPartition.GetTokenBucketLimiter(Origin.Of(context), _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = options.RequestsPerSecond,
                TokensPerPeriod = options.RequestsPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            }));
    }
}

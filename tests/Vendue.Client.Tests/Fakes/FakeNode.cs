using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Vendue.Client.Tests;

/// <summary>A fake node: a real kernel and real signatures behind the interface's contract, without journal, and with faults on demand.</summary>
sealed class FakeNode : IAsyncDisposable
{
    readonly WebApplication app;
    readonly System.Threading.Lock gate = new();
    readonly Market market;
    readonly Dictionary<Hash32, CommandAnswer> answers = [];
    readonly ConcurrentDictionary<Hash32, byte[]> blobs = [];

    FakeNode()
    {
        Genesis = new Genesis
        {
            Mechanism = "fake",
            Assets = ["USD", "STAKE"],
            Authorities = [new Authority("custodian", "bank")],
            Limits = new Limits { Accounts = 100, Requests = 100, Holdings = 100, Timers = 100, Blobs = 100, Keys = 100, Lanes = 100, Transfers = 100 },
        };
        market = new Market(Genesis, m => new FakeMechanism(m));
        market.Ledger.TryFind("bank", out Account bank).ShouldBeTrue();
        market.Apply(new Command { Sender = bank, Now = 50 }, new Deposit(Samples.Owner.Address, "USD", 1_000, Hash32.Sha256("deposit"u8))).IsApplied.ShouldBeTrue();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        app = builder.Build();
        app.Use(MeetFaultAsync);
        Map();
    }

    public static async Task<FakeNode> StartAsync()
    {
        var node = new FakeNode();
        await node.app.StartAsync(TestContext.Current.CancellationToken);
        return node;
    }

    public Uri Address => new(app.Urls.Single());

    public Genesis Genesis { get; }

    public DelegatedKey Operator { get; } = DelegatedKey.FromHex(new string('1', 64));

    public ActionSet Actions => ActionSet.Of(market);

    /// <summary>How many commands the market took.</summary>
    public ulong Sequence => market.Sequence;

    /// <summary>How many requests came, by path.</summary>
    public ConcurrentDictionary<string, int> Requests { get; } = [];

    /// <summary>What happens to the next requests, one each, instead of or around their answer.</summary>
    public ConcurrentQueue<Func<HttpContext, RequestDelegate, Task>> Faults { get; } = [];

    /// <summary>Changes answers to commands before they are sent.</summary>
    public Func<CommandAnswer, CommandAnswer> Distort { get; set; } = answer => answer;

    /// <summary>Whether a used nonce is found before the market sees the command, as an error instead of an answer.</summary>
    public bool RejectsUsedNonces { get; set; }

    /// <summary>Why a command is turned away before the market sees it; null to let it in.</summary>
    public Func<SignedCommand, ApiError?> TurnAway { get; set; } = _ => null;

    /// <summary>Serves the stream of events.</summary>
    public Func<HttpContext, ulong, Task> Stream { get; set; } = (_, _) => Task.CompletedTask;

    public Task<MarketClient> ConnectAsync(MarketClientOptions? options = null) =>
        MarketClient.ConnectAsync(Address, (options ?? new MarketClientOptions()) with { Actions = Actions, RetryDelay = TimeSpan.Zero }, TestContext.Current.CancellationToken);

    public static Task RefuseAsync(HttpContext context, ApiError error)
    {
        context.Response.StatusCode = error.Status;
        return WriteAsync(context, ErrorAnswer.Of(error));
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Operator.Dispose();
    }

    Task MeetFaultAsync(HttpContext context, RequestDelegate next)
    {
        Requests.AddOrUpdate(context.Request.Path, 1, (_, count) => count + 1);
        return Faults.TryDequeue(out var fault) ? fault(context, next) : next(context);
    }

    void Map()
    {
        app.MapGet("/v1/market", context => WriteAsync(context, Describe()));
        app.MapPost("/v1/commands", TakeCommandAsync);
        app.MapPut("/v1/blobs", PutBlobAsync);
        app.MapGet("/v1/blobs/{hash}", GetBlobAsync);
        app.MapGet("/v1/accounts/{name}", GetAccountAsync);
        app.MapGet("/v1/opportunities", context => WriteAsync(context, new OpportunitiesView(60, 2, [.. market.Opportunities(default).Select(o => Form(o))])));
        app.MapGet("/v1/events", context => Stream(context, ulong.Parse(context.Request.Query["from"]!)));
    }

    MarketInfo Describe()
    {
        lock (gate)
        {
            return new MarketInfo(
                Genesis.Hash(), Form(Genesis), Operator.Public, Genesis.Mechanism, market.Now, market.Block, market.Sequence, default, 1,
                [.. market.Actions.Select(ActionInfo.Of)]);
        }
    }

    async Task TakeCommandAsync(HttpContext context)
    {
        var command = SignedCommand.Decode(await BodyAsync(context));
        if ((Signatures.Verify(command, Genesis.Hash(), Actions) ?? TurnAway(command) ?? CheckNonce(command)) is { } error) await RefuseAsync(context, error);
        else await WriteAsync(context, Distort(Apply(command)));
    }

    ApiError? CheckNonce(SignedCommand command)
    {
        lock (gate)
        {
            market.Ledger.TryFind(command.Envelope.Sender, out Account sender);
            bool used = !answers.ContainsKey(command.Id()) && command.Envelope.Nonce <= market.Keys.LastNonce(sender, command.Envelope.Lane);
            return RejectsUsedNonces && used ? new ApiError(409, "nonce-used", "The nonce is used.") : null;
        }
    }

    CommandAnswer Apply(SignedCommand command)
    {
        lock (gate)
        {
            var envelope = command.Envelope;
            if (answers.TryGetValue(command.Id(), out var first)) return first;
            market.Ledger.TryFind(envelope.Sender, out Account sender);
            var outcome = market.Apply(
                new Command { Now = market.Now, Sender = sender, Key = envelope.Key, Lane = envelope.Lane, Nonce = envelope.Nonce, Expires = envelope.Expires },
                envelope.Action, envelope.Body.Span.ToArray());
            var said = new Acknowledgement(market.Genesis.Hash(), command.Id(), market.Sequence, market.Now, market.Block, outcome.Kind, outcome.Code, Hash32.Sha256("head"u8));
            return answers[command.Id()] = CommandAnswer.Of(said, outcome.Sentence, [.. market.Items.Select(ItemAnswer.Of)], Operator);
        }
    }

    async Task PutBlobAsync(HttpContext context)
    {
        var bytes = await BodyAsync(context);
        blobs[Hash32.Sha256(bytes)] = bytes;
        await WriteAsync(context, new BlobStored(Hash32.Sha256(bytes), bytes.Length));
    }

    Task GetBlobAsync(HttpContext context) =>
        Hash32.TryParse((string)context.Request.RouteValues["hash"]!, out var hash) && blobs.TryGetValue(hash, out var bytes)
            ? context.Response.Body.WriteAsync(bytes).AsTask()
            : RefuseAsync(context, ApiError.Unknown);

    Task GetAccountAsync(HttpContext context)
    {
        lock (gate)
        {
            var name = Name.Parse((string)context.Request.RouteValues["name"]!);
            if (!market.Ledger.TryFind(name, out Account account)) return RefuseAsync(context, ApiError.Unknown);
            var lanes = Enumerable.Range(0, 10).Select(l => (ushort)l).Where(l => market.Keys.LastNonce(account, l) > 0).ToDictionary(l => l, l => market.Keys.LastNonce(account, l));
            return WriteAsync(context, new AccountView(
                name, new Dictionary<string, Int128> { ["USD"] = market.Ledger.Balance(account, new Asset(0)) }, new Dictionary<string, UInt128>(), lanes, []));
        }
    }

    JsonElement Form<T>(T value)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) JsonForm.Write(writer, Codec<T>.Of.Shape, new CanonicalReader(Codec<T>.Of.Encode(value)), market?.Ledger);
        return JsonDocument.Parse(buffer.WrittenMemory).RootElement;
    }

    static async Task<byte[]> BodyAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        return body.ToArray();
    }

    static Task WriteAsync<T>(HttpContext context, T value)
    {
        context.Response.ContentType = "application/json";
        return context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(value, WireJson.Options)).AsTask();
    }
}

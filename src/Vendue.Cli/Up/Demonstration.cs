using System.Security.Cryptography;
using Vendue.Client;
using Vendue.Kernel;
using Vendue.Mechanisms;
using Vendue.Node;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Statements;
using Vendue.Prover;
using Vendue.Prover.Programs;

namespace Vendue.Cli.Up;

/// <summary>A prover of the demonstration.</summary>
/// <param name="Label">How it is called.</param>
/// <param name="PricePerUnit">The least price it takes for a unit of work, in base units.</param>
sealed record DemonstrationProver(string Label, ulong PricePerUnit);

/// <summary>A market with a requester and three provers of different costs, all real: node, keys, commands, proofs.</summary>
sealed class Demonstration : IAsyncDisposable
{
    const string RequesterLabel = "rollup";
    const ulong CeilingPerUnit = 60;
    static readonly UInt128 Funds = 1_000_000_000;
    static readonly TimeSpan Wanted = TimeSpan.FromSeconds(75);
    static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan ProduceEvery = TimeSpan.FromMilliseconds(50);

    internal static readonly DemonstrationProver[] Provers =
    [
        new("hydro", 10),
        new("solar", 14),
        new("diesel", 25),
    ];

    static readonly DemoCircuit[] Circuits = [DemoCircuit.SmallChain, DemoCircuit.MerkleMembership, DemoCircuit.RollupBatch];

    readonly VendueNode node;
    readonly ProgramLibrary programs;
    readonly Dictionary<string, (Hash32 Program, ulong Constraints)> byCircuit = [];
    readonly List<IDisposable> clients = [];
    readonly List<Agent> agents = [];
    Producer? blocks;
    readonly CancellationTokenSource stop = new();
    readonly string folder;
    Task work = Task.CompletedTask;

    Demonstration(VendueNode node, ProgramLibrary programs, string folder)
    {
        this.node = node;
        this.programs = programs;
        this.folder = folder;
    }

    /// <summary>Who stands behind the accounts.</summary>
    internal Dictionary<Name, string> People { get; } = new() { ["treasury"] = "treasury", ["burnt"] = "burnt", ["issued"] = "issued" };

    /// <summary>The circuits' names, by program.</summary>
    internal Dictionary<Hash32, string> CircuitNames { get; } = [];

    bool RequestersAsk => Catalogue.Of(Client.Genesis).Mechanism.RequestersAsk;

    /// <summary>Whether a request is one of those asked for: where requesters ask for themselves, the market may open others for its own work.</summary>
    internal bool Counts(TaleRow row) => !RequestersAsk || row.Requester == RequesterLabel;

    /// <summary>The requester's connection.</summary>
    internal MarketClient Client { get; private set; } = null!;

    /// <summary>Starts the node in a folder and makes the keys of the circuits.</summary>
    internal static async Task<Demonstration> StartAsync(string mechanism, string folder, CancellationToken cancellation)
    {
        var options = new NodeOptions { Folder = Path.Combine(folder, "node"), Listen = "http://127.0.0.1:0", TickEvery = TimeSpan.FromMilliseconds(200), BlockEvery = TimeSpan.FromMilliseconds(400), BeaconEvery = TimeSpan.FromSeconds(1) };
        var settings = new MarketSettings { Venue = "demonstration", Mechanism = mechanism, Development = true, Time = TimeUnit.Milliseconds, VerdictWait = 10_000, Limits = SmallLimits, Trial = true };
        var producer = OwnerKey.Generate();
        if (Catalogue.TryCompose(mechanism, out var composition) && composition.Producer is not null)
            settings = settings with { Offices = [.. composition.Mechanism.ProducerOffices.Select(office => new Authority(office, producer.Address))] };
        var node = await VendueNode.StartAsync(options, settings, cancellation);
        var demonstration = new Demonstration(node, new ProgramLibrary(), folder);
        try
        {
            await demonstration.OpenAccountsAsync(composition?.Producer is null ? null : producer, cancellation);
            return demonstration;
        }
        catch
        {
            await demonstration.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes the circuits' keys, which takes seconds the first time, and registers their programs.</summary>
    internal async Task PrepareProgramsAsync(CancellationToken cancellation)
    {
        foreach (var circuit in Circuits)
        {
            var (program, constraints) = await Task.Run(() => DevelopmentKeys.ProgramOf(circuit, cancellation), cancellation);
            programs.Add(program);
            await Client.PutProgramAsync(program.VerifyingKey.ToBytes(), cancellation);
            CircuitNames[program.Program] = circuit.Name;
            byCircuit[circuit.Name] = (program.Program, constraints);
        }
    }

    /// <summary>Sets the provers to work and asks for the proofs, one after another.</summary>
    /// <param name="requests">How many proofs.</param>
    /// <param name="tell">Told what each prover does.</param>
    internal void Begin(int requests, Action<string, AgentNote> tell)
    {
        var tasks = agents.Zip(Provers, (agent, prover) => agent.RunAsync(stop.Token)).ToList();
        tellers = tell;
        tasks.Add(RequestAsync(requests, stop.Token));
        work = Task.WhenAll(tasks);
    }

    /// <summary>Ends when the requester or a prover fails.</summary>
    internal Task Work => work;

    Action<string, AgentNote> tellers = (_, _) => { };

    static Limits SmallLimits => new() { Accounts = 1000, Requests = 10_000, Holdings = 40_000, Timers = 40_000, Blobs = 100_000, Keys = 1000, Lanes = 10_000, Transfers = 10_000 };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var agent in agents) await agent.DisposeAsync();
        foreach (var client in clients) client.Dispose();
        await node.DisposeAsync();
        programs.Dispose();
        stop.Dispose();
    }

    async Task OpenAccountsAsync(OwnerKey? producer, CancellationToken cancellation)
    {
        var custodian = await ConnectAsync(node.Keys.Custodian, cancellation);
        var requester = OwnerKey.Generate();
        await FundAsync(custodian, requester.Address, cancellation);
        People[requester.Address] = RequesterLabel;
        People[node.Keys.Custodian.Address] = "custodian";
        Client = await ConnectAsync(requester, cancellation);
        if (producer is not null)
        {
            await FundAsync(custodian, producer.Address, cancellation);
            People[producer.Address] = "sequencer";
            blocks = new Producer(await ConnectAsync(producer, cancellation), TellProduced);
        }
        foreach (var prover in Provers)
        {
            var key = OwnerKey.Generate();
            await FundAsync(custodian, key.Address, cancellation);
            People[key.Address] = prover.Label;
            agents.Add(new Agent(await ConnectAsync(key, cancellation), programs, OptionsOf(prover), note => tellers(prover.Label, note)));
        }
    }

    ProverOptions OptionsOf(DemonstrationProver prover) => new()
    {
        Folder = Directory.CreateDirectory(Path.Combine(folder, prover.Label)).FullName,
        PricePerMillion = prover.PricePerUnit * 1_000_000,
        WorkPerSecond = 5_000,
    };

    async Task<MarketClient> ConnectAsync(OwnerKey key, CancellationToken cancellation)
    {
        var client = await MarketClient.ConnectAsync(node.Address, new MarketClientOptions { Signer = key, Lanes = 4 }, cancellation);
        clients.Add(client);
        return client;
    }

    static async Task FundAsync(MarketClient custodian, Name account, CancellationToken cancellation)
    {
        foreach (var asset in custodian.Genesis.Assets)
            (await custodian.SendAsync(new Deposit(account, asset, Funds, new Hash32(RandomNumberGenerator.GetBytes(Hash32.Size))), cancellation)).ThrowIfRefused();
    }

    async Task RequestAsync(int requests, CancellationToken cancellation)
    {
        var requester = new Requester(Client);
        for (int i = 0; i < requests; i++)
        {
            var wish = await WishAsync((uint)i, cancellation);
            if (RequestersAsk) await requester.AskAsync(wish, cancellation);
            else blocks?.Add(wish);
        }
        while (!cancellation.IsCancellationRequested)
        {
            if (RequestersAsk) await requester.StepAsync(cancellation);
            if (blocks is not null) await blocks.StepAsync(cancellation);
            await Task.Delay(blocks is null ? LookEvery : ProduceEvery, cancellation);
        }
    }

    void TellProduced(CommandAnswer answer, string why) =>
        tellers("sequencer", new AgentNote(answer.IsApplied ? AgentStep.Offered : AgentStep.Failed, default, answer.IsApplied ? why : answer.Message));

    async Task<Wish> WishAsync(uint index, CancellationToken cancellation)
    {
        var circuit = Circuits[index % Circuits.Length];
        var statement = DemoStatements.For(circuit, $"demonstration {index}", default);
        var (program, constraints) = byCircuit[circuit.Name];
        var input = await Client.PutBlobAsync(statement.Input.ToJson(), cancellation);
        ulong units = Client.Market.UnitsPerSecond;
        ulong now = (await Client.GetMarketAsync(cancellation)).Now;
        return new Wish
        {
            Account = Client.Signer!.Account,
            Statement = new Statement
            {
                Program = program,
                Input = input,
                Generator = await Client.PutBlobAsync(await File.ReadAllBytesAsync(circuit.WasmPath, cancellation), cancellation),
                Predicate = new Predicate(PredicateKind.Exact, new Bytes(new PublicValues([.. statement.PublicValues]).ToBytes())),
                Work = constraints,
            },
            Ceiling = CeilingPerUnit * (UInt128)constraints,
            Now = now,
            UnitsPerSecond = units,
            Deadline = now + ((ulong)Wanted.TotalSeconds * units),
            Index = index,
            Secret = new Hash32(RandomNumberGenerator.GetBytes(Hash32.Size)),
        };
    }
}

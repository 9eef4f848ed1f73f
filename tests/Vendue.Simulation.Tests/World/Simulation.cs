using Vendue.Node.Auditing;
using Vendue.Node.Journal;
using Vendue.Node.Sequencing;
using Vendue.Simulation.Tests.Stores;

namespace Vendue.Simulation.Tests.World;

/// <summary>Starts a node's process over its journal.</summary>
delegate SimulatedNode NodeStarter(IJournal journal, TimeProvider time, NodeOptions options);

/// <summary>
/// One machine with one market, its clients and its faults, under a clock and a disk of the simulation's: the seed decides
/// everything, so that the same seed always goes the same way. Promises are checked all along, and at the end all of them.
/// </summary>
sealed partial class Simulation : IDisposable
{
    readonly Random chance;
    readonly SimulatedClock clock = new();
    readonly Store store;
    readonly NodeStarter start;
    readonly NodeOptions options;
    readonly Weather weather;
    readonly Promises promises = new();
    readonly List<SignedCommand> network = [], sent = [];
    readonly List<Submission> waiting = [];
    readonly int[] progress = new int[Population.Lanes.Count];
    readonly List<string> trace = [];
    readonly bool isAudited;
    SimulatedNode? node, superseded;
    bool beyondRepair, powerWasLost;

    public Simulation(int seed, Func<Random, Store> storeOf, NodeStarter start)
    {
        chance = new Random(seed);
        store = storeOf(chance);
        this.start = start;
        options = new NodeOptions
        {
            Folder = "simulated",
            GroupSize = chance.Next(1, 9),
            CheckpointEvery = 5,
            BeaconEvery = TimeSpan.FromSeconds(3),
            PendingProofsPerAccount = 2,
        };
        weather = new Weather(chance);
        // Checking the owners' signatures again takes longer than all else together.
        isAudited = chance.Next(4) == 0;
        Forecast();
    }

    /// <summary>How often each kind of step was taken.</summary>
    public Dictionary<string, int> Taken { get; } = [];

    public int Acknowledged => promises.Acknowledged;

    /// <summary>The steps that were taken, in order.</summary>
    public IReadOnlyList<string> Trace => trace;

    /// <summary>The head of the journal as the node has it; none where it is beyond repair.</summary>
    public Hash32 Head => node?.Journal.Head ?? default;

    /// <summary>Lives through the faults, then sees that all comes right.</summary>
    /// <exception cref="Violation">A promise is broken; the message tells the last steps.</exception>
    public void Run()
    {
        try
        {
            Start();
            store.Lie(weather.IsLying);
            store.FailOneIn(weather.IsFailing ? chance.Next(20, 80) : 0);
            for (int i = 0; i < weather.Length && !beyondRepair; i++) Step();
            if (!beyondRepair) Heal();
            if (!beyondRepair) Settle();
        }
        catch (JournalException damaged) when (weather.IsLying && powerWasLost)
        {
            // The node noticed what its disk had done to the journal, and stopped.
            Note($"({damaged.Code})");
        }
        catch (Exception broken)
        {
            throw new Violation($"{broken.Message}\nThe disk {(weather.IsLying ? "lies" : weather.IsFailing ? "fails" : "is honest")}. The last steps: {string.Join(", ", trace.TakeLast(60))}", broken);
        }
    }

    public void Dispose()
    {
        superseded?.Dispose();
        node?.Dispose();
        store.Dispose();
    }

    void Forecast()
    {
        weather.Usual(20, "send", Send);
        weather.Usual(30, "deliver", Deliver);
        weather.Usual(5, "resend", () => network.AddRange(sent.Count > 0 ? [sent[chance.Next(sent.Count)]] : []));
        weather.Usual(30, "advance", () => node!.Advance());
        weather.Usual(8, "judge", Judge);
        weather.Usual(5, "tick", () => node!.Sequencer.LetTimePass());
        weather.Usual(10, "wait", () => clock.Pass(TimeSpan.FromMilliseconds(chance.Next(1, 500))));
        weather.Usual(4, "query", Query);
        weather.Usual(3, "subscribe", Subscribe);
        weather.Fault(5, "lose-message", () => network.RemoveRange(0, int.Min(1, network.Count)));
        weather.Fault(1, "clock-ahead", () => clock.Jump(TimeSpan.FromSeconds(chance.Next(1, 20))));
        weather.Fault(1, "clock-back", () => clock.Jump(-TimeSpan.FromSeconds(chance.Next(1, 20))));
        weather.Fault(1, "kill", Kill);
        weather.Fault(1, "stop", Stop);
        weather.Fault(1, "power-loss", () => store.LosePowerAfter(0));
        weather.Fault(2, "power-loss-soon", () => store.LosePowerAfter(chance.Next(1, 60)));
        weather.Fault(1, "fail-over", FailOver);
        weather.Fault(4, "superseded-works", WorkSuperseded);
    }

    void Step()
    {
        if (node is null)
        {
            Note("start");
            Start();
        }
        else
        {
            var (name, step) = weather.Next();
            Note(name);
            Attempt(step);
        }
        Hear();
        if (store.IsDead) LosePower();
    }

    void Note(string step)
    {
        trace.Add(step);
        Taken[step] = Taken.GetValueOrDefault(step) + 1;
    }

    /// <summary>A node that cannot use its journal stops, as its host would stop it.</summary>
    void Attempt(Action step)
    {
        try
        {
            step();
        }
        catch (JournalException failed)
        {
            Note($"({failed.Code})");
            StopNode();
        }
    }

    void StopNode()
    {
        node?.Dispose();
        node = null;
    }

    void Kill()
    {
        store.Kill(node!);
        node = null;
    }

    void LosePower()
    {
        Note("(dark)");
        powerWasLost = true;
        superseded?.Dispose();
        superseded = null;
        StopNode();
        store.Restart();
    }

    void Start()
    {
        IJournal? journal = null;
        int failures = store.Failures;
        try
        {
            journal = store.Open();
            node = start(journal, clock, options);
            Recovered();
        }
        catch (Exception failed)
        {
            journal?.Dispose();
            node = null;
            if (failed is not JournalException { Code: var code }) throw;
            Note($"(not started: {code})");
            if (store.IsDead || store.Failures > failures) return;
            if (!weather.IsLying || !powerWasLost) throw;
            // No program can bring back what a disk never kept; it has to say so.
            beyondRepair = true;
        }
    }

    /// <summary>A node is back: what was told still stands, and the state is the one that this history had before.</summary>
    void Recovered()
    {
        if (weather.IsLying && powerWasLost) beyondRepair = promises.AreLost(node!.Journal, Audit(promises.Receipts()));
        if (beyondRepair) return;
        promises.StandIn(node!.Journal);
        promises.State(node.Journal.Head, node.Sequencer.Market.StateHash());
        Conserved(node.Sequencer.Market);
    }

    void Send()
    {
        int lane = Enumerable.Range(0, Population.Founding).Cast<int?>().FirstOrDefault(l => progress[l!.Value] < int.Min(6, Population.Lanes[l.Value].Count)) ?? -1;
        if (lane < 0 || chance.Next(8) == 0) lane = chance.Next(progress.Length);
        if (progress[lane] == Population.Lanes[lane].Count) return;
        var command = Population.Lanes[lane][progress[lane]++];
        sent.Add(command);
        // Some are slow on the way and come after their successors; some come twice.
        if (chance.Next(20) > 0) network.Add(command);
        if (chance.Next(6) == 0) network.Add(command);
    }

    void Deliver()
    {
        if (network.Count == 0) return;
        int which = chance.Next(weather.Disorder) == 0 ? chance.Next(network.Count) : 0;
        var command = network[which];
        network.RemoveAt(which);
        waiting.Add(node!.Take(command));
    }

    void Judge()
    {
        if (node!.Verifier.Pending > 0) node.Verifier.Release(fails: chance.Next(10) == 0);
    }

    void Query()
    {
        if (!node!.Sequencer.IsDurable) return;
        var view = node.Sequencer.View();
        if (view.Position != node.Journal.Position || view.Head != node.Journal.Head) throw new Violation($"A query sees entry {view.Position}; the journal ends at {node.Journal.Position}.");
        promises.State(view.Head, view.Market.StateHash());
    }

    void Subscribe()
    {
        foreach (var (sequence, events) in node!.Journal.EventsFrom(promises.NextEvent, chance.Next(1, 10))) promises.Seen(sequence, events);
    }

    void Stop()
    {
        node!.Drain();
        node.Sequencer.KeepState();
        Hear();
        StopNode();
    }

    /// <summary>Another process takes the journal over while the first still believes that it is the writer.</summary>
    void FailOver()
    {
        superseded?.Dispose();
        superseded = node;
        node = null;
        Start();
    }

    void WorkSuperseded()
    {
        if (superseded is null) return;
        try
        {
            if (network.Count > 0) waiting.Add(superseded.Take(network[chance.Next(network.Count)]));
            superseded.Advance();
        }
        catch (JournalException)
        {
            superseded.Dispose();
            superseded = null;
        }
    }

    /// <summary>Passes on what was told since.</summary>
    void Hear()
    {
        foreach (var submission in waiting.Where(s => s.Result.IsCompleted)) promises.Told(submission.Id, submission.Result.Result);
        waiting.RemoveAll(s => s.Result.IsCompleted);
    }

    AuditReport Audit(ReceiptAudit? receipts) => JournalAudit.RunAsync(node!.Journal, null, receipts, CancellationToken.None).GetAwaiter().GetResult();

    static void Conserved(Market market)
    {
        for (int i = 0; i < market.Ledger.Assets; i++)
            if (market.Ledger.Sum(new Asset((byte)i)) != 0) throw new Violation($"The money of asset {i} does not sum to zero.");
    }
}

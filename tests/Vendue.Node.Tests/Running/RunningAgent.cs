using System.Collections.Concurrent;
using Vendue.Prover;
using Vendue.Prover.Calibrating;
using Vendue.Prover.Programs;

namespace Vendue.Node.Tests.Running;

/// <summary>A prover's agent at work, and what it told.</summary>
sealed class RunningAgent : IAsyncDisposable
{
    readonly ProgramLibrary library;
    readonly Agent agent;
    readonly CancellationTokenSource stop;

    public RunningAgent(MarketClient market, Circuit circuit, string folder, CancellationToken stopped, Action<AgentNote>? tell = null, bool drain = false, IEnumerable<IProgramProver>? outside = null, Calibration? calibration = null)
    {
        library = ProgramLibrary.FromFolder(circuit.Folder);
        foreach (var program in outside ?? []) library.Add(program);
        stop = CancellationTokenSource.CreateLinkedTokenSource(stopped);
        agent = new Agent(market, library, new ProverOptions { Folder = folder, PricePerMillion = calibration is null ? 1 : null, Calibration = calibration, WorkPerSecond = 1_000, LookEvery = TimeSpan.FromMilliseconds(100), Drain = drain, TakesPrivate = true }, note =>
        {
            Notes.Enqueue(note);
            tell?.Invoke(note);
        });
        Running = agent.RunAsync(stop.Token);
    }

    public ConcurrentQueue<AgentNote> Notes { get; } = new();

    public Task Running { get; }

    /// <summary>Stops as a process that is killed does: at once, whatever it does.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Running;
        await agent.DisposeAsync();
        library.Dispose();
        stop.Dispose();
    }
}

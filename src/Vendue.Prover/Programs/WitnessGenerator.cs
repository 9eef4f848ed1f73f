using Vendue.Proofs.Groth16;
using Vendue.Proofs.Witnesses;

namespace Vendue.Prover.Programs;

/// <summary>How a prover runs the witness generators of its circuits. A circuit that came from elsewhere is a stranger's program.</summary>
public sealed record WitnessRunning
{
    /// <summary>In this process, each generator compiled once: quick, and right for those of one's own.</summary>
    public static WitnessRunning InThisProcess { get; } = new();

    /// <summary>Where generators are run, such as a <see cref="WitnessProcess"/>; null for this process, where one that breaks the engine ends the agent and all its jobs.</summary>
    public IWitnessRunner? Runner { get; init; }

    /// <summary>What one witness may use.</summary>
    public WitnessLimits Limits { get; init; } = WitnessLimits.Default;
}

/// <summary>A circuit's witness generator, read when it is first used. Used from several threads.</summary>
sealed class WitnessGenerator(string path, WitnessRunning running) : IDisposable
{
    readonly Lazy<byte[]> module = new(() => File.ReadAllBytes(path));
    readonly Lazy<CircomWitness> here = new(() => CircomWitness.Load(File.ReadAllBytes(path), running.Limits));

    /// <summary>The witness of an input.</summary>
    /// <exception cref="WitnessException">One of the codes of <see cref="WitnessErrors"/>.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task<Witness> ComputeAsync(WitnessInput input, CancellationToken cancellation) =>
        running.Runner is { } runner
            ? runner.ComputeAsync(module.Value, input, running.Limits, cancellation)
            : Task.Run(() => here.Value.Compute(input, cancellation), cancellation);

    public void Dispose()
    {
        if (here.IsValueCreated) here.Value.Dispose();
    }
}

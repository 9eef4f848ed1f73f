using Vendue.Mechanisms;
using Vendue.Prover.Programs;

namespace Vendue.Prover.Calibrating;

/// <summary>A circuit of a prover's own, measured on an input of its own: loading its key and calculating the witness count.</summary>
/// <param name="zkeyPath">Its proving key.</param>
/// <param name="wasmPath">Its witness generator.</param>
/// <param name="input">An input as a requester sends it: JSON.</param>
/// <param name="witnesses">How its witness generator is run, as the prover that is to go by the measure runs it; null for in this process.</param>
public sealed class MeasuredProgram(string zkeyPath, string wasmPath, byte[] input, WitnessRunning? witnesses = null) : ICalibrationSubject
{
    CircuitProgram? program;
    Hash32 hash;
    ulong constraints;

    /// <inheritdoc/>
    public string Label => Path.GetFileNameWithoutExtension(zkeyPath);

    /// <inheritdoc/>
    public Name System => "groth16-bn254";

    /// <inheritdoc/>
    public ushort SystemVersion => 1;

    /// <inheritdoc/>
    public WorkUnit Unit => WorkUnits.Constraints;

    /// <inheritdoc/>
    public Hash32? Program => hash;

    /// <inheritdoc/>
    public ulong Work => constraints;

    /// <inheritdoc/>
    public Task PrepareAsync(CancellationToken cancellation) => Task.Run(
        () =>
        {
            using var once = CircuitProgram.Load(zkeyPath, wasmPath);
            (hash, constraints) = (once.Program, once.Constraints);
        },
        cancellation);

    /// <inheritdoc/>
    public async Task ProveAsync(int threads, CancellationToken cancellation)
    {
        program ??= CircuitProgram.Load(zkeyPath, wasmPath, witnesses);
        await program.ProveAsync(input, null, threads, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => program?.Dispose();
}

using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Witnesses;

/// <summary>
/// Runs generators in this process: quick, and right for those of one's own. Compiling a module is bounded by its size only and
/// cannot be stopped, and a fault of the engine ends the process: strangers' generators belong in <see cref="WitnessProcess"/>.
/// </summary>
public sealed class InProcessWitnesses : IWitnessRunner
{
    /// <inheritdoc/>
    public Task<Witness> ComputeAsync(ReadOnlyMemory<byte> generator, WitnessInput input, WitnessLimits limits, CancellationToken cancellation) => Task.Run(
        () =>
        {
            using var loaded = CircomWitness.Load(generator.Span, limits);
            return loaded.Compute(input, cancellation);
        },
        cancellation);
}

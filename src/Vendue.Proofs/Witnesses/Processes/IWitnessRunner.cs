using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Witnesses;

/// <summary>Runs witness generators once each: where, is what implementations differ in.</summary>
public interface IWitnessRunner
{
    /// <summary>Computes a witness with a generator that may be a stranger's.</summary>
    /// <param name="generator">The WebAssembly module.</param>
    /// <param name="input">The circuit's input.</param>
    /// <param name="limits">What it may use.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The witness.</returns>
    /// <exception cref="WitnessException">One of the codes of <see cref="WitnessErrors"/>.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    Task<Witness> ComputeAsync(ReadOnlyMemory<byte> generator, WitnessInput input, WitnessLimits limits, CancellationToken cancellation);
}

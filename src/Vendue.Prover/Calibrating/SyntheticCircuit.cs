using Vendue.Mechanisms;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Statements;

namespace Vendue.Prover.Calibrating;

/// <summary>The product chain of a size, which is measured where no circuits are given.</summary>
public sealed class SyntheticCircuit(int constraints) : ICalibrationSubject
{
    ZKey? key;
    Witness? witness;
    Groth16Prover? prover;

    /// <inheritdoc/>
    public string Label => "synthetic";

    /// <inheritdoc/>
    public Name System => "groth16-bn254";

    /// <inheritdoc/>
    public ushort SystemVersion => 1;

    /// <inheritdoc/>
    public WorkUnit Unit => WorkUnits.Constraints;

    /// <inheritdoc/>
    public Hash32? Program => null;

    /// <inheritdoc/>
    public ulong Work => (ulong)constraints;

    /// <summary>
    /// Circuits up to a domain of 2^<paramref name="largest"/>. Proving takes a step where the domain doubles, so each
    /// domain is measured twice: with the fewest constraints that need it, and filled.
    /// </summary>
    /// <param name="smallest">The binary logarithm of the smallest domain.</param>
    /// <param name="largest">The binary logarithm of the largest domain; every second size between them is measured.</param>
    public static IEnumerable<SyntheticCircuit> UpTo(int smallest, int largest)
    {
        for (int log = smallest; log <= largest; log += log + 1 == largest ? 1 : 2)
        {
            yield return new SyntheticCircuit((1 << (log - 1)) - ProductChain.FurtherRows + 1);
            yield return new SyntheticCircuit((1 << log) - ProductChain.FurtherRows);
        }
    }

    /// <inheritdoc/>
    public Task PrepareAsync(CancellationToken cancellation) => Task.Run(
        () =>
        {
            var (circuit, values) = ProductChain.Build(constraints);
            witness = values;
            key = DevelopmentSetup.Run(circuit, "vendue calibration: insecure"u8, Environment.ProcessorCount, cancellation);
        },
        cancellation);

    /// <inheritdoc/>
    public Task ProveAsync(int threads, CancellationToken cancellation) => Task.Run(
        () =>
        {
            prover ??= new Groth16Prover(key ?? throw new InvalidOperationException("The circuit was not prepared."));
            prover.Prove(witness!, threads, cancellation);
        },
        cancellation);

    /// <inheritdoc/>
    public void Dispose() => (key, witness, prover) = (null, null, null);
}

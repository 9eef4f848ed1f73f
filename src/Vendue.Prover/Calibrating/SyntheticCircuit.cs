using Vendue.Mechanisms;
using Vendue.Proofs.Groth16;
using Fr = Vendue.Proofs.Fields.PrimeField<Vendue.Proofs.Fields.ScalarModulus>;
using UInt256 = Vendue.Proofs.Fields.UInt256;

namespace Vendue.Prover.Calibrating;

/// <summary>
/// A circuit of any size, made to be measured: a chain of products, each next = (current + i)(current + previous). Every
/// value is of full width, so that no circuit of its size takes longer but one whose rows are longer.
/// </summary>
public sealed class SyntheticCircuit(int constraints) : ICalibrationSubject
{
    const int First = 1;

    ZKey? key;
    Witness? witness;
    Groth16Prover? prover;

    /// <summary>Rows of a key beside its constraints: for the constant and the public value.</summary>
    public const int FurtherRows = 2;

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
            yield return new SyntheticCircuit((1 << (log - 1)) - FurtherRows + 1);
            yield return new SyntheticCircuit((1 << log) - FurtherRows);
        }
    }

    /// <inheritdoc/>
    public Task PrepareAsync(CancellationToken cancellation) => Task.Run(
        () =>
        {
            var (circuit, values) = Build();
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

    (R1cs, Witness) Build()
    {
        var (a, b, c) = (new List<(int, int, Fr)>(), new List<(int, int, Fr)>(), new List<(int, int, Fr)>());
        var values = new Fr[constraints + 2];
        values[0] = Fr.One;
        values[First] = Fr.FromInteger(0x9e3779b97f4a7c15);
        for (int i = 0; i < constraints; i++)
        {
            var (previous, current, next) = (i, i + 1, i + 2);
            var constant = Fr.FromInteger((ulong)i + 1);
            a.Add((i, current, Fr.One));
            a.Add((i, 0, constant));
            b.Add((i, current, Fr.One));
            b.Add((i, previous, Fr.One));
            c.Add((i, next, Fr.One));
            values[next] = (values[current] + constant) * (values[current] + values[previous]);
        }
        var circuit = new R1cs(values.Length, 1, SparseMatrix.FromEntries(constraints, a), SparseMatrix.FromEntries(constraints, b), SparseMatrix.FromEntries(constraints, c));
        return (circuit, new Witness((ReadOnlySpan<UInt256>)Array.ConvertAll(values, v => v.ToInteger())));
    }
}

using System.Numerics;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Witnesses;

namespace Vendue.Prover.Programs;

/// <summary>A circuit that this prover can prove: its proving key and its witness generator, loaded when first used.</summary>
public sealed class CircuitProgram : IProgramProver
{
    /// <summary>The input signal to which proofs are bound.</summary>
    internal const string BoundSignal = "prover";

    readonly Lazy<Groth16Prover> prover;
    readonly WitnessGenerator generator;
    readonly TableBudget? tables;
    readonly CancellationTokenSource closing = new();
    Task building = Task.CompletedTask;
    int proofs;

    CircuitProgram(string name, ZKey key, WitnessGenerator generator, TableBudget? tables)
    {
        this.tables = tables;
        Name = name;
        VerifyingKey = key.VerifyingKey;
        Program = new Hash32(VerifyingKey.Hash());
        Constraints = ConstraintsOf(key);
        prover = new Lazy<Groth16Prover>(() => new Groth16Prover(key));
        this.generator = generator;
    }

    /// <summary>The name of its files.</summary>
    public string Name { get; }

    /// <summary>The program as the market knows it: the hash of the verifying key.</summary>
    public Hash32 Program { get; }

    /// <inheritdoc/>
    public Name System => "groth16-bn254";

    /// <inheritdoc/>
    public ushort Version => 1;

    /// <inheritdoc/>
    public bool IsAvailable => true;

    /// <summary>How many constraints the circuit has, whatever a request declares.</summary>
    public ulong Constraints { get; }

    /// <summary>What its proofs are checked against.</summary>
    public VerifyingKey VerifyingKey { get; }

    /// <summary>Loads a circuit from a .zkey and a .wasm file.</summary>
    /// <param name="zkeyPath">The proving key.</param>
    /// <param name="wasmPath">The witness generator.</param>
    /// <param name="witnesses">How the generator is run; null for in this process.</param>
    /// <exception cref="ProofFormatException">The key is no proving key.</exception>
    public static CircuitProgram Load(string zkeyPath, string wasmPath, WitnessRunning? witnesses = null) => Load(zkeyPath, wasmPath, witnesses, null);

    internal static CircuitProgram Load(string zkeyPath, string wasmPath, WitnessRunning? witnesses, TableBudget? tables) =>
        new(Path.GetFileNameWithoutExtension(zkeyPath), ZKeyFile.Read(zkeyPath), new WitnessGenerator(wasmPath, witnesses ?? WitnessRunning.InThisProcess), tables);

    /// <summary>Calculates the witness of an input and proves it.</summary>
    /// <param name="input">The input: JSON, as the witness generator takes it.</param>
    /// <param name="binding">The value of the input signal "prover", to which the proof is bound, as a big-endian number; null for what the input says.</param>
    /// <param name="threads">Most threads at work.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="WitnessException">The input is none of this circuit's, or contradicts it.</exception>
    /// <exception cref="ProvingException">No proof exists.</exception>
    public async Task<(Groth16Proof Proof, PublicValues PublicValues)> ProveAsync(ReadOnlyMemory<byte> input, Hash32? binding, int threads, CancellationToken cancellation)
    {
        var values = WitnessInput.Parse(input.Span);
        if (binding is { } bound) values.Replace(BoundSignal, new BigInteger(bound.ToArray(), isUnsigned: true, isBigEndian: true));
        var witness = await generator.ComputeAsync(values, cancellation).ConfigureAwait(false);
        return await Task.Run(() => prover.Value.Prove(witness, threads, cancellation), cancellation).ConfigureAwait(false);
    }

    /// <summary>A key's rows are the constraints, then one for the constant and each public value, then nothing up to the size of the domain.</summary>
    static ulong ConstraintsOf(ZKey key)
    {
        int rows = key.A.RowCount;
        while (rows > 0 && key.A.Columns(rows - 1).IsEmpty && key.B.Columns(rows - 1).IsEmpty) rows--;
        return (ulong)int.Max(1, rows - key.PublicCount - 1);
    }

    /// <inheritdoc/>
    public async Task<MadeProof> ProveAsync(ProofOrder order, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(order);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, order.Unwanted);
        long begin = TimeProvider.System.GetTimestamp();
        var (proof, publicValues) = await ProveAsync(order.Input, order.Binding, order.Threads, either.Token).ConfigureAwait(false);
        if (tables is not null && Interlocked.Increment(ref proofs) == TableBudget.ProofsBefore) building = tables.BuildAsync(prover.Value, closing.Token);
        return new MadeProof(new Bytes(proof.ToBytes()), new Bytes(publicValues.ToBytes()), TimeProvider.System.GetElapsedTime(begin));
    }

    /// <inheritdoc/>
    public void Forget(Hash32 order)
    {
        // Nothing is kept: a proof that was not finished is made anew.
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        generator.Dispose();
        closing.Cancel();
        building.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait();
        if (prover.IsValueCreated) tables?.Return(prover.Value);
        closing.Dispose();
    }
}

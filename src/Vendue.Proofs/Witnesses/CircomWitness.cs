using Vendue.Proofs.Groth16;
using Wasmtime;

namespace Vendue.Proofs.Witnesses;

/// <summary>
/// A witness generator that circom 2 compiled to WebAssembly, made ready once and used for any
/// number of witnesses, also at the same time from several threads.
/// </summary>
/// <remarks>
/// The generator is a stranger's program. It gets fuel, memory and time within
/// <see cref="WitnessLimits"/>, circom's four reporting callbacks, and nothing else: no WASI, no
/// files, no clock. Each witness starts from a fresh instance, so none can influence another.
/// </remarks>
public sealed class CircomWitness : IDisposable
{
    static readonly Lazy<Engine> sharedEngine = new(StartEngine);

    readonly Module module;
    readonly WitnessLimits limits;

    CircomWitness(Module module, WitnessLimits limits)
    {
        this.module = module;
        this.limits = limits;
    }

    /// <summary>Compiles a generator after checking its form, size, imports and exports.</summary>
    /// <exception cref="WitnessException">One of the <c>wasm-</c> codes of <see cref="WitnessErrors"/>.</exception>
    public static CircomWitness Load(ReadOnlySpan<byte> wasm, WitnessLimits? limits = null)
    {
        limits ??= WitnessLimits.Default;
        if (wasm.Length > limits.ModuleBytes)
            throw new WitnessException(WitnessErrors.ModuleTooLarge,
                $"The witness generator has {wasm.Length:N0} bytes, but at most {limits.ModuleBytes:N0} are accepted.");
        if (!wasm.StartsWith("\0asm"u8))
            throw new WitnessException(WitnessErrors.BadModule,
                "This is no WebAssembly module: give the .wasm file that circom wrote beside the .r1cs.");
        ModuleShape.Check(wasm, limits);
        Module module;
        try
        {
            module = Module.FromBytes(sharedEngine.Value, "witness", wasm);
        }
        catch (WasmtimeException fault)
        {
            throw new WitnessException(WitnessErrors.BadModule,
                "The witness generator is damaged or uses WebAssembly features that circom's do not: build it again.", fault);
        }
        try
        {
            CircomInterface.Check(module, limits);
            return new CircomWitness(module, limits);
        }
        catch
        {
            module.Dispose();
            throw;
        }
    }

    /// <summary>Computes the witness for <paramref name="input"/>.</summary>
    /// <exception cref="WitnessException">One of the codes of <see cref="WitnessErrors"/>.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Witness Compute(WitnessInput input, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(limits.Time);
        using var run = new CircomRun(sharedEngine.Value, limits, deadline.Token);
        try
        {
            return run.Compute(module, input);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new WitnessException(WitnessErrors.TimedOut,
                $"The witness generator did not finish within {limits.Time.TotalSeconds:0.###} seconds: allow more time, or give a smaller input.");
        }
        catch (OperationCanceledException)
        {
            throw new OperationCanceledException(cancellation);
        }
    }

    /// <summary>Releases the compiled generator. Witnesses under way must have ended.</summary>
    public void Dispose() => module.Dispose();

    static Engine StartEngine()
    {
        // Whatever circom's generators do not use is off: less to attack, and Wasmtime ends the whole process when it is
        // asked for the type of an import or export that names some of the newer reference types.
        var config = new Config()
            .WithFuelConsumption(true)
            .WithEpochInterruption(true)
            .WithWasmThreads(false)
            .WithMemory64(false)
            .WithMultiMemory(false)
            .WithGc(false)
            .WithFunctionReferences(false)
            .WithReferenceTypes(false)
            .WithExceptions(false)
            .WithTailCalls(false)
            .WithRelaxedSIMD(false, false)
            .WithSIMD(false)
            .WithWideArithmetic(false);
        // On Windows .NET's executables run with hardware shadow stacks, under which a trap by signal ends the process.
        if (OperatingSystem.IsWindows()) config = config.WithSignalsBasedTraps(false);
        return new Engine(config);
    }
}

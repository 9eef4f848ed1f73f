using System.Text;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;
using Wasmtime;

namespace Vendue.Proofs.Witnesses;

/// <summary>One instance of a witness generator, for one witness.</summary>
sealed class CircomRun : IDisposable
{
    readonly Store store;
    readonly Linker linker;
    readonly WitnessLimits limits;
    readonly CancellationToken cancellation;
    readonly CancellationTokenRegistration interruption;
    readonly StringBuilder complaint = new();
    Instance? instance;
    TrapException? trapInCallback;

    internal CircomRun(Engine engine, WitnessLimits limits, CancellationToken cancellation)
    {
        this.limits = limits;
        this.cancellation = cancellation;
        store = new Store(engine) { Fuel = limits.Fuel };
        store.SetLimits(limits.MemoryBytes, limits.TableElements, instances: 1, tables: 4, memories: 1);

        // The engine, and so its epoch, is everybody's: whoever is not meant runs on.
        store.SetEpochDeadlineCallback(_ =>
        {
            cancellation.ThrowIfCancellationRequested();
            return 1;
        });
        store.SetEpochDeadline(1);
        interruption = cancellation.Register(engine.IncrementEpoch);

        linker = new Linker(engine);
        linker.DefineFunction(CircomInterface.Host, CircomInterface.ExceptionHandler, (int code) => throw Complaint(code));
        linker.DefineFunction(CircomInterface.Host, CircomInterface.PrintErrorMessage, CollectComplaint);
        linker.DefineFunction(CircomInterface.Host, CircomInterface.WriteBufferMessage, () => { });
        linker.DefineFunction(CircomInterface.Host, CircomInterface.ShowSharedMemory, () => { });
    }

    internal Witness Compute(Module module, WitnessInput input)
    {
        try
        {
            instance = linker.Instantiate(store, module);
            var memory = instance.GetMemory("memory")!;
            var start = unchecked((uint)Ask("getSharedRWMemoryStart"));
            if (start % sizeof(uint) != 0 || start + (long)UInt256.Size > memory.GetLength())
                throw new WitnessException(WitnessErrors.Inconsistent, "The witness generator names shared memory that it does not have.");

            instance.GetAction<int>("init")!(1);
            CheckField(memory, start);
            GiveInput(input, memory, start);
            return TakeWitness(memory, start);
        }
        catch (WasmtimeException fault)
        {
            throw Explained(fault);
        }
    }

    public void Dispose()
    {
        interruption.Dispose();
        linker.Dispose();
        store.Dispose();
    }

    void CheckField(Memory memory, uint start)
    {
        if (Ask("getFieldNumLen32") == CircomInterface.FieldWords)
        {
            instance!.GetAction("getRawPrime")!();
            if (UInt256.ReadLittleEndian(memory.GetSpan(start, UInt256.Size)) == Fr.Modulus) return;
        }
        throw new WitnessException(WitnessErrors.WrongField,
            "The witness generator was compiled for another field: compile the circuit for BN254 (circom's -p bn128).");
    }

    void GiveInput(WitnessInput input, Memory memory, uint start)
    {
        var wanted = Ask("getInputSize");
        var sizeOf = instance!.GetFunction<int, int, int>("getInputSignalSize")!;
        foreach (var (name, values) in input.Signals)
        {
            var signal = SignalName.Of(name);
            var size = sizeOf(signal.High, signal.Low);
            if (size < 0 || (size == 0 && values.Length > 0))
                throw new WitnessException(WitnessErrors.UnknownInput,
                    $"The circuit has no input '{WitnessInputReader.Shown(name)}': remove it or correct its name.");
            if (size != values.Length)
                throw new WitnessException(WitnessErrors.InputSize,
                    $"Input '{WitnessInputReader.Shown(name)}' takes {size} {(size == 1 ? "value" : "values")}, but {values.Length} {(values.Length == 1 ? "is" : "are")} given.");
        }
        if (input.Count != wanted)
            throw new WitnessException(WitnessErrors.MissingInput,
                $"The circuit takes {wanted} input values, but {input.Count} are given: some input is missing.");

        var set = instance.GetAction<int, int, int>("setInputSignal")!;
        foreach (var (name, values) in input.Signals)
        {
            var signal = SignalName.Of(name);
            for (var i = 0; i < values.Length; i++)
            {
                Fr.FromInteger(values[i]).ToInteger().WriteLittleEndian(memory.GetSpan(start, UInt256.Size));
                set(signal.High, signal.Low, i); // the last one starts the computation
            }
        }
    }

    Witness TakeWitness(Memory memory, uint start)
    {
        var count = Ask("getWitnessSize");
        if (count < 1)
            throw new WitnessException(WitnessErrors.Inconsistent, "The witness generator says that its witness is empty.");
        if (count > limits.Elements)
            throw new WitnessException(WitnessErrors.TooManyElements,
                $"The witness has {count:N0} elements, but at most {limits.Elements:N0} are taken.");
        var values = new UInt256[count];
        var show = instance!.GetAction<int>("getWitness")!;
        for (var i = 0; i < count; i++)
        {
            show(i);
            values[i] = UInt256.ReadLittleEndian(memory.GetSpan(start, UInt256.Size));
        }
        try
        {
            return new Witness(values);
        }
        catch (ProofFormatException fault)
        {
            throw new WitnessException(WitnessErrors.Inconsistent,
                "The witness generator is damaged, for what it made does not begin with one or is not below the field's prime: compile the circuit again.", fault);
        }
    }

    int Ask(string function) => instance!.GetFunction<int>(function)!();

    /// <summary>Takes in a line that the generator prints before it gives up, such as where an assertion stands.</summary>
    void CollectComplaint()
    {
        const int longest = 400;
        if (complaint.Length >= longest || instance?.GetFunction<int>("getMessageChar") is not { } next) return;
        if (complaint.Length > 0) complaint.Append("; ");
        try
        {
            for (var c = next(); c != 0 && complaint.Length < longest; c = next())
                complaint.Append(c is > ' ' and < 127 ? (char)c : ' ');
        }
        catch (TrapException trap)
        {
            trapInCallback ??= trap; // the trap that comes out of the callback no longer says why
            throw;
        }
    }

    /// <summary>The meaning of circom's own error codes.</summary>
    WitnessException Complaint(int code)
    {
        var where = complaint.Length > 0 ? $" ({complaint.ToString().Trim()})" : "";
        return code switch
        {
            1 => new(WitnessErrors.UnknownInput, "The circuit has no input of one of the names given."),
            2 or 3 => new(WitnessErrors.BadInput, "An input is given twice."),
            4 => new(WitnessErrors.AssertFailed, $"The input does not satisfy the circuit: an assertion or a constraint fails{where}."),
            5 => new(WitnessErrors.OutOfMemory, "The witness generator ran out of its own memory."),
            6 => new(WitnessErrors.InputSize, "An input has more values than the circuit takes."),
            _ => new(WitnessErrors.Trapped, $"The witness generator gave up with code {code}{where}."),
        };
    }

    Exception Explained(WasmtimeException fault)
    {
        for (Exception? cause = fault.InnerException; cause is not null; cause = cause.InnerException)
            if (cause is WitnessException or OperationCanceledException)
                return cause;
        if (cancellation.IsCancellationRequested) return new OperationCanceledException(cancellation);
        return (trapInCallback ?? fault as TrapException)?.Type switch
        {
            TrapCode.OutOfFuel => new WitnessException(WitnessErrors.OutOfFuel,
                $"The witness generator used up its fuel of {limits.Fuel:N0}: allow more, or give a smaller input.", fault),
            { } trap => new WitnessException(WitnessErrors.Trapped, $"The witness generator crashed ({trap}).", fault),
            null when instance is null => new WitnessException(WitnessErrors.OutOfMemory,
                "The witness generator cannot be started within its limits of memory and tables.", fault),
            null => new WitnessException(WitnessErrors.Trapped, "The witness generator crashed.", fault),
        };
    }
}

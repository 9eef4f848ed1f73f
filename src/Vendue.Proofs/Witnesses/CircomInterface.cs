using Wasmtime;

namespace Vendue.Proofs.Witnesses;

/// <summary>What passes between a witness generator of circom 2 and its host.</summary>
static class CircomInterface
{
    internal const string Host = "runtime";
    internal const string ExceptionHandler = "exceptionHandler";
    internal const string PrintErrorMessage = "printErrorMessage";
    internal const string WriteBufferMessage = "writeBufferMessage";
    internal const string ShowSharedMemory = "showSharedRWMemory";

    /// <summary>A 256-bit element is eight words.</summary>
    internal const int FieldWords = 8;

    /// <summary>Functions that are called, with the number of their parameters and results, all 32-bit integers.</summary>
    static readonly (string Name, int Parameters, int Results)[] functions =
    [
        ("init", 1, 0),
        ("getFieldNumLen32", 0, 1),
        ("getRawPrime", 0, 0),
        ("getSharedRWMemoryStart", 0, 1),
        ("getInputSize", 0, 1),
        ("getInputSignalSize", 2, 1),
        ("setInputSignal", 3, 0),
        ("getWitnessSize", 0, 1),
        ("getWitness", 1, 0),
        ("getMessageChar", 0, 1),
    ];

    /// <summary>Refuses a module that is no witness generator, or could not start within the limits.</summary>
    internal static void Check(Module module, WitnessLimits limits)
    {
        foreach (var import in module.Imports)
        {
            if (import is not FunctionImport || import.ModuleName != Host
                || import.Name is not (ExceptionHandler or PrintErrorMessage or WriteBufferMessage or ShowSharedMemory))
                throw new WitnessException(WitnessErrors.ForeignImport,
                    $"The module asks for '{WitnessInputReader.Shown(import.ModuleName + "." + import.Name)}', which no witness generator of circom needs: it is not run.");
        }
        foreach (var (name, parameters, results) in functions)
        {
            if (!module.Exports.OfType<FunctionExport>().Any(e => e.Name == name && Takes(e.Parameters, parameters) && Takes(e.Results, results)))
                throw new WitnessException(WitnessErrors.MissingExport,
                    $"The module does not export '{name}' as a witness generator of circom 2 does: give the .wasm file that circom wrote.");
        }
        var memory = module.Exports.OfType<MemoryExport>().FirstOrDefault(e => e.Name == "memory")
            ?? throw new WitnessException(WitnessErrors.MissingExport,
                "The module does not export its memory as a witness generator of circom 2 does: give the .wasm file that circom wrote.");
        if (memory.Minimum * Memory.PageSize > limits.MemoryBytes)
            throw new WitnessException(WitnessErrors.OutOfMemory,
                $"The witness generator needs {memory.Minimum * Memory.PageSize:N0} bytes of memory, but at most {limits.MemoryBytes:N0} are allowed.");
    }

    static bool Takes(IReadOnlyList<ValueKind> kinds, int count) =>
        kinds.Count == count && kinds.All(kind => kind == ValueKind.Int32);
}

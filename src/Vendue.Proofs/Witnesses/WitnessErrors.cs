namespace Vendue.Proofs.Witnesses;

/// <summary>The codes of <see cref="WitnessException"/>.</summary>
/// <remarks>
/// Codes that start with <c>wasm-</c> speak of the witness generator, whatever the input;
/// codes that start with <c>witness-</c> speak of a generator with one input.
/// </remarks>
public static class WitnessErrors
{
    /// <summary>
    /// The generator is larger than <see cref="WitnessLimits.ModuleBytes"/>, or has more or larger functions than the other
    /// limits of its form allow.
    /// </summary>
    public const string ModuleTooLarge = "wasm-too-large";

    /// <summary>The bytes are no valid WebAssembly module.</summary>
    public const string BadModule = "wasm-bad-module";

    /// <summary>The module lacks a function that every witness generator of circom 2 exports.</summary>
    public const string MissingExport = "wasm-missing-export";

    /// <summary>The module asks for something that circom's generators do not need.</summary>
    public const string ForeignImport = "wasm-foreign-import";

    /// <summary>The generator computes over another field than BN254's scalars.</summary>
    public const string WrongField = "wasm-wrong-field";

    /// <summary>The generator says something of itself that cannot be so, such as memory it does not have.</summary>
    public const string Inconsistent = "wasm-inconsistent";

    /// <summary>The input file is not a JSON object of numbers, or breaks a limit of its form.</summary>
    public const string BadInput = "witness-bad-input";

    /// <summary>The circuit has no input of this name.</summary>
    public const string UnknownInput = "witness-unknown-input";

    /// <summary>Some input of the circuit was not given.</summary>
    public const string MissingInput = "witness-missing-input";

    /// <summary>An input has more or fewer values than the circuit takes.</summary>
    public const string InputSize = "witness-input-size";

    /// <summary>The input breaks a constraint or an assertion: the statement is false for it.</summary>
    public const string AssertFailed = "witness-assert-failed";

    /// <summary>The generator ran longer than <see cref="WitnessLimits.Fuel"/> allows.</summary>
    public const string OutOfFuel = "witness-out-of-fuel";

    /// <summary>The generator wants more memory than <see cref="WitnessLimits.MemoryBytes"/>.</summary>
    public const string OutOfMemory = "witness-out-of-memory";

    /// <summary>The generator ran longer than <see cref="WitnessLimits.Time"/>.</summary>
    public const string TimedOut = "witness-timed-out";

    /// <summary>The witness has more elements than <see cref="WitnessLimits.Elements"/>.</summary>
    public const string TooManyElements = "witness-too-many-elements";

    /// <summary>The generator crashed.</summary>
    public const string Trapped = "witness-trapped";

    /// <summary>The process that ran the generator ended without an answer. It says nothing of generator or input for certain.</summary>
    public const string Crashed = "witness-crashed";

    /// <summary>The process that ran the generator needed more memory than it was given. It depends on the machine.</summary>
    public const string ProcessOutOfMemory = "witness-process-out-of-memory";

    /// <summary>Whether a code speaks of the machine and not of generator and input, so that another try or machine may do better.</summary>
    /// <param name="code">A code.</param>
    /// <returns>True for those that no verdict may rest on.</returns>
    public static bool IsOfTheMachine(string code) => code is TimedOut or Crashed or ProcessOutOfMemory;

    /// <summary>What a worker may answer.</summary>
    internal static IReadOnlySet<string> FromWorker { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        ModuleTooLarge, BadModule, MissingExport, ForeignImport, WrongField, Inconsistent, BadInput, UnknownInput, MissingInput, InputSize,
        AssertFailed, OutOfFuel, OutOfMemory, TimedOut, TooManyElements, Trapped,
    };
}

using System.Diagnostics.CodeAnalysis;

namespace Vendue.Prover.Programs;

/// <summary>The circuits that a prover can prove, found by program.</summary>
public sealed class ProgramLibrary : IDisposable
{
    readonly Dictionary<Hash32, CircuitProgram> programs = [];

    /// <summary>The circuits.</summary>
    public IEnumerable<CircuitProgram> All => programs.Values;

    /// <summary>The circuits of a folder: every NAME.zkey that has a NAME.wasm beside it.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="Vendue.Proofs.Formats.ProofFormatException">A key is no proving key.</exception>
    public static ProgramLibrary FromFolder(string folder)
    {
        var library = new ProgramLibrary();
        foreach (string zkey in Directory.EnumerateFiles(folder, "*.zkey").Order(StringComparer.Ordinal))
            if (Path.ChangeExtension(zkey, ".wasm") is var wasm && File.Exists(wasm)) library.Add(CircuitProgram.Load(zkey, wasm));
        return library;
    }

    /// <summary>Adds a circuit, which the library then owns.</summary>
    public void Add(CircuitProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        programs[program.Program] = program;
    }

    /// <summary>Finds the circuit of a program.</summary>
    public bool TryFind(Hash32 program, [MaybeNullWhen(false)] out CircuitProgram circuit) => programs.TryGetValue(program, out circuit);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var program in programs.Values) program.Dispose();
    }
}

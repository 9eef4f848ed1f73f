using System.Diagnostics.CodeAnalysis;
using Vendue.Proofs.Groth16;

namespace Vendue.Prover.Programs;

/// <summary>The programs that a prover can prove, found by the hash of their verifying keys.</summary>
public sealed class ProgramLibrary : IDisposable
{
    readonly Dictionary<Hash32, IProgramProver> programs = [];
    TableBudget? tables;

    /// <summary>The circuits that are proven in this process.</summary>
    public IEnumerable<CircuitProgram> All => programs.Values.OfType<CircuitProgram>();

    /// <summary>All programs, wherever they are proven.</summary>
    public IEnumerable<IProgramProver> Provable => programs.Values;

    /// <summary>The circuits of a folder: every NAME.zkey that has a NAME.wasm beside it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="witnesses">How their witness generators are run; null for in this process.</param>
    /// <param name="tableBytes">Most memory that all circuits together take for tables, which make the proofs of those that are proven often quicker; 0 for none.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="Vendue.Proofs.Formats.ProofFormatException">A key is no proving key.</exception>
    public static ProgramLibrary FromFolder(string folder, WitnessRunning? witnesses = null, long tableBytes = Groth16Prover.DefaultTableBytes)
    {
        var library = new ProgramLibrary { tables = new TableBudget(tableBytes) };
        foreach (string zkey in Directory.EnumerateFiles(folder, "*.zkey").Order(StringComparer.Ordinal))
            if (Path.ChangeExtension(zkey, ".wasm") is var wasm && File.Exists(wasm)) library.Add(CircuitProgram.Load(zkey, wasm, witnesses, library.tables));
        return library;
    }

    /// <summary>Adds a program, which the library then owns, in place of the one that it has with the same key.</summary>
    public void Add(IProgramProver program)
    {
        ArgumentNullException.ThrowIfNull(program);
        if (programs.Remove(program.Program, out var before)) before.Dispose();
        programs[program.Program] = program;
    }

    /// <summary>Finds who proves a program.</summary>
    public bool TryFind(Hash32 program, [MaybeNullWhen(false)] out IProgramProver prover) => programs.TryGetValue(program, out prover);

    /// <summary>Finds who proves a statement's program in its proof system and version.</summary>
    public bool TryFind(Statement statement, [MaybeNullWhen(false)] out IProgramProver prover)
    {
        ArgumentNullException.ThrowIfNull(statement);
        return TryFind(statement.Program, out prover) && prover.System == statement.System && prover.Version == statement.Version;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var program in programs.Values) program.Dispose();
        tables?.Dispose();
    }
}

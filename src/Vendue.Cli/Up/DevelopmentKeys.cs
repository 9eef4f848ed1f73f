using System.Security.Cryptography;
using Vendue.Cli.Proofs;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Statements;
using Vendue.Prover.Programs;

namespace Vendue.Cli.Up;

/// <summary>
/// Proving keys of the demonstration circuits, made once and kept in the user's cache. They come from a published seed, so
/// anybody can forge proofs under them: only markets marked as development use them.
/// </summary>
static class DevelopmentKeys
{
    /// <summary>The circuit's program, its key made if the cache does not have it, and how many constraints it has.</summary>
    internal static (CircuitProgram Program, ulong Constraints) ProgramOf(DemoCircuit circuit, CancellationToken cancellation)
    {
        var file = File.ReadAllBytes(circuit.R1csPath);
        var constraints = R1csFile.Read(new MemoryStream(file));
        string path = Path.Combine(CacheFolder, $"{circuit.Name}-{Convert.ToHexStringLower(SHA256.HashData(file))[..16]}.zkey");
        if (!TryLoad(path, circuit, out var program))
        {
            Make(constraints, path, cancellation);
            program = CircuitProgram.Load(path, circuit.WasmPath, WitnessChild.Running);
        }
        return (program, (ulong)constraints.ConstraintCount);
    }

    static string CacheFolder => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create) is { Length: > 0 } local ? local : Path.GetTempPath(),
        "vendue", "development-keys-1");

    /// <summary>A cut or foreign file in the cache is no error: it is made again.</summary>
    static bool TryLoad(string path, DemoCircuit circuit, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out CircuitProgram? program)
    {
        program = null;
        try
        {
            if (File.Exists(path)) program = CircuitProgram.Load(path, circuit.WasmPath, WitnessChild.Running);
        }
        catch (ProofFormatException)
        {
            File.Delete(path);
        }
        return program is not null;
    }

    static void Make(R1cs constraints, string path, CancellationToken cancellation)
    {
        var key = DevelopmentSetup.Run(constraints, "vendue development keys: insecure"u8, Environment.ProcessorCount, cancellation);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string beside = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            using (var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write)) ZKeyFile.Write(key, file);
            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}

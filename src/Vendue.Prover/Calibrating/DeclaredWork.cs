using Vendue.Mechanisms;
using Vendue.Prover.Outside;
using Vendue.Prover.Programs;

namespace Vendue.Prover.Calibrating;

/// <summary>What an outside prover says of the work of one of its programs. Its speed counts until the program was measured.</summary>
/// <param name="Program">The program.</param>
/// <param name="System">Its proof system.</param>
/// <param name="SystemVersion">The proof system's version.</param>
/// <param name="Unit">The unit of its work.</param>
/// <param name="PerSecond">Units a second; 0 where it does not say.</param>
/// <param name="Size">How much work a proof is, whatever its input; 0 where it depends on the input, or it does not say.</param>
public sealed record DeclaredWork(Hash32 Program, Name System, ushort SystemVersion, WorkUnit Unit, ulong PerSecond, ulong Size)
{
    /// <summary>What the outside provers of a library say, of programs whose unit has a name.</summary>
    public static IReadOnlyList<DeclaredWork> In(ProgramLibrary programs)
    {
        ArgumentNullException.ThrowIfNull(programs);
        return [.. programs.Provable.OfType<OutsideProgram>().Select(Of).OfType<DeclaredWork>()];
    }

    /// <summary>What an outside prover says of a program; null when its unit has no name.</summary>
    public static DeclaredWork? Of(OutsideProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        var said = program.Announced;
        return Name.TryParse(said.Unit, out var name) && WorkUnit.TryParse(name, out var unit) ? new(program.Program, program.System, program.Version, unit, said.PerSecond, said.Work) : null;
    }
}

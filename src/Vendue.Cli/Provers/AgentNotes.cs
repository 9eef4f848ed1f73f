using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Kernel;
using Vendue.Prover;

namespace Vendue.Cli.Provers;

/// <summary>Tells an agent's notes, one a line. What it thinks again at every look is told once.</summary>
sealed class AgentNotes(CommandConsole console)
{
    const int Remembered = 10_000;

    readonly Lock gate = new();
    readonly Dictionary<Hash32, AgentNote> last = [];

    internal void Tell(AgentNote note)
    {
        lock (gate)
        {
            if (last.TryGetValue(note.Request, out var before) && before == note) return;
            if (last.Count >= Remembered) last.Clear();
            last[note.Request] = note;
        }
        string step = note.Step.ToString().ToLowerInvariant();
        console.Line(
            $"{step,-9} {(note.Request.IsZero ? "" : note.Request + "  ")}{note.Text}".TrimEnd(),
            new JsonObject { ["step"] = step, ["request"] = note.Request.IsZero ? null : note.Request.ToString(), ["text"] = note.Text, ["code"] = note.Code });
    }
}

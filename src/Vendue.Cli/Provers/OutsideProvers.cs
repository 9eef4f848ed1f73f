using System.CommandLine;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Prover.Outside;
using Vendue.Prover.Programs;

namespace Vendue.Cli.Provers;

/// <summary>The outside provers of an agent, started together and ended together.</summary>
sealed class OutsideProvers : IAsyncDisposable
{
    readonly List<OutsideProver> started = [];

    /// <summary>Commands of outside provers.</summary>
    internal static Option<string[]> CommandOption() => new("--outside")
    {
        Description = "Start an outside prover and let it prove the programs that it announces: its command and arguments, in quotes. Can be given more than once. See docs/outside-provers.md.",
        HelpName = "COMMAND",
    };

    /// <summary>Variables of the environment that they are given besides the harmless ones.</summary>
    internal static Option<string[]> EnvironmentOption() => new("--outside-env")
    {
        Description = "A variable of the environment that outside provers are given too. Can be given more than once.",
        HelpName = "NAME",
    };

    /// <summary>Starts each command and adds its programs to the library, before those that it has with the same keys.</summary>
    internal static async Task<OutsideProvers> StartAsync(
        IReadOnlyList<string> commands, IReadOnlyList<string> environment, string folder, WitnessRunning witnesses, ProgramLibrary programs, Action<int, string> tell, CancellationToken cancellation)
    {
        var provers = new OutsideProvers();
        try
        {
            foreach (var (number, command) in commands.Index())
            {
                var prover = await OutsideProver.StartAsync(OptionsOf(command, environment, Path.Combine(folder, "outside", $"{number + 1}"), witnesses), line => tell(number + 1, line), cancellation).ConfigureAwait(false);
                provers.started.Add(prover);
                foreach (var program in prover.Programs) programs.Add(program);
            }
            return provers;
        }
        catch
        {
            await provers.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    internal static OutsideProverOptions OptionsOf(string command, IReadOnlyList<string> environment, string folder, WitnessRunning witnesses) => new()
    {
        Command = CommandWords.Of(command),
        Folder = folder,
        Witnesses = witnesses,
        Environment = [.. OutsideProverOptions.DefaultEnvironment, .. environment],
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Task.WhenAll(started.Select(p => p.DisposeAsync().AsTask())).ConfigureAwait(false);

    /// <summary>Tells what they log and what goes wrong with them, as results that come.</summary>
    internal static Action<int, string> TellTo(CommandConsole console) => (number, line) =>
        console.Line($"outside   {number}  {line}", new JsonObject { ["step"] = "outside", ["prover"] = number, ["text"] = line });
}

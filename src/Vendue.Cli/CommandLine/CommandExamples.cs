using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Runtime.CompilerServices;

namespace Vendue.Cli.CommandLine;

/// <summary>Command lines to copy, at the end of a command's help.</summary>
static class CommandExamples
{
    static readonly ConditionalWeakTable<Command, string[]> examples = [];

    /// <summary>Gives a command its examples.</summary>
    internal static Command WithExamples(this Command command, params string[] lines)
    {
        examples.AddOrUpdate(command, lines);
        return command;
    }

    /// <summary>Makes the help of all commands show them.</summary>
    internal static void ShowIn(RootCommand commands)
    {
        var help = commands.Options.OfType<HelpOption>().Single();
        if (help.Action is HelpAction plain) help.Action = new HelpWithExamples(plain);
    }

    /// <summary>A command's help, and then its examples.</summary>
    sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var exitCode = help.Invoke(parseResult);
            if (examples.TryGetValue(parseResult.CommandResult.Command, out var lines))
            {
                var output = parseResult.InvocationConfiguration.Output;
                output.WriteLine("Examples:");
                foreach (var line in lines) output.WriteLine($"  {line}");
                output.WriteLine();
            }
            return exitCode;
        }
    }
}

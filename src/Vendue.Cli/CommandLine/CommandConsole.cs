using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace Vendue.Cli.CommandLine;

/// <summary>Where a command writes: results on the output, everything else on the error stream.</summary>
sealed class CommandConsole(TextWriter output, TextWriter error, bool json)
{
    static readonly JsonSerializerOptions onOneLine = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    static readonly JsonSerializerOptions indented = new(onOneLine) { WriteIndented = true };

    /// <summary>Whether a person sits before a terminal that can show movement.</summary>
    bool Interactive => !json && ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;

    /// <summary>The command's result: a line for people, or an object for programs.</summary>
    internal void Answer(string text, JsonObject machine) =>
        output.WriteLine(json ? machine.ToJsonString(indented) : text);

    /// <summary>One of many results, as it comes: a line for people, or an object on a line of its own for programs.</summary>
    internal void Line(string text, JsonObject machine) => WriteLine(json ? machine.ToJsonString(onOneLine) : text);

    /// <summary>What happens on the way, for people; programs wait for the result.</summary>
    internal void Tell(string text)
    {
        if (!json) WriteLine(text);
    }

    void WriteLine(string line)
    {
        lock (output)
        {
            output.WriteLine(line);
            output.Flush();
        }
    }

    /// <summary>A table for people; programs find its contents in the result.</summary>
    internal void Table(string title, IReadOnlyList<string> columns, IReadOnlyList<string[]> rows)
    {
        if (json) return;
        var table = new Table().Title(Markup.Escape(title)).RoundedBorder();
        foreach (var column in columns) table.AddColumn(new TableColumn(Markup.Escape(column)).NoWrap());
        foreach (var row in rows) table.AddRow([.. row.Select(Markup.Escape)]);
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected) terminal.Profile.Width = 200;
        terminal.Write(table);
    }

    /// <summary>Something that a person should know besides the result; programs find it in the result.</summary>
    internal void Warn(string text)
    {
        if (json) return;
        if (Interactive) Terminal().MarkupLineInterpolated($"[yellow]{text}[/]");
        else error.WriteLine(text);
    }

    /// <summary>Waits for something that takes a while, with a sign of life in a terminal.</summary>
    internal Task<T> While<T>(string doing, Func<Task<T>> work) =>
        Interactive ? Terminal().Status().StartAsync(doing, _ => work()) : work();

    /// <summary>Does something that takes a while, off the calling thread, with a sign of life in a terminal.</summary>
    internal Task<T> While<T>(string doing, Func<T> work, CancellationToken cancellation) =>
        Interactive
            ? Terminal().Status().StartAsync(doing, _ => Task.Run(work, cancellation))
            : Task.Run(work, cancellation);

    /// <summary>Tells a failure; returns its exit code.</summary>
    internal int Report(CommandFailure failure)
    {
        if (json)
        {
            var machine = new JsonObject { ["error"] = new JsonObject { ["code"] = failure.Code, ["message"] = failure.Message } };
            error.WriteLine(machine.ToJsonString(indented));
        }
        else if (Interactive) Terminal().MarkupLineInterpolated($"[red]{failure.Message}[/]");
        else error.WriteLine(failure.Message);
        return failure.ExitCode;
    }

    static IAnsiConsole Terminal() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
}

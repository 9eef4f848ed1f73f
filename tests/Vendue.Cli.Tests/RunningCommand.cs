using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Vendue.Cli.CommandLine;

namespace Vendue.Cli.Tests;

/// <summary>A command that runs until it is stopped, in this process; what it writes is read line by line as it comes.</summary>
sealed class RunningCommand : IAsyncDisposable
{
    readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    readonly Lines output = new();
    readonly StringWriter error = new();
    readonly Task<int> exit;

    public RunningCommand(params string[] arguments) =>
        exit = Task.Run(() => CommandRunner.RunAsync(Program.Commands(), [.. arguments, "--json"], output, error, stop.Token));

    /// <summary>The first line for which a condition holds; those before it are passed over.</summary>
    public async Task<JsonNode> LineAsync(Func<JsonNode, bool> condition)
    {
        while (true)
        {
            var next = output.Read.ReadAsync(TestContext.Current.CancellationToken).AsTask();
            if (await Task.WhenAny(next, exit) == exit && !next.IsCompleted) throw new InvalidOperationException($"The command ended with {await exit}: {error}");
            var line = JsonNode.Parse(await next)!;
            if (condition(line)) return line;
        }
    }

    /// <summary>Stops it as Ctrl-C does.</summary>
    public async Task<int> StopAsync()
    {
        await stop.CancelAsync();
        return await exit;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stop.Dispose();
        output.Dispose();
        error.Dispose();
    }

    sealed class Lines : TextWriter
    {
        readonly Channel<string> lines = Channel.CreateUnbounded<string>();

        public ChannelReader<string> Read => lines.Reader;

        public override Encoding Encoding => Encoding.UTF8;

        public override void WriteLine(string? value) => lines.Writer.TryWrite(value ?? "");
    }
}

using System.ComponentModel;
using System.Diagnostics;

namespace Vendue.Prover.Outside;

/// <summary>One life of an outside prover's process, with nothing of this process's environment but what is allowed.</summary>
sealed class ChildProcess : IAsyncDisposable
{
    readonly Process process;

    ChildProcess(Process process) => this.process = process;

    public Stream Input => process.StandardInput.BaseStream;

    public Stream Output => process.StandardOutput.BaseStream;

    public Stream Errors => process.StandardError.BaseStream;

    /// <exception cref="OutsideException">It cannot be started.</exception>
    public static ChildProcess Start(OutsideProverOptions options)
    {
        var start = new ProcessStartInfo(options.Command[0])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (string argument in options.Command.Skip(1)) start.ArgumentList.Add(argument);
        var given = options.Environment.Select(name => (name, Value: System.Environment.GetEnvironmentVariable(name))).Where(v => v.Value is not null).ToList();
        start.Environment.Clear();
        foreach (var (name, value) in given) start.Environment[name] = value;
        try
        {
            return new ChildProcess(Process.Start(start)!);
        }
        catch (Exception none) when (none is Win32Exception or FileNotFoundException or InvalidOperationException)
        {
            throw new OutsideException("outside-not-found", $"The outside prover '{options.Command[0]}' cannot be started ({none.Message}): install it, or correct its command.");
        }
    }

    public async Task<string> EndedAsync(CancellationToken stop)
    {
        await process.WaitForExitAsync(stop).ConfigureAwait(false);
        return $"its process ended with exit code {process.ExitCode}";
    }

    /// <summary>Closes its input, which asks it to end; kills it and all that it started when it does not.</summary>
    public async Task EndAsync(TimeSpan grace)
    {
        try
        {
            process.StandardInput.Close();
            using var limit = new CancellationTokenSource(grace);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is OperationCanceledException or IOException)
        {
            Kill();
        }
    }

    public void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself, or ends now.
        }
    }

    public ValueTask DisposeAsync()
    {
        Kill();
        process.Dispose();
        return ValueTask.CompletedTask;
    }
}

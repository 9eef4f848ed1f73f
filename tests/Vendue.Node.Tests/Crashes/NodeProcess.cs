using System.Diagnostics;

namespace Vendue.Node.Tests.Crashes;

/// <summary>A node in a process of its own.</summary>
sealed class NodeProcess : IDisposable
{
    readonly Process process;

    NodeProcess(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<NodeProcess> StartAsync(string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Vendue.Node.TestHost.dll"));
        start.ArgumentList.Add(folder);
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync();
        return new NodeProcess(process, new Uri(line ?? throw new InvalidOperationException($"The node did not start in {folder}.")));
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public async Task StopAsync()
    {
        await process.StandardInput.WriteLineAsync("stop");
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
    }

    public void Dispose()
    {
        if (!process.HasExited) Kill();
        process.Dispose();
    }
}

using System.Collections.Concurrent;
using Vendue.Prover.Outside;

namespace Vendue.Prover.Tests.Outside;

/// <summary>An outside prover of the test host, with short limits, and what it left on disk.</summary>
sealed class Stage : IAsyncDisposable
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vendue-stage-");
    readonly List<OutsideProver> started = [];

    public Stage(string conduct, Chain chain) => Options = new OutsideProverOptions
    {
        Command = ["dotnet", Path.Combine(AppContext.BaseDirectory, "Vendue.Prover.TestHost.dll"), conduct, chain.Folder, folder.FullName],
        Folder = Path.Combine(folder.FullName, "jobs"),
        RestartAfter = TimeSpan.FromMilliseconds(1),
        Grace = TimeSpan.FromMilliseconds(200),
    };

    public OutsideProverOptions Options { get; init; }

    /// <summary>What was told.</summary>
    public ConcurrentQueue<string> Told { get; } = new();

    public async Task<OutsideProver> StartAsync(Func<OutsideProverOptions, OutsideProverOptions>? with = null)
    {
        var prover = await OutsideProver.StartAsync(with?.Invoke(Options) ?? Options, Told.Enqueue, CancellationToken.None);
        started.Add(prover);
        return prover;
    }

    public async Task<OutsideProgram> ProgramAsync(Func<OutsideProverOptions, OutsideProverOptions>? with = null) => (await StartAsync(with)).Programs.Single();

    /// <summary>Ends the processes, as an agent does that is stopped.</summary>
    public async Task EndAsync()
    {
        foreach (var prover in started) await prover.DisposeAsync();
        started.Clear();
    }

    /// <summary>What the prover noted of its doings, over all its lives.</summary>
    public string[] Noted(string what) => File.Exists(Of(what)) ? File.ReadAllLines(Of(what)) : [];

    public string Of(string name) => Path.Combine(folder.FullName, name);

    /// <summary>Lets a waiting prover finish.</summary>
    public void Go() => File.WriteAllText(Of("go"), "");

    /// <summary>Waits for what must come.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(patience);
        while (!condition()) await Task.Delay(5, limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        folder.Delete(recursive: true);
    }
}

using System.CommandLine;
using Vendue.Cli.CommandLine;

namespace Vendue.Cli.Up;

/// <summary><c>vendue up</c>: a whole market on this machine, from nothing to proofs verified and paid.</summary>
static class UpCommand
{
    const int MostRequests = 1000;

    internal static Command Create()
    {
        var mechanism = new Option<string>("--mechanism") { Description = "The mechanism of the market: see `vendue mechanisms`.", HelpName = "NAME", DefaultValueFactory = _ => "boundless" };
        var requests = new Option<int>("--requests") { Description = "How many proofs are asked for.", HelpName = "N", DefaultValueFactory = _ => 6 };
        var folder = new Option<DirectoryInfo?>("--folder") { Description = "Where the market is kept; a new temporary folder if left out.", HelpName = "DIR" };
        return new Command("up", "Start a market on this machine, with three provers and a requester, and watch real proofs being made, verified and paid.")
        {
            mechanism, requests, folder,
        }.Runs((parse, console, cancellation) => RunAsync(parse.GetRequiredValue(mechanism), parse.GetRequiredValue(requests), parse.GetValue(folder), console, cancellation)).WithExamples(
            "vendue up",
            "vendue up --mechanism lagrange-dara --requests 12",
            "vendue up --json");
    }

    static async Task<int> RunAsync(string mechanism, int requests, DirectoryInfo? folder, CommandConsole console, CancellationToken cancellation)
    {
        if (requests is < 1 or > MostRequests) throw new CommandException("usage", $"--requests must be from 1 to {MostRequests}.");
        string kept = FolderOf(folder);
        await using var demonstration = await Demonstration.StartAsync(mechanism, kept, cancellation);
        console.Tell($"A market under '{mechanism}' is up. Its provers: {string.Join(", ", Demonstration.Provers.Select(p => $"{p.Label} (at least {p.PricePerUnit} a constraint)"))}.");
        console.Tell("Making the circuits' keys; the first time takes some seconds …");
        await demonstration.PrepareProgramsAsync(cancellation);
        var tale = new MarketTale(demonstration.CircuitNames, demonstration.People, demonstration.Client.Market.UnitsPerSecond, console.Tell);
        await WatchAsync(demonstration, tale, requests, cancellation);
        var books = await demonstration.Client.GetBooksAsync(cancellation);
        UpReport.Write(console, mechanism, tale.Rows, books, demonstration.People, kept);
        return books.Conserved && tale.Rows.Count(r => demonstration.Counts(r) && r.IsProven) >= requests ? ExitCode.Success : ExitCode.Negative;
    }

    /// <summary>Follows the market until every request is over.</summary>
    static async Task WatchAsync(Demonstration demonstration, MarketTale tale, int requests, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watching = FollowAsync(demonstration, tale, requests, over.Token);
        demonstration.Begin(requests, tale.Take);
        await await Task.WhenAny(watching, demonstration.Work);
        await over.CancelAsync();
    }

    static async Task FollowAsync(Demonstration demonstration, MarketTale tale, int requests, CancellationToken cancellation)
    {
        await foreach (var happened in demonstration.Client.SubscribeAsync(1, cancellation))
        {
            tale.Take(happened);
            if (tale.Rows.Count(r => demonstration.Counts(r) && r.IsOver) >= requests) return;
        }
    }

    static string FolderOf(DirectoryInfo? folder)
    {
        if (folder is null) return Directory.CreateTempSubdirectory("vendue-up-").FullName;
        if (folder.Exists && folder.EnumerateFileSystemInfos().Any()) throw new CommandException("folder-not-empty", $"'{folder}' is not empty: name a new folder.");
        return Directory.CreateDirectory(folder.FullName).FullName;
    }
}

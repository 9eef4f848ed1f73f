using System.CommandLine;
using Vendue.Cli.CommandLine;

namespace Vendue.Cli.Up;

/// <summary><c>vendue up</c>: a whole market on this machine, from nothing to proofs verified and paid.</summary>
static class UpCommand
{
    const int MostRequests = 1000;

    // Long enough for the epochs of a trial to end and be paid.
    static readonly TimeSpan RewardsWithin = TimeSpan.FromSeconds(30);

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
        await WatchAsync(demonstration, tale, requests, console, cancellation);
        var books = await demonstration.Client.GetBooksAsync(cancellation);
        UpReport.Write(console, mechanism, tale.Rows, books, demonstration.People, kept);
        return books.Conserved && tale.Rows.Count(r => demonstration.Counts(r) && r.IsProven) >= requests ? ExitCode.Success : ExitCode.Negative;
    }

    /// <summary>Follows the market until every request is over, and for a while longer where rewards follow.</summary>
    static async Task WatchAsync(Demonstration demonstration, MarketTale tale, int requests, CommandConsole console, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watching = FollowAsync(demonstration, tale, requests, console, over.Token);
        demonstration.Begin(requests, tale.Take);
        await await Task.WhenAny(watching, demonstration.Work);
        await over.CancelAsync();
    }

    static async Task FollowAsync(Demonstration demonstration, MarketTale tale, int requests, CommandConsole console, CancellationToken cancellation)
    {
        bool rewards = demonstration.Client.Genesis.Schedules.Length > 0, lingering = false;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            await foreach (var happened in demonstration.Client.SubscribeAsync(1, enough.Token))
            {
                tale.Take(happened);
                if (tale.Rows.Count(r => demonstration.Counts(r) && r.IsOver) < requests) continue;
                if (!rewards) return;
                if (lingering) continue;
                lingering = true;
                console.Tell($"Every request is over; rewards follow when epochs end: watching for {RewardsWithin.TotalSeconds:0} seconds more.");
                enough.CancelAfter(RewardsWithin);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The rewards have had their time.
        }
    }

    static string FolderOf(DirectoryInfo? folder)
    {
        if (folder is null) return Directory.CreateTempSubdirectory("vendue-up-").FullName;
        if (folder.Exists && folder.EnumerateFileSystemInfos().Any()) throw new CommandException("folder-not-empty", $"'{folder}' is not empty: name a new folder.");
        return Directory.CreateDirectory(folder.FullName).FullName;
    }
}

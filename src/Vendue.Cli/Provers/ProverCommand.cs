using System.CommandLine;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Cli.Markets;
using Vendue.Cli.Proofs;
using Vendue.Client;
using Vendue.Proofs.Groth16;
using Vendue.Prover;
using Vendue.Prover.Programs;

namespace Vendue.Cli.Provers;

/// <summary><c>vendue prover</c>: an agent that watches a market, offers, proves and delivers until it is stopped.</summary>
static class ProverCommand
{
    const uint MostSlots = 1024;
    const int MostLanes = 8;
    const int MebibyteBits = 20;

    internal static Command Create()
    {
        var node = MarketConnection.NodeOption();
        var key = MarketConnection.KeyOption();
        var programs = new Option<DirectoryInfo>("--programs") { Description = "The circuits that it can prove: every NAME.zkey with a NAME.wasm beside it.", HelpName = "DIR" };
        var folder = new Option<DirectoryInfo>("--folder") { Description = "Where its jobs are kept, so that a restart loses none.", HelpName = "DIR", Required = true };
        var price = new PriceOptions();
        var cost = ValueOption.Amount("--fixed-cost", "The fixed cost of taking and delivering one request, in base units of the payment asset.", required: false);
        var slots = ValueOption.Number("--slots", "How many proofs are made at a time.", 1, MostSlots, otherwise: 1);
        var threads = ValueOption.Number("--threads", "How many threads one proof uses.", 1, 1024, otherwise: (ulong)Environment.ProcessorCount);
        var tables = ValueOption.Number("--table-memory", "How much memory all circuits together take, MiB, for tables that make the proofs of circuits proven often quicker; 0 for none.", 0, 1 << 20, otherwise: Groth16Prover.DefaultTableBytes >> MebibyteBits);
        var drain = new Option<bool>("--drain") { Description = "Take on nothing new, finish what it is bound to, give up what it only races for, and end: before maintenance. Needs no price." };
        var takesPrivate = new Option<bool>("--private") { Description = "Take requests with private inputs too. A requester who hands over a wrong key costs you the bond: nobody can judge it." };
        var witnessSeconds = WitnessChild.SecondsOption();
        var outside = OutsideProvers.CommandOption();
        var outsideEnvironment = OutsideProvers.EnvironmentOption();
        return new Command("prover", "Prove for a market: watch it, price, offer, prove and deliver until Ctrl-C.")
        {
            node, key, programs, folder, price.PerMillion, price.WorkPerSecond, price.Calibration, cost, slots, threads, tables, drain, takesPrivate, witnessSeconds, outside, outsideEnvironment,
            CalibrateCommand.Create(), PriceCommand.Create(), OutsideCheckCommand.Create(),
        }.Runs((parse, console, cancellation) => RunAsync(parse.GetRequiredValue(node), MarketConnection.SignerOf(parse.GetRequiredValue(key)), parse.GetValue(programs), parse.GetValue(outside) ?? [], parse.GetValue(outsideEnvironment) ?? [], (long)parse.GetValue(tables) << MebibyteBits, WitnessChild.RunningWithin(parse.GetValue(witnessSeconds)), price.Apply(parse, console, new ProverOptions
        {
            Folder = parse.GetRequiredValue(folder).FullName,
            FixedCost = parse.GetValue(cost),
            Slots = (uint)parse.GetValue(slots),
            ThreadsPerProof = (int)parse.GetValue(threads),
            Drain = parse.GetValue(drain),
            TakesPrivate = parse.GetValue(takesPrivate),
        }), console, cancellation)).WithExamples(
            "vendue prover --key prover.json --programs circuits --folder prover --price-per-million 5000000",
            "vendue prover --key prover.json --programs circuits --folder prover --calibration calibration.json",
            "vendue prover --node http://127.0.0.1:7766 --key prover.json --programs circuits --folder prover --price-per-million 5000000 --slots 2 --threads 4 --json",
            "vendue prover --key prover.json --programs circuits --folder prover --drain",
            "vendue prover --key prover.json --outside 'bash prover.sh circuits' --folder prover --price-per-million 5000000");
    }

    static async Task<int> RunAsync(Uri node, ISigner signer, DirectoryInfo? circuits, string[] outside, string[] outsideEnvironment, long tableBytes, WitnessRunning witnesses, ProverOptions options, CommandConsole console, CancellationToken cancellation)
    {
        if (circuits is { Exists: false }) throw new CommandException("file-not-found", $"There is no folder '{circuits}': name the one with the circuits' .zkey and .wasm files.");
        using var programs = circuits is null ? new ProgramLibrary() : await console.While("Loading keys", () => ProgramLibrary.FromFolder(circuits.FullName, witnesses, tableBytes), cancellation).ConfigureAwait(false);
        await using var provers = await OutsideProvers.StartAsync(outside, outsideEnvironment, options.Folder, witnesses, programs, OutsideProvers.TellTo(console), cancellation).ConfigureAwait(false);
        if (!programs.Provable.Any()) throw new CommandException("no-programs", "There is nothing to prove: give --programs with each circuit's NAME.zkey and NAME.wasm, or --outside with a prover's command.");
        var connection = new MarketClientOptions { Signer = signer, Lanes = (ushort)Math.Min(options.Slots + 1, MostLanes), Retries = 2 };
        using var market = await MarketClient.ConnectAsync(node, connection, cancellation).ConfigureAwait(false);
        await using var agent = new Agent(market, programs, options, new AgentNotes(console).Tell);
        console.Line(
            $"Proving as {signer.Account} for the market '{market.Genesis.Venue}' under '{market.Market.Mechanism}': {string.Join(", ", programs.Provable.Select(p => p.Name))}. {(options.Drain ? "It takes on nothing new, and ends when all that it has undertaken is done." : "Ctrl-C ends it.")}",
            new JsonObject
            {
                ["step"] = "ready",
                ["account"] = signer.Account.ToString(),
                ["genesis"] = market.Market.GenesisHash.ToString(),
                ["programs"] = new JsonArray([.. programs.Provable.Select(p => new JsonObject { ["name"] = p.Name, ["program"] = p.Program.ToString() })]),
            });
        await agent.RunAsync(cancellation).ConfigureAwait(false);
        if (options.Drain && !cancellation.IsCancellationRequested) console.Line("Drained: nothing is undertaken any more.", new JsonObject { ["step"] = "drained" });
        return ExitCode.Success;
    }
}

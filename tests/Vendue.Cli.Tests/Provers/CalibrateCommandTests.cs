using Vendue.Cli.Provers;
using Vendue.Cli.Tests.Markets;
using Vendue.Prover;
using Vendue.Prover.Calibrating;

namespace Vendue.Cli.Tests.Provers;

public sealed class CalibrateCommandTests(LiveMarket market) : IClassFixture<LiveMarket>
{
    [Fact]
    public async Task A_circuit_of_ones_own_is_measured_by_real_proofs_and_priced()
    {
        using var folder = new TemporaryFolder();
        var told = await VendueCommand.DoAsync("prover", "calibrate", "--programs", MeasurablePrograms(folder), "--seconds", "0", "--threads", "1", "--cost-per-hour", "0.25", "--exchange", "1000000", "--out", folder["calibration.json"]);
        var series = told["series"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)series["label"]!).ShouldBe("chain");
        ((string)series["unit"]!).ShouldBe("constraints-v1");
        var point = series["points"]!.AsArray().ShouldHaveSingleItem()!;
        ((ulong)point["work"]!).ShouldBe(877UL, "the circuit's own constraints, not its domain");
        ((int)point["runs"]!).ShouldBeGreaterThanOrEqualTo(3);
        ((ulong)point["fastestNanoseconds"]!).ShouldBeInRange(1UL, (ulong)point["medianNanoseconds"]!);
        ((ulong)point["medianNanoseconds"]!).ShouldBeLessThanOrEqualTo((ulong)point["slowestNanoseconds"]!);

        var file = CalibrationFile.Read(folder["calibration.json"]);
        file.Series[0].Points[0].Median.ShouldBe((ulong)point["medianNanoseconds"]!);
        file.Machine.IsLike(Machine.Here).ShouldBeTrue();
        file.Software.ShouldBe(Machine.Software);
        file.Price.CostPerHour.Source.ShouldBe("given by the operator");
        file.Price.Utilisation.ShouldBe(ReferenceCosts.Utilisation);
        // What is told to people is what an agent asks.
        new CostModel(file, _ => null).PerMillion(877, file.Series[0].Points[0].Median).ToString().ShouldBe((string)point["baseUnitsPerMillion"]!);
        folder.Names.ShouldBe(["calibration.json", "programs"]);
    }

    [Fact]
    public async Task A_program_of_an_outside_prover_is_measured_by_jobs_of_the_contract()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["inputs"]);
        File.Copy(market.Input, Path.Combine(folder["inputs"], "chain.input.json"));
        var told = await VendueCommand.DoAsync("prover", "calibrate", "--outside", Outside(folder), "--inputs", folder["inputs"], "--work", "877", "--seconds", "0", "--cost-per-hour", "0.25", "--exchange", "1000000", "--out", folder["calibration.json"]);
        var series = told["series"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)series["label"]!, (string)series["unit"]!).ShouldBe(("chain", "constraints-v1"));
        var point = series["points"]!.AsArray().ShouldHaveSingleItem()!;
        ((ulong)point["work"]!, (int)point["runs"]!).ShouldBe((877UL, 3));
        told["byWord"]!.AsArray().ShouldBeEmpty("what was measured needs nobody's word");
        File.ReadAllLines(folder["proven"]).Length.ShouldBeGreaterThanOrEqualTo(4, "the first proof and three more");
        CalibrationFile.Read(folder["calibration.json"]).Series.Single().Program.ToString().ShouldBe((string)series["program"]!);
    }

    [Fact]
    public async Task Without_an_input_an_outside_prover_s_own_word_is_priced_and_without_a_size_it_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        var told = await VendueCommand.DoAsync("prover", "calibrate", "--outside", Outside(folder), "--cost-per-hour", "36", "--utilisation", "100", "--margin", "0", "--exchange", "1000000", "--out", folder["calibration.json"]);
        told["series"]!.AsArray().ShouldBeEmpty();
        var said = told["byWord"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)said["label"]!, (ulong)said["unitsPerSecond"]!, (string)said["pricePerMillion"]!).ShouldBe(("chain", 1_000UL, "10"));
        CalibrationFile.Read(folder["calibration.json"]).Series.ShouldBeEmpty();

        Directory.CreateDirectory(folder["inputs"]);
        File.Copy(market.Input, Path.Combine(folder["inputs"], "chain.input.json"));
        (await VendueCommand.FailAsync(2, "prover", "calibrate", "--outside", Outside(folder), "--inputs", folder["inputs"])).ShouldBe("no-work");
    }

    [Fact]
    public async Task Without_a_circuit_those_made_to_be_measured_are_and_figures_that_are_assumed_are_told_with_their_source()
    {
        var run = await VendueCommand.RunAsync("prover", "calibrate", "--largest", "10", "--seconds", "0");
        run.ExitCode.ShouldBe(0, run.Error);
        foreach (string said in (string[])["511 constraints-v1", "1,022 constraints-v1", "median s", "peak MB", "December 2024", "May 2025", "none given"]) run.Output.ShouldContain(said);
    }

    [Fact]
    public async Task A_price_is_reckoned_from_a_known_speed_as_published()
    {
        var told = await VendueCommand.DoAsync("prover", "price", "--cost-per-hour", "0.80", "--utilisation", "50", "--margin", "10", "--work-per-second", "1742469", "--per", "1000000000", "--exchange", "1000000");
        ((string)told["price"]!).ShouldBe("0.2806");
        ((string)told["baseUnits"]!).ShouldBe("280573");
    }

    [Theory]
    [InlineData("--currency", "EUR")]
    [InlineData("--utilisation", "0")]
    [InlineData("--utilisation", "100.1")]
    [InlineData("--exchange", "0")]
    [InlineData("--margin", "-1")]
    [InlineData("--cost-per-hour", "1e3")]
    public async Task Figures_that_make_no_price_are_refused_before_anything_is_measured(string option, string value) =>
        (await VendueCommand.FailAsync(2, "prover", "calibrate", option, value)).ShouldBe("usage");

    [Fact]
    public async Task Circuits_without_an_input_are_named()
    {
        (await VendueCommand.FailAsync(2, "prover", "calibrate", "--programs", market.Programs)).ShouldBe("no-input");
        (await VendueCommand.FailAsync(2, "prover", "calibrate", "--programs", market.Folder["nowhere"])).ShouldBe("file-not-found");
    }

    [Fact]
    public async Task A_prover_goes_by_a_price_or_by_a_calibration_and_not_by_both_or_neither()
    {
        using var folder = new TemporaryFolder();
        string file = await FileAsync(folder, "--exchange", "1000000");
        (await VendueCommand.FailAsync(2, Prover(folder, "--calibration", file, "--price-per-million", "5"))).ShouldBe("usage");
        (await VendueCommand.FailAsync(2, Prover(folder, "--calibration", file, "--work-per-second", "5"))).ShouldBe("usage");
        (await VendueCommand.FailAsync(2, Prover(folder))).ShouldBe("usage");
        (await VendueCommand.FailAsync(2, Prover(folder, "--calibration", await FileAsync(folder)))).ShouldBe("calibration-without-exchange");
        await File.WriteAllTextAsync(folder["broken.json"], "{}", TestContext.Current.CancellationToken);
        (await VendueCommand.FailAsync(2, Prover(folder, "--calibration", folder["broken.json"]))).ShouldBe("calibration-malformed");
    }

    [Fact]
    public async Task A_prover_with_a_calibration_says_what_may_no_longer_fit_and_gets_ready()
    {
        using var folder = new TemporaryFolder();
        string file = await FileAsync(folder, "--exchange", "1000000");
        await using var prover = new RunningCommand(Prover(folder, "--calibration", file));
        ((string)(await prover.LineAsync(l => (string?)l["step"] == "ready"))["step"]!).ShouldBe("ready");
        (await prover.StopAsync()).ShouldBe(0);
    }

    [Fact]
    public void A_calibration_made_elsewhere_by_another_version_long_ago_or_otherwise_is_doubted()
    {
        var now = new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);
        var here = new Machine("P", 4, "X64", 1, "S", "R");
        var made = new Calibration { Made = now, Software = "1", Machine = here, Threads = 2, Series = [], Price = new PriceInputs { Currency = "USD", CostPerHour = default, Utilisation = new(Ratio.One, "t"), Margin = default } };
        var options = new ProverOptions { Folder = "f", ThreadsPerProof = 2, Slots = 2 };
        PriceOptions.Doubts(made, here with { MemoryBytes = 2, System = "T" }, "1", now.AddDays(29), options).ShouldBeEmpty();
        PriceOptions.Doubts(made, here with { Cores = 8 }, "1", now, options).ShouldHaveSingleItem().ShouldContain("another machine");
        PriceOptions.Doubts(made, here, "2", now, options).ShouldHaveSingleItem().ShouldContain("another version");
        PriceOptions.Doubts(made, here, "1", now.AddDays(31), options).ShouldHaveSingleItem().ShouldContain("31 days old");
        PriceOptions.Doubts(made, here, "1", now.AddDays(-1), options).ShouldHaveSingleItem().ShouldContain("future");
        PriceOptions.Doubts(made, here, "1", now, options with { ThreadsPerProof = 1 }).ShouldHaveSingleItem().ShouldContain("threads");
        PriceOptions.Doubts(made, here, "1", now, options with { Slots = 3 }).ShouldHaveSingleItem().ShouldContain("share 4 cores");
    }

    string Outside(TemporaryFolder folder)
    {
        File.Copy(market.VerifyingKey, Path.Combine(market.Programs, "chain.vkey.json"), overwrite: true);
        return $"dotnet '{Path.Combine(AppContext.BaseDirectory, "Vendue.Prover.TestHost.dll")}' Honest '{market.Programs}' '{folder[""]}'";
    }

    string[] Prover(TemporaryFolder folder, params string[] more) => ["prover", "--node", market.Address, "--key", market.Prover, "--programs", market.Programs, "--folder", folder["agent"], .. more];

    static async Task<string> FileAsync(TemporaryFolder folder, params string[] more)
    {
        string file = folder[$"calibration-{more.Length}.json"];
        await VendueCommand.DoAsync(["prover", "calibrate", "--largest", "10", "--seconds", "0", "--out", file, .. more]);
        return file;
    }

    string MeasurablePrograms(TemporaryFolder folder)
    {
        var programs = Directory.CreateDirectory(folder["programs"]).FullName;
        foreach (string file in Directory.GetFiles(market.Programs)) File.Copy(file, Path.Combine(programs, Path.GetFileName(file)));
        File.Copy(market.Input, Path.Combine(programs, "chain.input.json"));
        return programs;
    }
}

using Vendue.Mechanisms;
using Vendue.Node.Tests.Running;
using Vendue.Prover;
using Vendue.Prover.Calibrating;
using Vendue.Prover.Outside;

namespace Vendue.Node.Tests.EndToEnd;

public sealed class CalibratedAgentTests(Circuit circuit)
{
    /// <summary>36 an hour at full use and no margin is 0.01 a second; at 100,000 base units that is 1,000 for each second of proving.</summary>
    static readonly PriceInputs ThousandASecond = new()
    {
        Currency = "USD",
        CostPerHour = new(Ratio.Of(36), "a test"),
        Utilisation = new(Ratio.One, "a test"),
        Margin = new(default, "a test"),
        BaseUnitsPerCurrency = Ratio.Of(100_000),
    };

    [Fact]
    public async Task A_request_just_above_the_calibrated_price_is_taken_and_one_just_below_it_is_passed_with_the_reason()
    {
        await using var market = await LiveMarket.StartAsync();
        var requester = await market.ClientAsync(await market.AccountAsync());
        // Two seconds for the circuit as it is: 2,000 base units, and one for rounding the price of a million up.
        var (below, _, _) = await LiveMarket.AskAsync(requester, circuit, "below", price: 2_000);
        var (above, _, _) = await LiveMarket.AskAsync(requester, circuit, "above", price: 2_001);
        using var folder = new TemporaryFolder();
        await using var agent = new RunningAgent(await market.ClientAsync(await market.AccountAsync()), circuit, folder.Of("agent"), CancellationToken.None, calibration: Of(877, 2_000));
        (await Waiting.ForEventAsync(requester, e => e.Event == "settled")).Body.GetProperty("request").GetString().ShouldBe(above.ToString());
        agent.Notes.ShouldContain(new AgentNote(AgentStep.Passed, below, "its highest price is below ours (ours by the calibration: 2,001)"));
        (await requester.GetRequestAsync(below))!.State.ShouldBe("open");
    }

    [Fact]
    public async Task What_the_calibration_has_not_measured_is_passed_by_what_is_missing()
    {
        await using var market = await LiveMarket.StartAsync();
        var requester = await market.ClientAsync(await market.AccountAsync());
        var (request, _, _) = await LiveMarket.AskAsync(requester, circuit, "unmeasured");
        using var folder = new TemporaryFolder();
        var passed = new TaskCompletionSource<AgentNote>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var agent = new RunningAgent(await market.ClientAsync(await market.AccountAsync()), circuit, folder.Of("agent"), CancellationToken.None, note => passed.TrySetResult(note), calibration: Of(10, 5));
        (await passed.Task).ShouldBe(new AgentNote(AgentStep.Passed, request, "it cannot be priced: 877 constraints-v1 is more than 16 times the largest size that the calibration has measured"));
    }

    [Fact]
    public async Task A_first_proof_that_would_come_too_late_by_the_calibration_is_not_promised()
    {
        await using var market = await LiveMarket.StartAsync();
        var requester = await market.ClientAsync(await market.AccountAsync());
        var (request, _, _) = await LiveMarket.AskAsync(requester, circuit, "hurried", price: 100_000, lockFor: 60_000);
        using var folder = new TemporaryFolder();
        var passed = new TaskCompletionSource<AgentNote>(TaskCreationOptions.RunContinuationsAsynchronously);
        // A minute and a second at the slowest, for a lock of one minute.
        await using var agent = new RunningAgent(await market.ClientAsync(await market.AccountAsync()), circuit, folder.Of("agent"), CancellationToken.None, note => passed.TrySetResult(note), calibration: Of(877, 61_000));
        (await passed.Task).ShouldBe(new AgentNote(AgentStep.Passed, request, "the proof would not be done by the lock deadline (ours by the calibration: 61,001)"));
    }

    [Fact]
    public async Task A_program_of_an_outside_prover_is_priced_by_the_speed_that_it_says()
    {
        await using var market = await LiveMarket.StartAsync();
        var requester = await market.ClientAsync(await market.AccountAsync());
        // It says 1,000 constraints a second, and 877 are 877 base units; the million's price has no remainder.
        var (below, _, _) = await LiveMarket.AskAsync(requester, circuit, "below its word", price: 876);
        var (at, _, _) = await LiveMarket.AskAsync(requester, circuit, "at its word", price: 877);
        using var folder = new TemporaryFolder();
        await using var prover = await OutsideProver.StartAsync(new OutsideProverOptions
        {
            Command = ["dotnet", Path.Combine(AppContext.BaseDirectory, "Vendue.Prover.TestHost.dll"), "Honest", circuit.Folder, folder.Path],
            Folder = folder.Of("outside"),
        }, _ => { }, CancellationToken.None);
        await using var agent = new RunningAgent(await market.ClientAsync(await market.AccountAsync()), circuit, folder.Of("agent"), CancellationToken.None, outside: prover.Programs, calibration: Of(877, 2_000) with { Series = [] });
        (await Waiting.ForEventAsync(requester, e => e.Event == "settled")).Body.GetProperty("request").GetString().ShouldBe(at.ToString());
        agent.Notes.ShouldContain(new AgentNote(AgentStep.Passed, below, "its highest price is below ours (ours by the calibration: 877)"));
    }

    static Calibration Of(ulong work, ulong milliseconds) => new()
    {
        Made = DateTimeOffset.UnixEpoch,
        Software = "a test",
        Machine = Machine.Here,
        Threads = 1,
        Series = [new MeasuredSeries("synthetic", "groth16-bn254", 1, WorkUnits.Constraints, null, [new MeasuredPoint(work, milliseconds * 1_000_000, [milliseconds * 1_000_000], 1)])],
        Price = ThousandASecond,
    };
}

using Vendue.Mechanisms.Tests.Playing;

namespace Vendue.Mechanisms.LagrangeDara.Tests;

/// <summary>
/// The market as a whole under random moves: it never throws, money is conserved and never negative, what is refused
/// changes nothing, a market restored from a snapshot goes on alike, and every request ends with nothing held.
/// </summary>
public sealed class MarketTests
{
    static readonly LagrangeDaraParameters Small = new() { RoundLength = 100, RevealWindow = 100, SizeUnit = 1, HighestAsk = 40, ProvingTime = 50, LongestLife = 2_000, ThinBelow = 3, UnrevealedPenalty = 2_000, OffersPerRound = 5 };

    [Fact]
    public void Sealed_markets_of_whole_jobs_keep_their_books() =>
        Survives(Small, Arena.Roomy, "trade Lookback", "trade Clock", "void bid", "void ask", "ended Settled", "ended Refunded", "ended Expired");

    [Fact]
    public void Open_markets_of_split_jobs_keep_their_books() =>
        Survives(Small with { Sealed = false, Splittable = true, SliceTime = 70 }, Arena.Roomy, "trade Lookback", "trade Clock", "missed Invalid", "missed GivenUp", "missed Late", "later slice", "compensated", "ended Settled", "ended Refunded", "ended Cancelled");

    [Fact]
    public void Markets_that_fill_the_cheapest_first_keep_their_books() =>
        Survives(Small with { Sealed = false, Splittable = true, Fill = Fill.CheapestFirst, CarryLosers = false, Priority = FillingOrder.Arrival }, Arena.Roomy, "trade Lookback", "later slice", "compensated");

    [Fact]
    public void Markets_whose_tables_are_full_refuse_and_go_on() =>
        Survives(
            Small with { Sealed = false, Splittable = true, MostSlices = 4, MostAsks = 4, MostJobs = 5, MostRounds = 2, SliceTime = 90 },
            Arena.Roomy with { Holdings = 9, Timers = 8, Receipts = 1, Requests = 5 },
            "table-full", "ended Settled");

    static void Survives(LagrangeDaraParameters parameters, Limits limits, params string[] mustOccur)
    {
        parameters.Check().ShouldBeNull();
        Move.Sample(
            500,
            game =>
            {
                var market = new Hostile(parameters, limits);
                market.Play(game);
                return market.Seen;
            },
            mustOccur);
    }
}

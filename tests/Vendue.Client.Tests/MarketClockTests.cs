namespace Vendue.Client.Tests;

public class MarketClockTests
{
    [Theory]
    [InlineData(1, 1_012)]
    [InlineData(1_000, 13_000)]
    public void The_markets_time_goes_on_with_ours_in_its_own_unit(ulong unitsPerSecond, ulong expected)
    {
        var clock = new ManualClock();
        var market = new MarketClock(clock, unitsPerSecond, 1_000);
        clock.Advance(TimeSpan.FromSeconds(2));
        market.After(TimeSpan.FromSeconds(10)).ShouldBe(expected);
    }

    [Fact]
    public void What_the_market_tells_counts_unless_it_is_older()
    {
        var market = new MarketClock(new ManualClock(), 1, 1_000);
        market.Learn(2_000);
        market.Learn(1_500);
        market.After(TimeSpan.Zero).ShouldBe(2_000ul);
    }
}

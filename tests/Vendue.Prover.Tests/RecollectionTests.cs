namespace Vendue.Prover.Tests;

public sealed class RecollectionTests
{
    [Fact]
    public void What_was_refused_rests_twice_as_long_each_time_and_a_minute_at_most()
    {
        var opportunity = new Opportunity { Request = Hash32.Sha256("request"u8), Action = 7 };
        var recollection = new Recollection();
        ulong now = 1_000;
        foreach (ulong rest in (ulong[])[2, 4, 8, 16, 32, 64, 64])
        {
            recollection.Refused(opportunity, now, unitsPerSecond: 1);
            recollection.HasSettled(opportunity, now + rest - 1).ShouldBeTrue();
            recollection.HasSettled(opportunity, now + rest).ShouldBeFalse();
            now += rest;
        }
        recollection.HasSettled(opportunity with { Action = 8 }, 1_000).ShouldBeFalse("another action on the same request was not refused");
    }
}

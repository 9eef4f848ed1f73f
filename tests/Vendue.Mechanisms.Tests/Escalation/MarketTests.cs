using CsCheck;
using Vendue.Mechanisms.Stages;

namespace Vendue.Mechanisms.EscalationLadder.Tests;

public sealed class MarketTests
{
    static readonly Gen<byte[][]> Commands = Gen.Byte.Array[World.CommandSize].Array[1, 150];

    static readonly string[] Rows = ["climbs", "requests", "excluded", "objections", "second-price/stages", "second-price/offers", "dutch/stages", "race/stages", "race/commitments", "holdings", "timers", "blobs"];

    [Fact]
    public void Never_more_is_paid_than_the_cap_and_the_bounty_and_who_failed_is_not_bound_again() =>
        Commands.Sample(commands =>
        {
            var world = new World();
            foreach (byte[] command in commands)
            {
                world.Pass(command);
                world.ShouldKeepItsPromises();
                world.Act(command);
                world.ShouldKeepItsPromises();
            }
        });

    [Fact]
    public void Every_request_ends_and_leaves_nothing_behind() =>
        Commands.Sample(commands =>
        {
            var world = new World();
            foreach (byte[] command in commands)
            {
                world.Pass(command);
                world.Act(command);
            }
            world.PassLong();
            foreach (string table in Rows) world.Market.Tables.Single(t => t.Name == table).Count.ShouldBe(0, table);
            world.ShouldKeepItsPromises();
        });

    [Fact]
    public void The_commands_of_these_tests_reach_every_state_that_matters()
    {
        var seen = new HashSet<string>();
        for (int run = 0; run < 400; run++)
        {
            var world = new World();
            for (int i = 0; i < 150; i++)
            {
                byte[] command = System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes((run * 1_000) + i))[..World.CommandSize];
                world.Pass(command);
                world.Act(command);
            }
            world.PassLong();
            seen.UnionWith(world.Seen);
        }
        string[] wanted =
        [
            "climbing", "rung-opened", "rung-failed", "runner-up-asked", "excluded", "bounty-raised", "bounty-paid", "objected", "climbed", "settled", "slashed", "assigned",
            "second-price-revealing", "dutch-stage-ended", "race-stage-ended", "own-request", "busy", "table-full"
        ];
        wanted.Where(w => !seen.Contains(w)).ShouldBeEmpty();
    }

    [Fact]
    public void Who_alone_holds_back_for_a_higher_ceiling_gains_nothing_while_a_rival_offers_its_cost()
    {
        UInt128[] ceilings = [8, 16, 30];
        for (ulong cost = 0; cost <= 8; cost++)
            for (ulong rival = 0; rival <= 8; rival++)
                PayoffOfWaiting(ceilings, cost, rival, myFirst: 1, rivalFirst: 0).ShouldBeLessThanOrEqualTo(PayoffOfWaiting(ceilings, cost, rival, 0, 0));
    }

    [Fact]
    public void Provers_who_all_hold_back_do_gain_as_the_description_admits()
    {
        UInt128[] ceilings = [8, 16, 30];
        var together = Enumerable.Range(0, 3).Select(from => PayoffOfWaiting(ceilings, cost: 5, rival: 20, from, from)).ToArray();
        together[1].ShouldBeGreaterThan(together[0], "a prover whose only rival is dear is paid the ceiling, and meets a higher one");
    }

    /// <summary>What a prover earns in the first stage in which somebody offers, each offering its cost from a stage on.</summary>
    static Int128 PayoffOfWaiting(UInt128[] ceilings, ulong cost, ulong rival, int myFirst, int rivalFirst)
    {
        for (int stage = 0; stage < ceilings.Length; stage++)
        {
            var offers = new List<OpenOffer>();
            if (stage >= myFirst) offers.Add(new OpenOffer(0, cost));
            if (stage >= rivalFirst) offers.Add(new OpenOffer(1, rival));
            var award = SecondPrice.Of([.. offers], ceilings[stage]);
            if (award.Eligible > 0) return offers[award.Winner].Number == 0 ? (Int128)award.Price - cost : 0;
        }
        return 0;
    }
}

using CsCheck;

namespace Vendue.Mechanisms.Tests.BoundlessMarket;

public sealed class MarketTests
{
    static readonly Gen<byte[][]> Commands = Gen.Byte.Array[World.CommandSize].Array[1, 80];

    [Fact]
    public void Whatever_is_sent_and_whatever_the_fee_money_is_conserved_nobody_owes_and_every_request_ends_and_leaves_nothing_behind() =>
        Gen.Select(Commands, Gen.UShort[0, 10_000]).Sample((commands, fee) =>
        {
            var world = new World(fee);
            foreach (byte[] command in commands)
            {
                world.Pass(command);
                world.Act(command);
                ShouldBalance(world.Market);
            }
            world.PassLong();
            foreach (string table in new[] { "requests", "standings", "versions", "locks", "commitments", "holdings", "timers", "blobs" })
                world.Market.Tables.Single(t => t.Name == table).Count.ShouldBe(0, table);
            ShouldBalance(world.Market);
        });

    [Fact]
    public void The_commands_of_these_tests_reach_every_outcome_that_matters()
    {
        var seen = new HashSet<string>();
        for (int run = 0; run < 200; run++)
        {
            var world = new World();
            for (int i = 0; i < 80; i++)
            {
                byte[] command = System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes((run * 1_000) + i))[..World.CommandSize];
                world.Pass(command);
                seen.Add(world.Act(command).Code);
                seen.UnionWith(world.Market.Items.Select(item => "item " + item.Code));
                seen.UnionWith(Kinds(world.Market));
            }
        }
        string[] wanted =
        [
            "applied", "bad-encoding", "request-is-locked", "request-lock-is-expired", "version-known", "too-many-versions", "invalid-request", "predicate-fails",
            "missing-fulfillment-commitment", "request-is-not-expired", "client-insufficient-balance", "invalid-proof", "verdict-missing",
            "item applied", "item request-is-locked", "item request-is-fulfilled", "item request-is-expired", "lock-slashed", "settled",
        ];
        wanted.Except(seen).ShouldBeEmpty();
    }

    static IEnumerable<string> Kinds(Market market)
    {
        for (int i = 0; i < market.Events.Count; i++) yield return market.Events.KindAt(i).Name;
    }

    static void ShouldBalance(Market market)
    {
        for (byte asset = 0; asset < market.Ledger.Assets; asset++)
        {
            market.Ledger.Sum(new Asset(asset)).ShouldBe(Int128.Zero);
            for (int account = 2; account <= market.Ledger.Accounts; account++)
                market.Ledger.Balance(new Account(account), new Asset(asset)).ShouldBeGreaterThanOrEqualTo(Int128.Zero);
        }
    }
}

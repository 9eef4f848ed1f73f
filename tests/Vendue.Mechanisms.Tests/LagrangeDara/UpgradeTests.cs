using Vendue.Mechanisms.LagrangeDara;

namespace Vendue.Mechanisms.Tests.LagrangeDara;

/// <summary>From rules 1, whose parameters are fixed, to rules 2 with others.</summary>
public sealed class UpgradeTests
{
    static readonly LagrangeDaraParameters Before = new() { RoundLength = 10_000, RevealWindow = 5_000, Sealed = false, SizeUnit = 1, HighestAsk = 1_000, ThinBelow = 0, Splittable = true, CarryLosers = false };

    readonly Market market = Catalogue.Open(new Genesis
    {
        Mechanism = "lagrange-dara",
        Rules = 1,
        Parameters = Encoded(Before),
        Assets = ["LA"],
        Authorities = [new("custodian", "bank"), new("sequencer", "clock"), new("governor", "council")],
    });

    ulong now = 100;

    public UpgradeTests()
    {
        foreach (var who in new Name[] { "R", "P", "Q" }) Do(new Deposit(who, "LA", 10_000_000, Hash32.Sha256(who.Bytes)), "bank").ShouldBe("applied");
    }

    [Fact]
    public void Offers_of_a_round_that_was_open_are_taken_and_cleared_under_the_parameters_in_which_it_opened()
    {
        Bid("one").ShouldBe("applied");
        Announce(Before with { HighestAsk = 501, Sealed = true, OffersPerRound = 1 }, effective: 105).ShouldBe("applied");
        now = 105;
        Bid("two").ShouldBe("applied");
        Ask("P", price: 900, capacity: 7).ShouldBe("applied");
        Held("P").ShouldBe((UInt128)(1_500 * 7));
        now = 200;
        Bid("sealed").ShouldBe("refused commitment-missing: " + Sentence("commitment-missing"));
        Bid("sealed", Hash32.Sha256("seal"u8)).ShouldBe("applied");
        Ask("P", price: 0, capacity: 7, round: 2, Hash32.Sha256("seal"u8)).ShouldBe("applied");
        Held("P").ShouldBe((UInt128)(752 * 7), "ceil(1.5 x 501) for each unit");
        Ask("Q", price: 0, capacity: 1, round: 2, Hash32.Sha256("seal"u8)).ShouldStartWith("refused round-full");
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Parameters_by_which_standing_jobs_are_measured_cannot_change(bool unit, bool split) =>
        Announce(Before with { SizeUnit = unit ? 2UL : 1UL, Splittable = !split }, effective: 105).ShouldStartWith("refused parameters-refused");

    [Fact]
    public void An_odd_highest_ask_is_refused_under_rules_1_and_covers_every_slice_under_rules_2()
    {
        var odd = Encoded(Before with { HighestAsk = 1 });
        new LagrangeDaraEntry(1).Check(odd).ShouldNotBeNull().ShouldContain("even");
        new LagrangeDaraEntry(2).Check(odd).ShouldBeNull();
    }

    [Fact]
    public void A_market_begun_under_rules_1_is_restored_under_the_rules_it_has_come_to()
    {
        Bid("one").ShouldBe("applied");
        Announce(Before with { HighestAsk = 501 }, effective: 105).ShouldBe("applied");
        var early = Catalogue.Restore(market.Genesis, market.Snapshot());
        now = 106;
        Bid("two").ShouldBe("applied");
        early.Editions.Next.ShouldBe(105UL);
        var restored = Catalogue.Restore(market.Genesis, market.Snapshot());
        restored.StateHash().ShouldBe(market.StateHash());
        restored.Editions.InForce.Mechanism.Rules.ShouldBe((ushort)2);
    }

    [Fact]
    public void Rules_that_the_catalogue_does_not_have_are_told_with_those_that_it_has()
    {
        var future = market.Genesis with { Rules = 9 };
        Should.Throw<EncodingException>(() => Catalogue.Open(future)).Message.ShouldBe("The market has rules 9 of 'lagrange-dara'; this program has rules 1, 2. Use a program that has them.");
    }

    string Announce(LagrangeDaraParameters parameters, ulong effective) => Do(new Upgrade("lagrange-dara", 2, Encoded(parameters), effective), "council");

    string Bid(string job, Hash32 commitment = default) =>
        Do(new PlaceBid { Request = Hash32.Sha256(System.Text.Encoding.ASCII.GetBytes(job)), Statement = new Statement { Work = 1_000 }, Deposit = 5_000, Deadline = 90_000, Commitment = commitment }, "R");

    string Ask(Name who, UInt128 price, ulong capacity, ulong round = 0, Hash32 commitment = default) =>
        Do(new PlaceAsk { System = new Statement().System, WorkUnit = new Statement().WorkUnit, Round = round, Capacity = capacity, Price = price, Commitment = commitment }, who);

    string Do<T>(in T action, Name sender) where T : struct
    {
        market.Ledger.TryFind(sender, out Account account);
        return market.Apply(new Command { Now = now, Sender = account }, action).ToString();
    }

    UInt128 Held(Name who)
    {
        UInt128 sum = 0;
        for (var holdings = market.Ledger.Holdings; holdings.MoveNext();)
            if (market.Ledger.NameOf(market.Ledger[holdings.Current].Owner) == who) sum += market.Ledger[holdings.Current].Amount;
        return sum;
    }

    static string Sentence(string code) => code == "commitment-missing" ? Reasons.CommitmentMissing.Sentence : "";

    static Bytes Encoded(LagrangeDaraParameters parameters) => new(Codec<LagrangeDaraParameters>.Of.Encode(parameters));
}

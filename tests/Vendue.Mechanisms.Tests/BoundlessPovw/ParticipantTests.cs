using Vendue.Mechanisms.BoundlessPovw;

namespace Vendue.Mechanisms.Tests.BoundlessPovw;

/// <summary>A client and three provers that do nothing but what their strategies say, for a minute under the parameters of a trial.</summary>
public sealed class ParticipantTests
{
    const byte Emission = 2;

    static readonly Name[] Provers = ["hydro", "solar", "diesel"];

    readonly Composition composition;
    readonly Genesis genesis;
    readonly Market market;
    readonly Dictionary<(Name Who, Name Reason), UInt128> issued = [];
    readonly List<ulong> finalized = [];
    ulong now = 1_000;
    uint asked;

    public ParticipantTests()
    {
        Catalogue.TryCompose("boundless-povw", out var found).ShouldBeTrue();
        composition = found!;
        genesis = composition.Genesis(
            new Genesis { Assets = [.. composition.AssetRoles.Select(r => (Name)r)], Time = TimeUnit.Milliseconds, Begins = now, Authorities = [new("custodian", "bank"), new("sequencer", "clock")] },
            entry => entry.TrialParameters);
        market = Catalogue.Open(genesis);
        foreach (var who in Provers.Append("client"))
            foreach (var asset in genesis.Assets)
                Send(Deed.Of(new Deposit(who, asset, 1_000_000_000, Hash32.Sha256([.. who.Bytes, .. asset.Bytes]))), "bank");
        issued.Clear();
    }

    [Fact]
    public void Whoever_proves_and_stakes_is_paid_for_both()
    {
        PlayOneMinute();
        var provers = Provers.Where(p => market.Ledger.Balance(Find(p), new Asset(0)) > 1_000_000_000).ToList();
        provers.ShouldNotBeEmpty();
        foreach (var prover in provers) issued.ShouldContainKey((prover, "povw-mint"));
        foreach (var prover in Provers) issued.ShouldContainKey((prover, "povw-staking"));
    }

    [Fact]
    public void No_epoch_pays_more_than_its_pools()
    {
        PlayOneMinute();
        var trial = Codec<PovwParameters>.Of.Decode(composition.Schedules[0].TrialParameters.Memory);
        ulong epochs = (now - genesis.Begins) / trial.EpochLength;
        finalized.ShouldNotBeEmpty();
        finalized.ShouldBe(finalized.Distinct().Order());
        Sum("povw-mint").ShouldBeLessThanOrEqualTo((UInt128)epochs * trial.MiningPool);
        Sum("povw-staking").ShouldBeLessThanOrEqualTo((UInt128)epochs * trial.StakingPool);
        for (byte asset = 0; asset < 3; asset++) market.Ledger.Sum(new Asset(asset)).ShouldBe((Int128)0);
    }

    [Fact]
    public void Updates_that_are_paid_leave_no_rows_behind()
    {
        PlayOneMinute();
        Rows("boundless-povw/marks").ShouldBe(0);
        Rows("boundless-povw/updates").ShouldBeLessThanOrEqualTo(Provers.Length);
        Rows("boundless-povw/epochs").ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void A_market_restored_in_the_middle_ends_in_the_same_state()
    {
        PlayOneMinute();
        Catalogue.Restore(genesis, market.Snapshot()).StateHash().ShouldBe(market.StateHash());
    }

    [Fact]
    public void Without_stake_a_provers_opportunity_is_to_stake_half_of_what_it_has()
    {
        var stake = market.Opportunities(Find("hydro")).ShouldHaveSingleItem();
        Send(composition.Prover.Decide(stake, Situation("hydro")).Deeds.ShouldHaveSingleItem(), "hydro");
        market.Ledger.Balance(Find("hydro"), new Asset(Emission)).ShouldBe((Int128)500_000_000);
        market.Opportunities(Find("hydro")).ShouldBeEmpty();
    }

    void PlayOneMinute()
    {
        for (ulong end = now + 60_000; now < end; now += 250)
        {
            if (now % 3_000 == 0 && now + 20_000 < end) Ask();
            foreach (var prover in Provers) Act(prover);
            Send(Deed.Of(new Tick()), "clock");
        }
    }

    void Act(Name prover)
    {
        foreach (var opportunity in market.Opportunities(Find(prover)).ToList())
        {
            var decision = composition.Prover.Decide(opportunity, Situation(prover));
            foreach (var deed in decision.Deeds) Send(deed, prover);
            if (!decision.Prove) continue;
            foreach (var deed in composition.Prover.Deliver(opportunity, new ProofMade(new Bytes([1]), Hash32.Sha256("proof"u8)), Situation(prover))) Send(deed, prover);
        }
    }

    void Ask()
    {
        var wish = new Wish
        {
            Account = "client",
            Statement = new Statement { Work = 1_000 + (100 * asked) },
            Ceiling = 1_000_000,
            Now = now,
            UnitsPerSecond = 1_000,
            Deadline = now + 15_000,
            Index = ++asked,
        };
        foreach (var deed in composition.Requester.Ask(wish)) Send(deed, "client");
    }

    ProverSituation Situation(Name prover) => new()
    {
        Account = prover,
        Now = now,
        UnitsPerSecond = 1_000,
        // Each is the cheapest in its turn.
        PricePerMillion = (UInt128)(100 + (100 * ((asked + Array.IndexOf(Provers, prover)) % 3))),
        WorkPerSecond = 5_000,
        FreeSlots = 1,
        FreePayment = 1_000_000,
        FreeCollateral = 100_000_000,
    };

    // What several offer to do at once only one can: the others are refused.
    void Send(Deed deed, Name sender)
    {
        var verdicts = new Verdict[market.ClaimsIn(deed.Action, deed.Body.Memory).Count];
        market.Apply(new Command { Now = now, Block = now / 400, Sender = Find(sender), Verdicts = verdicts }, deed.Action, deed.Body.Memory);
        foreach (var moved in market.Events.OfType<Moved>().Where(m => m.From == Account.Issued))
            issued[(market.Ledger.NameOf(moved.To), moved.Reason)] = issued.GetValueOrDefault((market.Ledger.NameOf(moved.To), moved.Reason)) + moved.Amount;
        finalized.AddRange(market.Events.OfType<EpochFinalized>().Select(e => e.Epoch));
    }

    UInt128 Sum(Name reason) => issued.Where(i => i.Key.Reason == reason).Aggregate((UInt128)0, (sum, i) => sum + i.Value);

    int Rows(string table) => market.Tables.Single(t => t.Name == table).Count;

    Account Find(Name name)
    {
        market.Ledger.TryFind(name, out Account account);
        return account;
    }
}

using Vendue.Mechanisms.BoundlessPovw;

namespace Vendue.Mechanisms.Tests.BoundlessPovw;

/// <summary>The schedule over a mechanism that settles whatever it is told.</summary>
public sealed class ScheduleTests
{
    static readonly Name P1 = "P1";

    [Fact]
    public void Units_of_work_count_by_their_weight_and_those_without_one_count_nothing()
    {
        var market = new Paying(new PovwParameters { Weights = [new("cycles", 3, 2), new("constraints", 100, 1)] });
        market.Settle("cycles", 7);
        market.Log.HeadWork.ShouldBe((UInt128)10);
        market.Settle("constraints", 7);
        market.Log.HeadWork.ShouldBe((UInt128)710);
        market.Settle("steps", 7);
        market.Log.HeadWork.ShouldBe((UInt128)710);
        market.Log.Records.ShouldBe(3UL);
    }

    [Fact]
    public void Work_that_nobody_paid_for_can_be_left_out()
    {
        var market = new Paying(new PovwParameters { PaidOnly = true });
        market.Settle("cycles", 7, fee: 0);
        market.HasLog.ShouldBeFalse();
        market.Settle("cycles", 7, fee: 1);
        market.Log.HeadWork.ShouldBe((UInt128)7);
    }

    [Fact]
    public void A_log_can_be_posted_up_to_its_newest_record_where_there_is_no_room_for_the_others()
    {
        var market = new Paying(new PovwParameters { MostRecords = 1 });
        for (int i = 0; i < 4; i++) market.Settle("cycles", 10);
        market.Update(market.Recorded[1], 20).Code.ShouldBe("unknown-commitment");
        market.Update(market.Recorded[0], 10).IsApplied.ShouldBeTrue();
        market.Update(market.Recorded[3], 30).IsApplied.ShouldBeTrue();
    }

    [Fact]
    public void Payments_go_on_where_there_is_no_room_for_another_log()
    {
        var market = new Paying(new PovwParameters { MostLogs = 1 });
        market.Settle("cycles", 10);
        market.Settle("cycles", 10, payee: "P2").IsApplied.ShouldBeTrue();
        market.Market.Events.OfType<WorkNotRecorded>().ShouldHaveSingleItem().Work.ShouldBe((UInt128)10);
    }

    [Fact]
    public void A_log_has_no_more_unpaid_updates_than_one_mint_can_hold()
    {
        var market = new Paying(new PovwParameters { LongestCall = 2 });
        for (int i = 0; i < 3; i++) market.Settle("cycles", 10);
        market.Update(market.Recorded[0], 10).IsApplied.ShouldBeTrue();
        market.Update(market.Recorded[1], 10).IsApplied.ShouldBeTrue();
        market.Update(market.Recorded[2], 10).Code.ShouldBe("too-many-unpaid");
    }

    [Fact]
    public void What_is_older_than_the_rewarded_epochs_earns_nothing_and_the_log_goes_on()
    {
        var market = new Paying(new PovwParameters { EpochLength = 100, FixedPools = true, MiningPool = 900, StakingPool = 300, RewardedEpochs = 2 });
        market.Stake(150_000).IsApplied.ShouldBeTrue();
        market.Settle("cycles", 10);
        market.Update(market.Recorded[0], 10).IsApplied.ShouldBeTrue();
        market.Now = 350;
        market.Do(new FinalizeEpoch()).IsApplied.ShouldBeTrue();
        market.Do(new ClaimStaking([0])).Code.ShouldBe("epoch-lapsed");
        market.Do(new ClaimStaking([1, 2])).IsApplied.ShouldBeTrue();
        market.Do(new Mint([new LogStep(P1, WorkLog.Empty, market.Recorded[0])])).IsApplied.ShouldBeTrue();
        market.Balance.ShouldBe((Int128)(1_000_000 - 150_000 + 600));
        market.Log.Paid.ShouldBe(market.Recorded[0]);
    }

    [Fact]
    public void Stakes_that_change_for_ever_take_no_more_room_than_the_rewarded_epochs_need()
    {
        var market = new Paying(new PovwParameters { EpochLength = 10, RewardedEpochs = 3, MostCheckpoints = 90 });
        for (uint i = 1; i <= 400; i++)
        {
            market.Now += 1;
            market.Stake(1).IsApplied.ShouldBeTrue();
        }
    }

    /// <summary>A market whose mechanism opens a request and settles it at once.</summary>
    sealed class Paying
    {
        uint index;

        public Paying(PovwParameters parameters)
        {
            var genesis = new Genesis { Assets = ["coin", "bond", "token"], Authorities = [new("custodian", "bank")] };
            Market = new Market(genesis, new Modules(scope => new Payer(scope)) { Schedules = [("povw", scope => new Povw(scope, parameters))] });
            foreach (var who in new Name[] { P1, "P2" })
                Market.Apply(new Command { Sender = Find("bank") }, new Deposit(who, "token", 1_000_000, Hash32.Sha256(who.Bytes))).IsApplied.ShouldBeTrue();
        }

        public Market Market { get; }

        public ulong Now { get; set; }

        public List<Hash32> Recorded { get; } = [];

        public bool HasLog => Table.Count > 0;

        public LogRow Log => Table.TryAt(0, out var row) ? Table[row] : default;

        public Int128 Balance => Market.Ledger.Balance(Find(P1), new Asset(2));

        Table<LogRow> Table => (Table<LogRow>)Market.Tables.Single(t => t.Name == "povw/logs");

        public Outcome Settle(Name unit, ulong work, ulong fee = 1, string payee = "P1")
        {
            var outcome = Market.Apply(new Command { Now = Now, Sender = Find("bank") }, new PayFor(++index, unit, work, fee, payee));
            Recorded.AddRange(Market.Events.OfType<WorkRecorded>().Select(e => e.Commitment));
            return outcome;
        }

        public Outcome Stake(UInt128 amount) => Do(new AddStake(amount));

        public Outcome Update(Hash32 next, UInt128 value) => Do(new UpdateLog(P1, Log.Posted, next, value, P1, default));

        public Outcome Do<T>(in T action) where T : struct => Market.Apply(new Command { Now = Now, Sender = Find(P1) }, action, slot: 2);

        Account Find(Name name)
        {
            Market.Ledger.TryFind(name, out Account account);
            return account;
        }
    }

    [Action(64, "pay-for", "Settles a payment.")]
    public readonly record struct PayFor(uint Index, Name Unit, ulong Work, ulong Fee, Name Payee);

    sealed class Payer : Mechanism
    {
        public Payer(Scope scope) : base(scope) => scope.On<PayFor>(Pay);

        public override IEnumerable<Opportunity> Opportunities(Account account) => [];

        public override Ending Expire(Handle<Request> request) => Ending.Expired;

        Outcome Pay(in Call call, in PayFor action)
        {
            var id = Hash32.Sha256(BitConverter.GetBytes(action.Index));
            Ledger.TryFind(action.Payee, out Account payee);
            if (Scope.OpenRequest(id, call.Sender, new Statement { WorkUnit = action.Unit, Work = action.Work }, call.Now, out var request) is { IsRefused: true } refusal) return refusal;
            Scope.Settle(new SettledEvent(id, payee, new Asset(0), action.Fee, action.Work));
            Requests.End(request, Ending.Settled);
            return Outcome.Applied;
        }
    }
}

using CsCheck;

namespace Vendue.Mechanisms.Stages.Tests;

public sealed class StageContractTests
{
    const int CommandSize = 12;
    const int Sealed = Scope.FirstChild, Dutch = Scope.FirstChild + 1, Race = Scope.FirstChild + 2;
    static readonly Name[] People = ["ann", "bob", "carl", "dora"];
    static readonly Gen<byte[][]> Commands = Gen.Byte.Array[CommandSize].Array[1, 120];

    [Fact]
    public void A_stage_spends_at_most_what_it_was_lent_and_all_else_is_back_when_it_reports() =>
        Commands.Sample(commands =>
        {
            var (market, _) = Play(commands);
            market.Ledger.Sum(default).ShouldBe(0);
            foreach (string table in new[] { "held", "requests", "holdings", "timers", "sealed/stages", "sealed/offers", "dutch/stages", "race/stages", "race/commitments" })
                market.Tables.Single(t => t.Name == table).Count.ShouldBe(0, table);
        });

    [Fact]
    public void The_commands_of_these_tests_make_stages_end_in_every_way_that_they_can()
    {
        var ends = new HashSet<StageEnd>();
        for (int run = 0; run < 300; run++)
            ends.UnionWith(Play([.. Enumerable.Range(0, 120).Select(i => System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes((run * 1_000) + i))[..CommandSize])]).Holder.Reports.Select(r => r.Report.End));
        ends.ShouldBe([StageEnd.Settled, StageEnd.NoOffer, StageEnd.Thin, StageEnd.WinnerMissed, StageEnd.InvalidProof, StageEnd.Unexecutable], ignoreOrder: true);
    }

    [Fact]
    public void Whom_the_holder_does_not_admit_cannot_take_part_and_is_shown_nothing()
    {
        Holder? holder = null;
        var market = MarketOf(new Modules(s => holder = new Holder(s)));
        Do(market, 10, "ann", new OpenAny(1, 100, 100, 100, 0, 50, 50, 100, 0, 10, 1, 0)).IsApplied.ShouldBeTrue();
        holder!.Only = "carl";
        Do(market, 11, "bob", new TakeRequest(Holder.Id(1)), Dutch).IsRefused.ShouldBeTrue();
        OpportunitiesOf(market, "bob").ShouldBeEmpty();
        OpportunitiesOf(market, "carl").Single().Action.ShouldBe((ushort)((Dutch * Scope.Tags) + 69));
        Do(market, 11, "carl", new TakeRequest(Holder.Id(1)), Dutch).IsApplied.ShouldBeTrue();
    }

    [Fact]
    public void A_stage_pays_when_its_proof_is_final_and_not_before()
    {
        Patience? policy = null;
        var market = MarketOf(new Modules(s => new DutchStage(s, null, new DutchParameters { Ramp = 0 })) { Finality = s => policy = new Patience(s) });
        var request = PostAndDeliver(market);
        BalanceOf(market, "bob").ShouldBe(950);
        Do(market, 30, "bob", new Decide(request, true), Scope.Finality).IsApplied.ShouldBeTrue();
        BalanceOf(market, "bob").ShouldBe(1_100);
        BalanceOf(market, "ann").ShouldBe(900);
        market.Requests.Count.ShouldBe(0);
    }

    [Fact]
    public void A_proof_that_never_becomes_final_is_a_failed_settlement_and_nobody_loses()
    {
        Patience? policy = null;
        var market = MarketOf(new Modules(s => new DutchStage(s, null, new DutchParameters { Ramp = 0 })) { Finality = s => policy = new Patience(s) });
        var request = PostAndDeliver(market);
        Do(market, 30, "bob", new Decide(request, false), Scope.Finality).IsApplied.ShouldBeTrue();
        market.Events.OfType<StageEnded>().Single().End.ShouldBe(StageEnd.SettlementFailed);
        BalanceOf(market, "bob").ShouldBe(1_000);
        BalanceOf(market, "ann").ShouldBe(1_000);
    }

    static Hash32 PostAndDeliver(Market market)
    {
        var statement = new Statement();
        Do(market, 10, "ann", new PostRequest(1, statement, 100, 1_000)).IsApplied.ShouldBeTrue();
        var request = RequestId.Of("ann", statement, 1);
        Do(market, 11, "bob", new TakeRequest(request)).IsApplied.ShouldBeTrue();
        Do(market, 12, "bob", new Deliver(request, default, default), 0, Verdict.Valid).IsApplied.ShouldBeTrue();
        return request;
    }

    static (Market Market, Holder Holder) Play(byte[][] commands)
    {
        Holder? holder = null;
        var market = MarketOf(new Modules(s => holder = new Holder(s)));
        var offers = new Dictionary<(Hash32, Name), (UInt128, ulong)>();
        ulong now = 10, opened = 0;
        foreach (byte[] b in commands)
        {
            now += b[0] % 6u;
            var (who, request) = (People[b[2] % People.Length], Holder.Id(ulong.Max(1, opened - (b[3] % ulong.Min(3, ulong.Max(opened, 1))))));
            var proof = Hash32.Sha256(who.Bytes);
            var verdict = (b[4] % 8) switch { 0 => Verdict.Invalid, 1 => Verdict.Unexecutable, _ => Verdict.Valid };
            switch (b[1] % 14)
            {
                case 0 or 1 or 2:
                    var open = new OpenAny(b[3], b[4], b[5] / 2u, b[6] / 2u, b[7] % 30u, 1 + (b[8] % 30u), b[9] % 40u, 5 + (b[10] % 80u), b[11] % 3u, b[9], (byte)(b[10] % 4), b[11] * 39u);
                    if (!Do(market, now, who, open).IsRefused) opened++;
                    break;
                case 3 or 4 or 5:
                    var price = (UInt128)(b[5] / 2);
                    if (!Do(market, now, who, new SealOffer(request, StageSeal.OfOffer(who, request, price, b[6], default), default), Sealed).IsRefused) offers[(request, who)] = (price, b[6]);
                    break;
                case 6 or 7:
                    var known = offers.Keys.OrderBy(k => k.Item1).ThenBy(k => k.Item2).ToArray();
                    if (known.Length > 0) (request, who) = known[b[5] % known.Length];
                    var (told, stands) = offers.GetValueOrDefault((request, who));
                    if (Do(market, now, who, new RevealOffer(request, told, stands, default), Sealed).Code is not "window-open") offers.Remove((request, who));
                    break;
                case 8 or 9:
                    Do(market, now, who, new TakeRequest(request), Dutch);
                    break;
                case 10:
                    (who, request) = Bound(market) ?? (who, request);
                    Do(market, now, who, new Deliver(request, default, proof), b[5] % 2 == 0 ? Sealed : Dutch, verdict);
                    break;
                case 11:
                    Do(market, now, who, new CommitProof(request, StageSeal.OfProof(who, request, default, proof)), Race);
                    break;
                case 12:
                    Do(market, now, who, new Deliver(request, default, proof), Race, verdict);
                    break;
                default:
                    Do(market, now, who, new TakeBack(request));
                    break;
            }
        }
        Do(market, now + 10_000, "clock", new Tick());
        return (market, holder!);
    }

    static (Name, Hash32)? Bound(Market market)
    {
        foreach (var person in People)
            if (OpportunitiesOf(market, person).FirstOrDefault(o => o.Kind == OpportunityKind.Prove) is { } work) return (person, work.Request);
        return null;
    }

    static Market MarketOf(Modules modules)
    {
        var market = new Market(new Genesis { Assets = ["ETH"], Authorities = [new("custodian", "bank"), new("sequencer", "clock")] }, modules);
        foreach (var person in People) Do(market, 0, "bank", new Deposit(person, "ETH", 1_000, Hash32.Sha256(person.Bytes))).IsApplied.ShouldBeTrue();
        return market;
    }

    static Outcome Do<T>(Market market, ulong now, Name by, T action, int slot = 0, params Verdict[] verdicts) where T : struct
    {
        market.Ledger.TryFind(by, out Account sender).ShouldBeTrue();
        var deed = Deed.Of(action);
        return market.Apply(new Command { Now = now, Sender = sender, Verdicts = verdicts }, slot == 0 ? deed.Action : deed.In(slot).Action, deed.Body.Span.ToArray());
    }

    static Int128 BalanceOf(Market market, Name name)
    {
        market.Ledger.TryFind(name, out Account account).ShouldBeTrue();
        return market.Ledger.Balance(account, default);
    }

    static Opportunity[] OpportunitiesOf(Market market, Name name)
    {
        market.Ledger.TryFind(name, out Account account).ShouldBeTrue();
        return [.. market.Opportunities(account)];
    }

    /// <summary>Says what becomes of an accepted proof.</summary>
    [Action(64, "decide", "Says what becomes of an accepted proof.")]
    readonly record struct Decide(Hash32 Request, bool Final);

    /// <summary>A finality policy that waits until somebody says so.</summary>
    sealed class Patience : FinalityPolicy
    {
        Account prover;

        public Patience(Scope scope) : base(scope) => scope.On<Decide>(Say);

        public override IEnumerable<Opportunity> Opportunities(Account account) => [];

        public override Outcome Accepted(in Acceptance acceptance)
        {
            prover = acceptance.Prover;
            return Outcome.Applied;
        }

        Outcome Say(in Call call, in Decide action)
        {
            if (!Requests.TryFind(action.Request, out var request)) return Refused.UnknownRequest;
            if (action.Final) TellFinal(request, prover);
            else TellVoid(request);
            return Outcome.Applied;
        }
    }
}

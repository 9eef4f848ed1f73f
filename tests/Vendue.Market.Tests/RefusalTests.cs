using System.Reflection;

namespace Vendue.Kernel.Tests;

/// <summary>For every reason of the kernel a command that provokes it. A reason without a provocation fails the suite.</summary>
public sealed class RefusalTests
{
    static readonly Hash32 R = TrialMarket.Id("r"), X = TrialMarket.Id("x");
    static readonly Statement Plain = new();

    static readonly Dictionary<string, Func<TrialMarket, Outcome>> Provocations = new()
    {
        [nameof(Refused.UnknownAction)] = t => t.Do("alice", new Undeclared()),
        [nameof(Refused.BadEncoding)] = t => t.Market.Apply(t.By("alice"), 64, new byte[] { 1, 2, 3 }),
        [nameof(Refused.TimeBackwards)] = t => t.Market.Apply(t.By("alice") with { Now = 0 }, new Tick()),
        [nameof(Refused.BlockBackwards)] = t => t.Market.Apply(t.By("node") with { Block = 3 }, new Tick()) is { IsApplied: true } ? t.Market.Apply(t.By("node") with { Block = 2 }, new Tick()) : default,
        [nameof(Refused.OutOfRange)] = t => t.Do("alice", new Divide(UInt128.MaxValue, 2, 1)),
        [nameof(Refused.UnknownAccount)] = t => t.Market.Apply(new Command { Now = t.Now, Sender = new Account(99) }, new Tick()),
        [nameof(Refused.NonceUsed)] = t => t.Market.Apply(t.By("node") with { Nonce = 1 }, new Tick()) is { IsApplied: true } ? t.Market.Apply(t.By("node") with { Nonce = 1 }, new Tick()) : default,
        [nameof(Refused.Expired)] = t => t.Market.Apply(t.By("node") with { Expires = 9 }, new Tick()),
        [nameof(Refused.KeyUnknown)] = t => t.Market.Apply(t.By("alice") with { Key = X }, new Note([], false)),
        [nameof(Refused.UnknownModule)] = t => t.Do("bank", new Upgrade("none", 1, default, 99)),
        [nameof(Refused.RulesUnknown)] = t => t.Do("bank", new Upgrade("trial", 2, default, 99)),
        [nameof(Refused.ParametersRefused)] = t => t.Do("bank", new Upgrade("trial", 1, new Bytes([1]), 99)),
        [nameof(Refused.NoticeTooShort)] = t => t.Do("bank", new Upgrade("trial", 1, default, 10)),
        [nameof(Refused.UpgradePending)] = t => t.Do("bank", new Upgrade("trial", 1, default, 99)) is { IsApplied: true } ? t.Do("bank", new Upgrade("trial", 1, default, 99)) : default,
        [nameof(Refused.NoUpgrade)] = t => t.Do("bank", new WithdrawUpgrade("trial")),
        [nameof(Refused.KeyExpired)] = t => Delegated(t, [], 9, new Note([], false)),
        [nameof(Refused.KeyOutOfScope)] = t => Delegated(t, [64], 99, new Note([], false)),
        [nameof(Refused.KeyLimitReached)] = t => t.Do("alice", new LimitKey(X, "coin", 0)) is { IsApplied: true } ? Delegated(t, [], 99, new Post(R, 1, 50, Plain)) : default,
        [nameof(Refused.KeyExists)] = t => Delegated(t, [], 99, new Note([], false)) is { IsApplied: true } ? t.Do("alice", new AuthoriseKey(X, [], 99)) : default,
        [nameof(Refused.NotAuthorised)] = t => t.Do("alice", new Tick()),
        [nameof(Refused.TableFull)] = t => t.Do("alice", new Note([.. Enumerable.Range(0, 1_001).Select(i => new NoteStep((ulong)i, 0, false))], false)),
        [nameof(Refused.InsufficientBalance)] = t => t.Do("alice", new Post(R, 1_001, 50, Plain)),
        [nameof(Refused.AmountZero)] = t => t.Do("bank", new Deposit("alice", "coin", 0, X)),
        [nameof(Refused.AmountTooLarge)] = t => t.Do("bank", new Deposit("alice", "coin", UInt128.MaxValue, X)),
        [nameof(Refused.DepositKnown)] = t => t.Do("bank", new Deposit("alice", "coin", 1, X)) is { IsApplied: true } ? t.Do("bank", new Deposit("alice", "coin", 1, X)) : default,
        [nameof(Refused.UnknownAsset)] = t => t.Do("alice", new Withdraw("gold", 1, X)),
        [nameof(Refused.UnknownRequest)] = t => t.Do("alice", new Take(X, 1, 20)),
        [nameof(Refused.RequestExists)] = t => t.Do("alice", new Post(R, 1, 50, Plain)) is { IsApplied: true } ? t.Do("alice", new Post(R, 1, 50, Plain)) : default,
        [nameof(Refused.WithdrawalExists)] = t => t.Do("alice", new Withdraw("coin", 1, X)) is { IsApplied: true } ? t.Do("alice", new Withdraw("coin", 1, X)) : default,
        [nameof(Refused.UnknownWithdrawal)] = t => t.Do("bank", new EndWithdrawal(X, true)),
        [nameof(Refused.UnknownReceipt)] = t => t.Market.Apply(t.By("alice") with { Receipt = X }, new Note([], false)),
        [nameof(Refused.ReceiptKnown)] = t => Received(t) is { IsApplied: true } ? t.Do("node", new ReceiveProof(X, R, "peggy")) : default,
        [nameof(Refused.BeaconMismatch)] = t => t.Do("node", new RevealBeacon(X)),
        [nameof(Refused.ProgramRevoked)] = _ =>
        {
            var t = new TrialMarket(TrialMarket.Standard with { Authorities = [.. TrialMarket.Standard.Authorities, new(Programs.Registrar, "bank")] }, "alice");
            return t.Do("bank", new RevokeProgram(Plain.Program)) is { IsApplied: true } ? t.Do("alice", new Post(R, 1, 50, Plain)) : default;
        },
        [nameof(Refused.BeaconOpen)] = _ => OpenRound(out var t) is { IsApplied: true } ? t.Do("node", new RevealBeacon(TrialMarket.BeaconChain[2])) : default,
        [nameof(Refused.BeaconNotOpen)] = t => t.Do("alice", new RevealLink(1, X)),
        [nameof(Refused.BeaconQuorum)] = _ => new TrialMarket(Shared, "alice").Do("node", new RevealBeacon(TrialMarket.BeaconChain[1])),
        [nameof(Refused.BeaconLinkKnown)] = _ => OpenRound(out var t) is { IsApplied: true } && t.Do("alice", new RevealLink(1, X)).IsApplied ? t.Do("alice", new RevealLink(1, X)) : default,
        [nameof(Refused.BeaconSitsOut)] = _ => OpenRound(out var t) is { IsApplied: true } && t.Tick(70).IsApplied ? t.Do("alice", new CommitBeacon(X)) : default,
        [nameof(Refused.VerdictMissing)] = t => Received(t) is { IsApplied: true } ? t.Do("peggy", new Deliver(R)) : default,
        [nameof(Refused.NoGenerator)] = t => Received(t) is { IsApplied: true } ? t.Do("peggy", new Report(R, Fault.Unprovable)) : default,
        [nameof(Refused.NothingAtRisk)] = t => Impossible(t, "alice", Verdict.Unexecutable),
        [nameof(Refused.Provable)] = t => Impossible(t, "peggy", Verdict.Valid),
        [nameof(Refused.CannotDrop)] = t =>
        {
            t.Mechanism.LetsGo = false;
            return Impossible(t, "peggy", Verdict.Unexecutable);
        },
        [nameof(Refused.PrivateRefused)] = t =>
        {
            t.Mechanism.Exclusive = false;
            return t.Do("alice", new Post(R, 1, 50, Plain with { Private = true }));
        },
        [nameof(Refused.NoEncryptionKey)] = t => t.Do("alice", new Post(R, 1, 50, Plain with { Private = true })) is { IsApplied: true } ? t.Do("peggy", new Take(R, 1, 40)) : default,
        [nameof(Refused.NoAssignee)] = t => t.Do("alice", new Post(R, 1, 50, Plain with { Private = true })) is { IsApplied: true } ? t.Do("alice", new DeliverKey(R, new Bytes([1]))) : default,
        [nameof(Refused.KeyDeliveredAlready)] = t =>
        {
            t.Do("peggy", new PublishEncryptionKey(X)).IsApplied.ShouldBeTrue();
            t.Do("alice", new Post(R, 1, 50, Plain with { Private = true })).IsApplied.ShouldBeTrue();
            t.Do("peggy", new Take(R, 1, 40)).IsApplied.ShouldBeTrue();
            t.Do("alice", new DeliverKey(R, new Bytes([1]))).IsApplied.ShouldBeTrue();
            return t.Do("alice", new DeliverKey(R, new Bytes([1])));
        },
        [nameof(Refused.TimerChain)] = t => t.Do("alice", new Chase(11)) is { IsApplied: true } && t.Tick(12).IsApplied ? t.Mechanism.Chased : default,
        [nameof(Refused.InvalidProof)] = t => Received(t) is { IsApplied: true } ? t.Market.Apply(t.By("peggy") with { Verdicts = new[] { Verdict.Invalid } }, new Deliver(R)) : default,
    };

    static Genesis Shared => TrialMarket.Standard with { Authorities = [.. TrialMarket.Standard.Authorities, new("beacon", "alice"), new("beacon", "peggy")] };

    /// <summary>A round of the beacon that waits for two parties.</summary>
    static Outcome OpenRound(out TrialMarket market)
    {
        market = new TrialMarket(Shared, "alice", "peggy");
        foreach (string party in (string[])["alice", "peggy"]) market.Do(party, new CommitBeacon(Hash32.Sha256(X.ToArray()))).IsApplied.ShouldBeTrue();
        return market.Do("node", new RevealBeacon(TrialMarket.BeaconChain[1]));
    }

    public static TheoryData<string> Reasons => [.. All.Select(f => f.Name)];

    static IEnumerable<FieldInfo> All => typeof(Refused).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.FieldType == typeof(Reason));

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Each_reason_is_provoked_and_its_command_tells_no_event(string name)
    {
        Provocations.ShouldContainKey(name, "every reason of the kernel has a command here that provokes it");
        var trial = new TrialMarket("alice", "peggy");
        trial.Tick(10).IsApplied.ShouldBeTrue();
        var outcome = Provocations[name](trial);
        outcome.Kind.ShouldBe(OutcomeKind.Refused, outcome.ToString());
        outcome.Reason.ShouldBe((Reason?)typeof(Refused).GetField(name)!.GetValue(null));
        trial.Market.Events.Count.ShouldBe(0);
        outcome.Sentence.ShouldNotContain("{");
        outcome.Sentence.ShouldEndWith(".");
    }

    [Fact]
    public void Codes_are_unique_lower_case_words()
    {
        var codes = All.Select(f => ((Reason)f.GetValue(null)!).Code).ToArray();
        codes.ShouldBeUnique();
        codes.ShouldAllBe(c => c.All(l => l == '-' || char.IsAsciiLetterLower(l)));
    }

    [Theory]
    [InlineData("accounts")]
    [InlineData("requests")]
    [InlineData("holdings")]
    [InlineData("timers")]
    [InlineData("receipts")]
    [InlineData("blobs")]
    [InlineData("keys")]
    [InlineData("lanes")]
    [InlineData("transfers")]
    public void Each_of_the_kernels_tables_is_full_at_its_limit_and_the_command_that_asks_for_more_is_refused(string table)
    {
        var limits = new Limits
        {
            Accounts = table == "accounts" ? 7u : 100, // issued, burnt, treasury, bank, node, alice, peggy
            Requests = table == "requests" ? 0u : 100,
            Holdings = table == "holdings" ? 0u : 100,
            Timers = table == "timers" ? 0u : 100,
            Receipts = table == "receipts" ? 0u : 100,
            Blobs = table == "blobs" ? 0u : 100,
            Keys = table == "keys" ? 0u : 100,
            Lanes = table == "lanes" ? 0u : 100,
            Transfers = table == "transfers" ? 2u : 100,
        };
        var trial = new TrialMarket(TrialMarket.Standard with { Limits = limits }, "alice", "peggy");
        Outcome[] outcomes =
        [
            trial.Do("bank", new Deposit("one-more", "coin", 1, X)),
            trial.Do("alice", new Post(R, 1, 50, Plain)),
            trial.Do("node", new ReceiveProof(X, R, "peggy")),
            trial.Do("alice", new AuthoriseKey(X, [], 9)),
            trial.Market.Apply(trial.By("alice") with { Nonce = 1 }, new Note([], false)),
        ];
        outcomes.Count(o => o.Code == "table-full").ShouldBe(table == "blobs" ? 2 : 1);
    }

    static Outcome Delegated<T>(TrialMarket t, ushort[] scope, ulong expires, T action) where T : struct =>
        t.Do("alice", new AuthoriseKey(X, scope, expires)) is { IsApplied: true } ? t.Market.Apply(t.By("alice") with { Key = X }, action) : default;

    static Outcome Impossible(TrialMarket t, string reporter, Verdict verdict)
    {
        t.Do("alice", new Post(R, 1, 50, Plain with { Generator = X })).IsApplied.ShouldBeTrue();
        t.Do("peggy", new Take(R, 1, 40)).IsApplied.ShouldBeTrue();
        return t.Market.Apply(t.By(reporter) with { Verdicts = new[] { verdict } }, new Report(R, Fault.Unprovable));
    }

    static Outcome Received(TrialMarket t) =>
        t.Do("alice", new Post(R, 1, 50, Plain)) is { IsApplied: true } && t.Do("peggy", new Take(R, 1, 40)) is { IsApplied: true } ? t.Do("node", new ReceiveProof(X, R, "peggy")) : default;
}

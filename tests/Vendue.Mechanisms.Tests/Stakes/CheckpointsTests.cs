using CsCheck;
using Vendue.Mechanisms.Stakes;

namespace Vendue.Mechanisms.Tests.Stakes;

public sealed class CheckpointsTests
{
    static readonly Gen<(int Who, int Amount, int Later)[]> Changes = Gen.Select(Gen.Int[1, 3], Gen.Int[-5, 9], Gen.Int[0, 2]).Array[1, 40];

    [Fact]
    public void What_anybody_had_at_any_instant_is_what_the_changes_up_to_it_come_to() =>
        Changes.Sample(changes =>
        {
            var checkpoints = Fresh(1_000);
            var told = Apply(checkpoints, changes, oldest: 0);
            foreach (ulong instant in told.Select(t => t.At).Prepend(0UL).SelectMany(at => new[] { at, at + 1 }))
            {
                for (int who = 1; who <= 3; who++) checkpoints.At(new Account(who), instant).ShouldBe(Had(told, instant, who));
                checkpoints.TotalAt(instant).ShouldBe(Had(told, instant, 0));
            }
        });

    [Fact]
    public void What_is_dropped_for_its_age_changes_nothing_that_may_still_be_asked_for() =>
        Gen.Select(Changes, Gen.ULong[0, 60]).Sample((changes, oldest) =>
        {
            var checkpoints = Fresh(1_000);
            var told = Apply(checkpoints, changes, oldest);
            for (ulong instant = oldest; instant < oldest + 90; instant++)
                for (int who = 1; who <= 3; who++) checkpoints.At(new Account(who), instant).ShouldBe(Had(told, instant, who));
        });

    [Fact]
    public void A_full_table_refuses_and_old_checkpoints_make_room()
    {
        var checkpoints = Fresh(4);
        checkpoints.Add(new Account(1), 1, 10).IsApplied.ShouldBeTrue();
        checkpoints.Add(new Account(1), 1, 20).IsApplied.ShouldBeTrue();
        checkpoints.Add(new Account(1), 1, 30).Code.ShouldBe("table-full");
        checkpoints.Add(new Account(1), 1, 30, oldest: 25).IsApplied.ShouldBeTrue();
        checkpoints.At(new Account(1), 25).ShouldBe((UInt128)2);
        checkpoints.At(new Account(1), 30).ShouldBe((UInt128)3);
    }

    static Checkpoints Fresh(int limit)
    {
        Checkpoints? made = null;
        _ = new Market(new Genesis(), scope => new Holder(scope, limit, c => made = c));
        return made!;
    }

    static List<(ulong At, int Who, int Amount)> Apply(Checkpoints checkpoints, (int Who, int Amount, int Later)[] changes, ulong oldest)
    {
        var told = new List<(ulong At, int Who, int Amount)>();
        ulong now = 1;
        foreach (var (who, amount, later) in changes)
        {
            now += (ulong)later;
            var account = new Account(who);
            if (amount >= 0) checkpoints.Add(account, (UInt128)amount, now, ulong.Min(oldest, now)).IsApplied.ShouldBeTrue();
            else if (checkpoints.Now(account) < (UInt128)(-amount)) continue;
            else checkpoints.Take(account, (UInt128)(-amount), now, ulong.Min(oldest, now)).IsApplied.ShouldBeTrue();
            told.Add((now, who, amount));
        }
        return told;
    }

    static UInt128 Had(List<(ulong At, int Who, int Amount)> told, ulong instant, int who) =>
        (UInt128)told.Where(t => t.At <= instant && (who == 0 || t.Who == who)).Sum(t => t.Amount);

    sealed class Holder : Mechanism
    {
        public Holder(Scope scope, int limit, Action<Checkpoints> made) : base(scope) => made(new Checkpoints(scope.Table<Checkpoint>("checkpoints", limit)));

        public override IEnumerable<Opportunity> Opportunities(Account account) => [];

        public override Ending Expire(Handle<Request> request) => Ending.Expired;
    }
}

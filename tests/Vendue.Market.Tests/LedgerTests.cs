using CsCheck;

namespace Vendue.Kernel.Tests;

public sealed class LedgerTests
{
    public enum Verb { Pay, Hold, Release, Move, Open, Close, Issue }

    static readonly string[] People = ["ann", "bob", "cat", "dan"];
    static readonly Asset[] Assets = [new(0), new(1)];

    static readonly Gen<UInt128> Sizes = Gen.Frequency((8, Gen.ULong[0, 400].Select(a => (UInt128)a)), (1, EncodingTests.Amounts), (1, Gen.Const(UInt128.MaxValue)));

    static readonly Gen<(Verb Verb, int A, int B, int Asset, UInt128 Amount)[]> Scripts =
        Gen.Select(Gen.Enum<Verb>(), Gen.Int[0, 30], Gen.Int[0, 30], Gen.Int[0, 1], Sizes).Array[0, 120];

    [Fact]
    public void The_ledger_keeps_the_books_of_a_naive_one_and_every_asset_sums_to_zero() =>
        Scripts.Sample(script =>
        {
            var books = new Books();
            foreach (var (verb, a, b, asset, amount) in script)
            {
                books.Do(verb, a, b, Assets[asset], amount);
                books.ShouldAgree();
            }
        }, iter: 300);

    [Fact]
    public void A_payment_of_more_than_there_is_says_what_there_is_and_changes_nothing()
    {
        var trial = new TrialMarket("ann", "bob");
        var before = trial.Market.StateHash();
        var short_ = trial.Market.Ledger.Pay(trial["ann"], trial["bob"], new Asset(0), 1_001, "x");
        short_.Code.ShouldBe("insufficient-balance");
        short_.Sentence.ShouldBe("The account has 1000 free and needs 1001; deposit the difference.");
        trial.Market.StateHash().ShouldBe(before);
    }

    [Fact]
    public void Nobody_can_spend_from_the_account_that_money_is_issued_from()
    {
        var trial = new TrialMarket("ann");
        trial.Market.Ledger.Pay(Account.Issued, trial["ann"], new Asset(0), 1, "x").Code.ShouldBe("insufficient-balance");
    }

    [Fact]
    public void A_holding_gives_no_more_than_it_holds_and_only_to_its_own_asset()
    {
        var trial = new TrialMarket("ann");
        trial.Market.Ledger.OpenHolding(Place.Bond, trial["ann"], new Asset(0), default, out var coin);
        trial.Market.Ledger.OpenHolding(Place.Bond, trial["ann"], new Asset(1), default, out var bond);
        trial.Market.Ledger.Hold(trial["ann"], coin, 10, "x").IsApplied.ShouldBeTrue();
        Should.Throw<InvariantException>(() => trial.Market.Ledger.Release(coin, trial["ann"], 11, "x"));
        Should.Throw<InvariantException>(() => trial.Market.Ledger.Move(coin, bond, 5, "x"));
    }

    [Fact]
    public void Every_movement_tells_where_the_money_was_and_where_it_is()
    {
        var trial = new TrialMarket("ann", "bob");
        trial.Do("ann", new Give([new Gift("bob", 5, false)])).IsApplied.ShouldBeTrue();
        trial.Market.Events.OfType<Moved>().ShouldBe([new Moved("gift", new Asset(0), 5, trial["ann"], Place.Free, trial["bob"], Place.Free)]);
    }

    [Fact]
    public void An_account_without_a_name_is_never_opened()
    {
        var trial = new TrialMarket("ann");
        trial.Market.Ledger.Open(default, out _).IsRefused.ShouldBeTrue();
        trial.Do("ann", new Give([new Gift(default, 5, false)])).IsRefused.ShouldBeTrue();
    }

    [Fact]
    public void Accounts_and_assets_that_do_not_exist_break_an_invariant()
    {
        var trial = new TrialMarket("ann");
        Should.Throw<InvariantException>(() => trial.Market.Ledger.Balance(new Account(999), new Asset(0)));
        Should.Throw<InvariantException>(() => trial.Market.Ledger.Balance(trial["ann"], new Asset(2)));
        Should.Throw<InvariantException>(() => trial.Market.Ledger.Balance(default, new Asset(0)));
        trial.Market.Ledger.Exists(new Account(-1)).ShouldBeFalse();
    }

    /// <summary>The real ledger beside dictionaries of big integers.</summary>
    sealed class Books
    {
        readonly TrialMarket trial = new(People);
        readonly Dictionary<(Account, Asset), System.Numerics.BigInteger> free = [];
        readonly Dictionary<Handle<Holding>, (Account Owner, Asset Asset, System.Numerics.BigInteger Amount)> held = [];

        public Books()
        {
            for (int i = 1; i <= trial.Market.Ledger.Accounts; i++)
                foreach (var asset in Assets) free[(new Account(i), asset)] = trial.Market.Ledger.Balance(new Account(i), asset);
        }

        Ledger Ledger => trial.Market.Ledger;

        public void Do(Verb verb, int a, int b, Asset asset, UInt128 amount)
        {
            Account one = trial[People[a % 4]], other = trial[People[b % 4]];
            var first = held.Count == 0 ? default : held.Keys.OrderBy(h => h.Index).ElementAt(a % held.Count);
            var second = held.Count == 0 ? default : held.Keys.OrderBy(h => h.Index).ElementAt(b % held.Count);
            switch (verb)
            {
                case Verb.Pay:
                    if (Ledger.Pay(one, other, asset, amount, "pay").IsApplied.ShouldBe(free[(one, asset)] >= amount)) Shift(one, other, asset, amount);
                    break;
                case Verb.Issue:
                    bool room = -free[(Account.Issued, asset)] + amount <= Ledger.LargestSupply;
                    if (Ledger.Issue(one, asset, amount, "issue").IsApplied.ShouldBe(room)) Shift(Account.Issued, one, asset, amount);
                    break;
                case Verb.Open:
                    Ledger.OpenHolding(Place.Pot, one, asset, default, out var opened).IsApplied.ShouldBeTrue();
                    held[opened] = (one, asset, 0);
                    break;
                case Verb.Hold when held.Count > 0:
                    var into = held[first];
                    if (!Ledger.Hold(one, first, amount, "hold").IsApplied.ShouldBe(free[(one, into.Asset)] >= amount)) break;
                    free[(one, into.Asset)] -= amount;
                    held[first] = into with { Amount = into.Amount + amount };
                    break;
                case Verb.Release when held.Count > 0 && held[first].Amount >= amount:
                    Ledger.Release(first, one, amount, "release");
                    free[(one, held[first].Asset)] += amount;
                    held[first] = held[first] with { Amount = held[first].Amount - amount };
                    break;
                case Verb.Move when held.Count > 0 && held[first].Amount >= amount && held[first].Asset == held[second].Asset:
                    Ledger.Move(first, second, amount, "move");
                    held[first] = held[first] with { Amount = held[first].Amount - amount };
                    held[second] = held[second] with { Amount = held[second].Amount + amount };
                    break;
                case Verb.Close when held.Count > 0:
                    Ledger.CloseHolding(first, "close");
                    free[(held[first].Owner, held[first].Asset)] += held[first].Amount;
                    held.Remove(first);
                    break;
                default:
                    break;
            }
        }

        public void ShouldAgree()
        {
            foreach (var ((account, asset), amount) in free)
            {
                ((System.Numerics.BigInteger)Ledger.Balance(account, asset)).ShouldBe(amount);
                if (account != Account.Issued) amount.Sign.ShouldBeGreaterThanOrEqualTo(0);
            }
            foreach (var (handle, holding) in held) ((System.Numerics.BigInteger)Ledger[handle].Amount).ShouldBe(holding.Amount);
            foreach (var asset in Assets) Ledger.Sum(asset).ShouldBe(0);
        }

        void Shift(Account from, Account to, Asset asset, UInt128 amount)
        {
            free[(from, asset)] -= amount;
            free[(to, asset)] += amount;
        }
    }
}

static class BooleanExpectations
{
    /// <summary>Asserts, and hands the value on.</summary>
    public static bool ShouldBe(this bool actual, bool expected)
    {
        ShouldBeTestExtensions.ShouldBe(actual, expected);
        return actual;
    }
}

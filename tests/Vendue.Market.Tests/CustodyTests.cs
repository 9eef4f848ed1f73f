namespace Vendue.Kernel.Tests;

public sealed class CustodyTests
{
    static readonly Hash32 W = TrialMarket.Id("withdrawal");

    readonly TrialMarket trial = new("alice");

    [Fact]
    public void A_deposit_is_credited_once_and_opens_the_account()
    {
        trial.Do("bank", new Deposit("new", "coin", 7, W)).IsApplied.ShouldBeTrue();
        trial.Free("new").ShouldBe(7);
        trial.Do("bank", new Deposit("new", "coin", 7, W)).Code.ShouldBe("deposit-known");
        trial.Free("new").ShouldBe(7);
    }

    [Fact]
    public void Only_the_custodian_states_deposits_and_ends_withdrawals()
    {
        trial.Do("alice", new Deposit("alice", "coin", 7, W)).Code.ShouldBe("not-authorised");
        trial.Do("alice", new Withdraw("coin", 10, W));
        trial.Do("alice", new EndWithdrawal(W, false)).Code.ShouldBe("not-authorised");
    }

    [Fact]
    public void A_deposit_that_would_pass_the_largest_supply_is_refused_and_leaves_no_trace()
    {
        foreach (var amount in (UInt128[])[Ledger.LargestSupply, UInt128.MaxValue, UInt128.One << 127])
            trial.Do("bank", new Deposit("new", "coin", amount, W)).Code.ShouldBe("amount-too-large");
        trial.Market.Ledger.TryFind("new", out Account _).ShouldBeFalse();
        trial.Do("bank", new Deposit("new", "coin", 1, W)).IsApplied.ShouldBeTrue();
    }

    [Fact]
    public void A_withdrawal_holds_the_money_until_it_is_paid_out()
    {
        trial.Do("alice", new Withdraw("coin", 400, W)).IsApplied.ShouldBeTrue();
        trial.Free("alice").ShouldBe(600);
        trial.Market.Ledger.Balance(Account.Issued, new Asset(0)).ShouldBe(-1_000);
        trial.Do("bank", new EndWithdrawal(W, true)).IsApplied.ShouldBeTrue();
        trial.Market.Ledger.Balance(Account.Issued, new Asset(0)).ShouldBe(-600);
        trial.Market.Events.OfType<WithdrawalChanged>().Single().State.ShouldBe(WithdrawalState.Final);
        trial.Do("bank", new EndWithdrawal(W, true)).Code.ShouldBe("unknown-withdrawal");
    }

    [Fact]
    public void A_withdrawal_that_was_not_paid_out_returns()
    {
        trial.Do("alice", new Withdraw("coin", 400, W));
        trial.Do("alice", new Withdraw("coin", 400, W)).Code.ShouldBe("withdrawal-exists");
        trial.Do("bank", new EndWithdrawal(W, false)).IsApplied.ShouldBeTrue();
        trial.Free("alice").ShouldBe(1_000);
        trial.Do("alice", new Withdraw("coin", 400, W)).IsApplied.ShouldBeTrue();
    }

    [Fact]
    public void More_than_is_free_cannot_leave() =>
        trial.Do("alice", new Withdraw("coin", UInt128.MaxValue, W)).Code.ShouldBe("insufficient-balance");
}

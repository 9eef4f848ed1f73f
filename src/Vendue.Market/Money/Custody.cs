namespace Vendue.Kernel;

/// <summary>The custodian states that money arrived for an account, which it opens if there is none.</summary>
/// <param name="Account">Who is credited.</param>
/// <param name="Asset">The asset.</param>
/// <param name="Amount">How much, in base units; above zero.</param>
/// <param name="Reference">What identifies the deposit outside, such as a transaction's hash: credited once.</param>
[Action(1, "deposit", "The custodian states that money arrived for an account.")]
public readonly record struct Deposit(Name Account, Name Asset, UInt128 Amount, Hash32 Reference);

/// <summary>Asks for free money to leave the market.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Amount">How much, in base units; above zero.</param>
/// <param name="Reference">A value of the sender's choice that identifies the withdrawal.</param>
[Action(2, "withdraw", "Asks for free money to leave the market; it is held until the custodian says that it left or came back.")]
public readonly record struct Withdraw(Name Asset, UInt128 Amount, Hash32 Reference);

/// <summary>The custodian states how a withdrawal ended.</summary>
/// <param name="Withdrawal">Its reference.</param>
/// <param name="Paid">Whether the money left; otherwise it returns.</param>
[Action(3, "end-withdrawal", "The custodian states that a withdrawal was paid out, or that the money returns.")]
public readonly record struct EndWithdrawal(Hash32 Withdrawal, bool Paid);

readonly record struct DepositRow(Hash32 Reference);

readonly record struct WithdrawalRow(Hash32 Reference, Account Account, Asset Asset, Handle<Holding> Held);

/// <summary>Money entering and leaving a market.</summary>
sealed class Custody
{
    static readonly Name Custodian = "custodian";
    static readonly Name DepositReason = "deposit", WithdrawReason = "withdrawal", ReturnReason = "withdrawal-returned";

    readonly Market market;
    readonly Table<DepositRow> deposits;
    readonly UniqueIndex<Hash32, DepositRow> depositByReference;
    readonly Table<WithdrawalRow> withdrawals;
    readonly UniqueIndex<Hash32, WithdrawalRow> withdrawalByReference;

    public Custody(Market market, Genesis genesis)
    {
        this.market = market;
        deposits = market.Table<DepositRow>("deposits", (int)genesis.Limits.Transfers);
        depositByReference = deposits.IndexBy(r => r.Reference);
        withdrawals = market.Table<WithdrawalRow>("withdrawals", (int)genesis.Limits.Transfers);
        withdrawalByReference = withdrawals.IndexBy(r => r.Reference);
        market.On<Deposit>(Deposit);
        market.On<Withdraw>(Withdraw);
        market.On<EndWithdrawal>(End);
    }

    Outcome Deposit(in Call call, in Deposit action)
    {
        if (!market.Holds(Custodian, call.Sender)) return Refused.NotAuthorised;
        if (action.Amount == 0) return Refused.AmountZero;
        if (action.Account.IsEmpty) return Refused.UnknownAccount;
        if (!market.Ledger.TryFind(action.Asset, out Asset asset)) return Refused.UnknownAsset;
        if (depositByReference.TryFind(action.Reference, out _)) return Refused.DepositKnown;
        if (!deposits.TryAdd(new DepositRow(action.Reference), out _)) return deposits.Full;
        if (market.Ledger.Open(action.Account, out var account) is { IsRefused: true } full) return full;
        return market.Ledger.Issue(account, asset, action.Amount, DepositReason);
    }

    Outcome Withdraw(in Call call, in Withdraw action)
    {
        if (action.Amount == 0) return Refused.AmountZero;
        if (!market.Ledger.TryFind(action.Asset, out Asset asset)) return Refused.UnknownAsset;
        if (withdrawalByReference.TryFind(action.Reference, out _)) return Refused.WithdrawalExists;
        if (market.Ledger.OpenHolding(Place.Withdrawal, call.Sender, asset, default, out var held) is { IsRefused: true } full) return full;
        if (market.Ledger.Hold(call.Sender, held, action.Amount, WithdrawReason) is { IsRefused: true } poor) return poor;
        if (!withdrawals.TryAdd(new WithdrawalRow(action.Reference, call.Sender, asset, held), out _)) return withdrawals.Full;
        market.Emit(new WithdrawalChanged(action.Reference, call.Sender, asset, action.Amount, WithdrawalState.Pending));
        return Outcome.Applied;
    }

    Outcome End(in Call call, in EndWithdrawal action)
    {
        if (!market.Holds(Custodian, call.Sender)) return Refused.NotAuthorised;
        if (!withdrawalByReference.TryFind(action.Withdrawal, out var handle)) return Refused.UnknownWithdrawal;
        var row = withdrawals[handle];
        var amount = market.Ledger[row.Held].Amount;
        if (action.Paid) market.Ledger.Release(row.Held, Account.Issued, amount, WithdrawReason);
        market.Ledger.CloseHolding(row.Held, ReturnReason);
        withdrawals.Remove(handle);
        market.Emit(new WithdrawalChanged(action.Withdrawal, row.Account, row.Asset, amount, action.Paid ? WithdrawalState.Final : WithdrawalState.Returned));
        return Outcome.Applied;
    }
}

namespace Vendue.Mechanisms.AztecEpochProving;

/// <content>The escrow: deposits, from which bonds are taken, and their way out.</content>
public sealed partial class EpochProving
{
    static readonly Name DepositReason = "bond-deposit", WithdrawReason = "bond-withdrawal", BondReason = "bond-taken", BondBackReason = "bond-returned";

    Outcome Deposit(in Call call, in DepositBond action)
    {
        if (action.Amount == 0) return Refused.AmountZero;
        if (!depositOf.TryFind(call.Sender, out var row))
        {
            if (Ledger.OpenHolding(Place.Stake, call.Sender, Collateral, default, out var stake) is { IsRefused: true } noHolding) return noHolding;
            if (!deposits.TryAdd(new DepositRow(call.Sender, stake, 0, 0), out row)) return deposits.Full;
        }
        if (Ledger.Hold(call.Sender, deposits[row].Stake, action.Amount, DepositReason) is { IsRefused: true } poor) return poor;
        TellDeposit(row);
        return Outcome.Applied;
    }

    Outcome StartWithdrawal(in Call call, in StartWithdraw action)
    {
        if (action.Amount == 0) return Refused.AmountZero;
        var deposited = DepositOf(call.Sender);
        if (!depositOf.TryFind(call.Sender, out var row) || deposited < action.Amount) return Reasons.DepositTooSmall.With((Int128)deposited, Told(action.Amount));
        deposits.Write(row, deposits[row] with { Withdrawing = action.Amount, ExecutableAt = Later(call.Now, parameters.WithdrawDelay) });
        TellDeposit(row);
        return Outcome.Applied;
    }

    Outcome ExecuteWithdrawal(in Call call, in ExecuteWithdraw action)
    {
        if (!depositOf.TryFind(call.Sender, out var row) || deposits[row].Withdrawing == 0) return Reasons.NoWithdrawal;
        var deposit = deposits[row];
        if (call.Now < deposit.ExecutableAt) return Reasons.WithdrawalTooEarly.With(deposit.ExecutableAt);
        var deposited = Ledger[deposit.Stake].Amount;
        if (deposited < deposit.Withdrawing) return Reasons.DepositTooSmall.With((Int128)deposited, (Int128)deposit.Withdrawing);
        Ledger.Release(deposit.Stake, call.Sender, deposit.Withdrawing, WithdrawReason);
        deposits.Write(row, deposit with { Withdrawing = 0, ExecutableAt = 0 });
        TellDeposit(row);
        // An empty deposit leaves the table, unless a bond may still come back to it.
        if (deposited == deposit.Withdrawing && !(claim.Value is { Stands: true } standing && standing.Prover == call.Sender)) RemoveDeposit(row);
        return Outcome.Applied;
    }

    UInt128 DepositOf(Account prover) => depositOf.TryFind(prover, out var row) ? Ledger[deposits[row].Stake].Amount : 0;

    void TakeBond(Account prover, UInt128 amount, Handle<Holding> into)
    {
        depositOf.TryFind(prover, out var row);
        Ledger.Move(deposits[row].Stake, into, amount, BondReason);
        TellDeposit(row);
    }

    /// <summary>The bond returns to the deposit. With the source's quirks it does so for every piece of the epoch: the second time as new money, where the contract credits what it does not have.</summary>
    Outcome ReturnBond(in ClaimRow standing)
    {
        bool hasDeposit = depositOf.TryFind(standing.Prover, out var row);
        if (IsBondHeld(standing))
        {
            if (hasDeposit) Ledger.Move(standing.Held, deposits[row].Stake, Ledger[standing.Held].Amount, BondBackReason);
            Ledger.CloseHolding(standing.Held, BondBackReason);
        }
        else if (hasDeposit)
        {
            if (Ledger.Issue(standing.Prover, Collateral, standing.Bond, BondBackReason) is { IsRefused: true } tooMuch) return tooMuch;
            if (Ledger.Hold(standing.Prover, deposits[row].Stake, standing.Bond, BondBackReason) is { IsRefused: true } poor) return poor;
        }
        if (hasDeposit) TellDeposit(row);
        return Outcome.Applied;
    }

    void RemoveDeposit(Handle<DepositRow> row)
    {
        Ledger.CloseHolding(deposits[row].Stake, WithdrawReason);
        deposits.Remove(row);
    }

    void TellDeposit(Handle<DepositRow> row)
    {
        var deposit = deposits[row];
        Scope.Emit(new DepositChanged(deposit.Prover, Ledger[deposit.Stake].Amount, deposit.Withdrawing, deposit.ExecutableAt));
    }

    /// <summary>An amount as a reason's sentence tells it.</summary>
    static Int128 Told(UInt128 amount) => (Int128)UInt128.Min(amount, (UInt128)Int128.MaxValue);
}

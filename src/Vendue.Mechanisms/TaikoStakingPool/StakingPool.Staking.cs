namespace Vendue.Mechanisms.TaikoStakingPool;

/// <summary>Seats: they are taken, left, lost, and their money goes out.</summary>
public sealed partial class StakingPool
{
    static readonly Name StakeReason = "stake", ExitReason = "exit", WithdrawReason = "withdraw", ReuseReason = "exit-reused", SlashReason = "slash";

    Outcome Stake(in Call call, in Stake action)
    {
        if (action == default) return Leave(call.Sender);
        if (action.Capacity < parameters.LeastCapacity) return Reasons.CapacityTooSmall.With(parameters.LeastCapacity);
        if (action.Amount > Ledger.LargestSupply) return Refused.AmountTooLarge.With((Int128)Ledger.LargestSupply);
        if (action.Amount / action.Capacity < parameters.LeastStakePerCapacity) return Reasons.StakeTooSmall.With((Int128)Wide.MulDivFloor(parameters.LeastStakePerCapacity, action.Capacity, 1));
        if (action.RewardPerGas is 0 or > TaikoStakingPoolParameters.HighestRate) return Reasons.RateOutOfRange.With(TaikoStakingPoolParameters.HighestRate);
        if (Know(call.Sender, out var prover) is { IsRefused: true } full) return full;
        PayMatured(prover);
        if (TooFrequent(prover) is { IsRefused: true } tooFrequent) return tooFrequent;
        if (LeaveSeat(prover, Leaving.Left) is { IsRefused: true } noExit) return noExit;
        var stakes = StakesBySlot();
        int slot = Seats.SlotFor(stakes, action.Amount);
        if (slot < 0) return Reasons.NotGoodEnough.With((Int128)Smallest(stakes));
        if (Displace((uint)slot) is { IsRefused: true } notDisplaced) return notDisplaced;
        return TakeSeat(prover, (uint)slot, action);
    }

    Outcome Exit(in Call call, in Exit action) => Leave(call.Sender);

    Outcome Leave(Account account)
    {
        if (!proverByAccount.TryFind(account, out var prover) || provers[prover].Seat == 0) return Reasons.NotAMember;
        if (TooFrequent(prover) is { IsRefused: true } tooFrequent) return tooFrequent;
        if (LeaveSeat(prover, Leaving.Left) is { IsRefused: true } noExit) return noExit;
        Forget(prover);
        return Outcome.Applied;
    }

    Outcome Withdraw(in Call call, in Withdraw action)
    {
        if (!proverByAccount.TryFind(call.Sender, out var prover) || ExitOf(provers[prover]) == 0) return Reasons.NothingToWithdraw;
        if (!HasMatured(provers[prover])) return Reasons.NotMatured.With(Later(provers[prover].ExitedAt, exitPeriod));
        PayMatured(prover);
        Forget(prover);
        return Outcome.Applied;
    }

    /// <summary>The row of a prover, made if there is none.</summary>
    Outcome Know(Account account, out Handle<ProverRow> prover) =>
        proverByAccount.TryFind(account, out prover) || provers.TryAdd(new ProverRow(account, 0, 0, default, false, 0, 0), out prover) ? Outcome.Applied : provers.Full;

    /// <summary>Drops the row of a prover of whom nothing need be known.</summary>
    void Forget(Handle<ProverRow> handle)
    {
        if (provers[handle] is { Seat: 0, Exit.IsNone: true, Blocks: 0 }) provers.Remove(handle);
    }

    /// <summary>The rule of an hour: only a position with stake is held to it.</summary>
    Outcome TooFrequent(Handle<ProverRow> handle)
    {
        var prover = provers[handle];
        if (prover.Seat == 0 || !prover.HasExited || StakeOf(seats[SeatAt(prover.Seat - 1)]) == 0) return Outcome.Applied;
        ulong last = Later(prover.ExitedAt, changeDelay);
        return Scope.Now > last ? Outcome.Applied : Reasons.ChangeTooFrequent.With(last);
    }

    UInt128 StakeOf(in SeatRow seat) => seat.Stake.IsNone ? 0 : Ledger[seat.Stake].Amount;

    UInt128 ExitOf(in ProverRow prover) => prover.Exit.IsNone ? 0 : Ledger[prover.Exit].Amount;

    bool HasMatured(in ProverRow prover) => prover.HasExited && Scope.Now > Later(prover.ExitedAt, exitPeriod);

    UInt128[] StakesBySlot()
    {
        var stakes = new UInt128[parameters.PoolSize];
        for (uint slot = 0; slot < stakes.Length; slot++) stakes[slot] = StakeOf(seats[SeatAt(slot)]);
        return stakes;
    }

    static UInt128 Smallest(UInt128[] stakes) => stakes.Min();

    /// <summary>Pays out money on its way out whose period is over.</summary>
    void PayMatured(Handle<ProverRow> handle)
    {
        var prover = provers[handle];
        if (!HasMatured(prover) || prover.Exit.IsNone) return;
        var amount = Ledger[prover.Exit].Amount;
        Ledger.CloseHolding(prover.Exit, WithdrawReason);
        provers.Write(handle, prover with { Exit = default, HasExited = false, ExitedAt = 0 });
        if (amount > 0) Scope.Emit(new Withdrawn(prover.Prover, amount));
    }

    /// <summary>Empties a prover's seat: its stake joins the money on its way out, whose period begins anew for all of it.</summary>
    Outcome LeaveSeat(Handle<ProverRow> handle, Leaving why)
    {
        var prover = provers[handle];
        if (prover.Seat == 0) return Outcome.Applied;
        var at = SeatAt(prover.Seat - 1);
        var seat = seats[at];
        var stake = StakeOf(seat);
        seats.Write(at, default);
        provers.Write(handle, prover with { Seat = 0 });
        Scope.Emit(new SeatLeft(prover.Prover, prover.Seat - 1, stake, why));
        if (stake > 0 && BeginExit(handle, seat.Stake, stake) is { IsRefused: true } noExit) return noExit;
        Ledger.CloseHolding(seat.Stake, ExitReason);
        return Outcome.Applied;
    }

    Outcome BeginExit(Handle<ProverRow> handle, Handle<Holding> stake, UInt128 amount)
    {
        var prover = provers[handle];
        var exit = prover.Exit;
        if (exit.IsNone && Ledger.OpenHolding(Place.Stake, prover.Prover, Token, default, out exit) is { IsRefused: true } noHolding) return noHolding;
        Ledger.Move(stake, exit, amount, ExitReason);
        provers.Write(handle, prover with { Exit = exit, HasExited = true, ExitedAt = Scope.Now });
        Scope.Emit(new Exiting(prover.Prover, Ledger[exit].Amount, Later(Scope.Now, exitPeriod)));
        return Outcome.Applied;
    }

    /// <summary>Whoever sits in a slot goes: a matured exit is paid out, then the stake begins a new one.</summary>
    Outcome Displace(uint slot)
    {
        var seat = seats[SeatAt(slot)];
        if (seat.Prover.IsNone) return Outcome.Applied;
        if (!proverByAccount.TryFind(seat.Prover, out var displaced)) throw new InvariantException("A seat is held by a prover that is not known.");
        PayMatured(displaced);
        if (LeaveSeat(displaced, Leaving.Displaced) is { IsRefused: true } noExit) return noExit;
        Forget(displaced);
        return Outcome.Applied;
    }

    /// <summary>Fills an empty seat: the stake comes from money on its way out first, then from the wallet.</summary>
    Outcome TakeSeat(Handle<ProverRow> handle, uint slot, in Stake action)
    {
        var prover = provers[handle];
        if (Ledger.OpenHolding(Place.Stake, prover.Prover, Token, default, out var stake) is { IsRefused: true } noHolding) return noHolding;
        var (exiting, left) = (ExitOf(prover), prover.Exit);
        var reused = UInt128.Min(exiting, action.Amount);
        if (reused > 0) Ledger.Move(prover.Exit, stake, reused, ReuseReason);
        if (action.Amount > reused && Ledger.Hold(prover.Prover, stake, action.Amount - reused, StakeReason) is { IsRefused: true } poor) return poor;
        bool remains = exiting > reused;
        if (!remains && !left.IsNone)
        {
            Ledger.CloseHolding(left, ReuseReason);
            left = default;
        }
        provers.Write(handle, prover with { Seat = slot + 1, Capacity = action.Capacity, Exit = left, HasExited = remains, ExitedAt = remains ? Scope.Now : 0 });
        seats.Write(SeatAt(slot), new SeatRow(prover.Prover, stake, action.RewardPerGas, action.Capacity));
        Scope.Emit(new SeatTaken(prover.Prover, slot, action.Amount, action.RewardPerGas, action.Capacity));
        return Outcome.Applied;
    }

    /// <summary>Takes a slash from a prover: money on its way out first, then its stake.</summary>
    void TakeSlash(Account account, Hash32 request, UInt128 proofReward)
    {
        if (!proverByAccount.TryFind(account, out var handle)) return;
        var prover = provers[handle];
        var seat = prover.Seat == 0 ? default : seats[SeatAt(prover.Seat - 1)];
        var exit = HasMatured(prover) ? 0 : ExitOf(prover);
        var slash = Slash.Of(slashes, StakeOf(seat), exit, uint.Max(prover.Capacity, 1), proofReward);
        if (slash.Amount == 0) return;
        if (slash.Exit > 0) Ledger.Release(prover.Exit, Account.Burnt, slash.Exit, SlashReason);
        if (slash.Stake > 0) Ledger.Release(seat.Stake, Account.Burnt, slash.Stake, SlashReason);
        Scope.Emit(new SlashedEvent(request, account, Token, slash.Amount));
        if (parameters.EvictBelowLeast && prover.Seat != 0 && StakeOf(seat) / uint.Max(prover.Capacity, 1) < parameters.LeastStakePerCapacity) Evict(handle);
    }

    /// <summary>Where the market has no room for the exit, the member keeps its seat for now.</summary>
    void Evict(Handle<ProverRow> handle) => Scope.Attempt(() =>
    {
        PayMatured(handle);
        return LeaveSeat(handle, Leaving.Evicted);
    });
}

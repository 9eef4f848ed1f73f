namespace Vendue.Mechanisms.TaikoStakingPool;

/// <summary>Verification: blocks are settled in order, each by the transition that starts at the result before it.</summary>
public sealed partial class StakingPool
{
    const int MostAtOnce = 64;
    static readonly Name RewardReason = "proof-reward", RefundReason = "unused-gas", PassedOverReason = "passed-over";

    void Cool(Handle<TransitionRow> handle)
    {
        if (!transitions.Contains(handle)) return;
        transitions.Write(handle, transitions[handle] with { Cooled = true, Cooling = default });
        Advance();
    }

    /// <summary>Verifies what is next, and what follows it; after some blocks at once the rest waits for a timer of the same instant.</summary>
    void Advance()
    {
        for (int i = 0; i < MostAtOnce; i++)
            if (!AdvanceByOne()) return;
        Scope.Timers.Set(advance, Scope.Now, 0, out _, AdvancePhase);
    }

    bool AdvanceByOne()
    {
        var now = state.Value;
        if (!blockByNumber.TryFind(now.Verified + 1, out var block)) return PassOverGap(now);
        if (!transitionByParent.TryFind(new TransitionKey(now.Verified + 1, ParentOf(now)), out var transition) || !transitions[transition].Cooled) return false;
        Verify(block, transition);
        return true;
    }

    /// <summary>A block that ended before its turn has left a gap in the numbers.</summary>
    bool PassOverGap(in PoolState now)
    {
        if (now.Verified >= now.LastBlock) return false;
        state.Value = now with { Verified = now.Verified + 1 };
        return true;
    }

    Hash32 ParentOf(in PoolState now) => parameters.Layout.IsLinked ? now.Result : default;

    /// <summary>In the source's order: the prover is paid, the proposer refunded, capacity released, the assignee slashed, the averages moved.</summary>
    void Verify(Handle<BlockRow> handle, Handle<TransitionRow> verified)
    {
        var (block, proof) = (blocks[handle], transitions[verified]);
        var key = Requests[block.Request].Key;
        ulong delay = proof.ProvenAt - block.ProposedAt;
        var by = Payment.CaseOf(proof.ByOracle, block.Assignee.IsNone, proof.Prover == block.Assignee, delay, block.Window);
        var payment = Payment.Of(payments, by, gas.Reward(block.RewardPerGas, proof.GasUsed), delay, block.Window);
        var refund = gas.Refund(block.Fee, block.GasLimit, proof.GasUsed);
        var paid = Issue(proof.Prover, payment.Prover, RewardReason);
        if (paid > 0) Scope.Settle(new SettledEvent(key, proof.Prover, Token, paid, proof.GasUsed));
        var refunded = Issue(block.Proposer, refund, RefundReason);
        Release(handle);
        if (payment.Slashes) TakeSlash(block.Assignee, key, payment.SlashReward);
        if (payment.Updates) MoveAverages(block.RewardPerGas, delay);
        var now = state.Value;
        state.Value = now with { Verified = block.Number, Result = proof.Result };
        Scope.Emit(new BlockVerified(block.Number, key, proof.Prover, proof.Result, paid, refunded));
        Drop(handle);
        Requests.End(block.Request, Ending.Settled);
    }

    /// <summary>New money for an account; none where the asset's supply is at its limit.</summary>
    UInt128 Issue(Account to, UInt128 amount, Name reason) =>
        amount > 0 && Ledger.Issue(to, Token, amount, reason).IsApplied ? amount : 0;

    /// <summary>A block that stands no more: an open one counts no longer, an assigned one gives capacity back.</summary>
    void Release(Handle<BlockRow> handle)
    {
        if (blocks[handle].Assignee.IsNone) state.Value = state.Value with { Open = state.Value.Open - 1 };
        else ReleaseCapacity(handle);
    }

    /// <summary>Gives a block's assignee its capacity back, once, while it holds a seat, up to what it declared.</summary>
    void ReleaseCapacity(Handle<BlockRow> handle)
    {
        var block = blocks[handle];
        if (block.Released || !proverByAccount.TryFind(block.Assignee, out var prover)) return;
        blocks.Write(handle, block with { Released = true });
        if (provers[prover].Seat == 0) return;
        var at = SeatAt(provers[prover].Seat - 1);
        var seat = seats[at];
        if (seat.Free < provers[prover].Capacity) seats.Write(at, seat with { Free = seat.Free + 1 });
    }

    void MoveAverages(ulong rewardPerGas, ulong delay)
    {
        var now = state.Value;
        var fee = TaikoStakingPool.Averages.Next(now.Fee, (UInt128)rewardPerGas << fractionBits, parameters.AverageFactor);
        var average = TaikoStakingPool.Averages.Next(now.Delay, (UInt128)delay << fractionBits, parameters.AverageFactor);
        state.Value = now with { Fee = fee, Delay = average };
        Scope.Emit(new AveragesMoved(Fee, AverageDelay));
    }

    /// <summary>Removes a block with its transitions; its assignee has one block less.</summary>
    void Drop(Handle<BlockRow> handle)
    {
        var block = blocks[handle];
        foreach (var transition in transitionsByBlock.At(block.Number).ToArray())
        {
            Scope.Timers.Cancel(transitions[transition].Cooling);
            transitions.Remove(transition);
        }
        blocks.Remove(handle);
        if (block.Assignee.IsNone || !proverByAccount.TryFind(block.Assignee, out var prover)) return;
        provers.Write(prover, provers[prover] with { Blocks = provers[prover].Blocks - 1 });
        Forget(prover);
    }

    /// <summary>
    /// A block that was not verified in its time is passed over: its proposer gets all it paid back, and if nobody proved
    /// it its assignee is slashed as if another had, for all the gas the block allows.
    /// </summary>
    public override Ending Expire(Handle<Request> request)
    {
        if (!blockByRequest.TryFind(request, out var handle)) return Ending.Refunded;
        var block = blocks[handle];
        var key = Requests[request].Key;
        var refund = Issue(block.Proposer, gas.ProposalFee(block.Fee, block.GasLimit), PassedOverReason);
        Release(handle);
        if (!block.Assignee.IsNone && block.Transitions == 0)
        {
            var missed = Payment.Of(payments, ProvenBy.Another, gas.Reward(block.RewardPerGas, block.GasLimit), 0, 0);
            TakeSlash(block.Assignee, key, missed.SlashReward);
        }
        Drop(handle);
        Scope.Emit(new BlockPassedOver(block.Number, key, refund));
        Advance();
        return Ending.Refunded;
    }
}

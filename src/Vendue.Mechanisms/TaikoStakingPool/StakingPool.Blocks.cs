using Vendue.Mechanisms.TaikoBlocks;

namespace Vendue.Mechanisms.TaikoStakingPool;

/// <summary>Blocks: they are proposed, assigned and proven.</summary>
public sealed partial class StakingPool
{
    static readonly Name FeeReason = "proposal-fee";

    /// <inheritdoc/>
    public override IReadOnlyList<Statement> StatementsIn(ushort tag, ReadOnlyMemory<byte> action) =>
        tag == TaikoStakingPool.Propose.Tag ? [Codec<Propose>.Of.Decode(action).Statement] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<Claim> ClaimsIn(ushort tag, ReadOnlyMemory<byte> action)
    {
        if (tag != TaikoStakingPool.Prove.Tag) return [];
        var proof = Codec<Prove>.Of.Decode(action);
        if (!Requests.TryFind(proof.Request, out var request)) return [];
        var statement = Requests.StatementOf(request);
        return [new ProofClaim(proof.Request, statement.Program, statement.System, proof.PublicValues, proof.Proof)];
    }

    Outcome Propose(in Call call, in Propose action)
    {
        ulong gasLimit = action.Statement.Work, fee = Fee;
        if (gasLimit is 0 or > TaikoStakingPoolParameters.MostGas) return Reasons.WorkOutOfRange.With(TaikoStakingPoolParameters.MostGas);
        if (action.Statement.Predicate.Data.Length > parameters.LongestPredicate) return Reasons.PredicateTooLong.With(parameters.LongestPredicate);
        var cost = gas.ProposalFee(fee, gasLimit);
        if (action.MostFee != 0 && cost > action.MostFee) return Reasons.FeeTooHigh.With((Int128)cost, (Int128)UInt128.Min(action.MostFee, Ledger.LargestSupply));
        var now = state.Value;
        ulong number = now.LastBlock + 1;
        var drawn = DrawProver(number, fee, action.PreviousBlockHash, out var seed);
        if (drawn.IsNone && now.Open >= parameters.OpenBlocks) return Reasons.TooManyOpenBlocks.With(now.Open);
        if (Ledger.Pay(call.Sender, Account.Burnt, Token, cost, FeeReason) is { IsRefused: true } poor) return poor;
        if (Scope.OpenRequest(action.Request, call.Sender, action.Statement, Later(call.Now, longestLife), out var request) is { IsRefused: true } notOpened) return notOpened;
        ulong window = TaikoStakingPool.Averages.Window(AverageDelay, parameters.WindowMultiplier, leastWindow, mostWindow);
        var block = new BlockRow(number, request, call.Sender, call.Now, window, fee, fee, gasLimit, default, false, 0);
        if (!drawn.IsNone) block = Assign(block, drawn);
        if (!blocks.TryAdd(block, out _)) return blocks.Full;
        state.Value = now with { LastBlock = number, Open = drawn.IsNone ? now.Open + 1 : now.Open };
        Scope.Emit(new BlockProposed(number, action.Request, call.Sender, fee, block.Assignee, block.RewardPerGas, window, seed));
        if (!drawn.IsNone) Scope.Emit(new AssignedEvent(action.Request, block.Assignee, Token, gas.Reward(block.RewardPerGas, gasLimit), Token, StakeOf(seats[drawn]), Later(call.Now, window)));
        return Outcome.Applied;
    }

    /// <summary>The seat that a block is drawn for; none when no seat has weight.</summary>
    Handle<SeatRow> DrawProver(ulong number, ulong fee, Hash32 previousBlockHash, out Hash32 drawn)
    {
        drawn = default;
        var weights = new UInt128[parameters.PoolSize];
        UInt128 total = 0;
        for (uint slot = 0; slot < weights.Length; slot++)
        {
            var seat = seats[SeatAt(slot)];
            weights[slot] = Draw.Weight(parameters.Weights, new Seat(StakeOf(seat), seat.Reward, seat.Free), ClampedReward(seat.Reward, fee), fee);
            total += weights[slot];
        }
        if (total == 0) return default;
        Span<byte> preimage = stackalloc byte[Draw.SeedSize];
        Draw.WriteSeed(parameters.Seed == Seed.Beacon ? Scope.Beacon.Value : previousBlockHash, number, preimage);
        drawn = Scope.Beacon.Draw(preimage, DrawHash.Keccak256);
        return SeatAt((uint)Draws.Weighted(weights, Draws.Below(drawn, total)));
    }

    ulong ClampedReward(ulong reward, ulong fee) => Draw.ClampedReward(reward, fee, parameters.LowPercent, parameters.HighPercent);

    BlockRow Assign(in BlockRow block, Handle<SeatRow> at)
    {
        var seat = seats[at];
        seats.Write(at, seat with { Free = seat.Free - 1 });
        if (proverByAccount.TryFind(seat.Prover, out var prover)) provers.Write(prover, provers[prover] with { Blocks = provers[prover].Blocks + 1 });
        return block with { Assignee = seat.Prover, RewardPerGas = ClampedReward(seat.Reward, block.Fee) };
    }

    Outcome Prove(in Call call, in Prove action)
    {
        if (!Requests.TryFind(action.Request, out var request) || !blockByRequest.TryFind(request, out var handle)) return Refused.UnknownRequest;
        var block = blocks[handle];
        if (MayProve(call, block) is { IsRefused: true } notYet) return notYet;
        if (call.Verdicts.Length == 0) return Refused.VerdictMissing;
        if (call.Verdicts[0] != Verdict.Valid) return Refused.InvalidProof;
        if (Read(block, action.PublicValues, out var claim) is { IsRefused: true } unreadable) return unreadable;
        if (transitionByParent.TryFind(new TransitionKey(block.Number, claim.Parent), out _)) return Reasons.ProvenAlready;
        if (AddTransition(handle, claim, call.Sender, call.Received, byOracle: false) is { IsRefused: true } full) return full;
        if (call.Sender == block.Assignee) ReleaseCapacity(handle);
        return Outcome.Applied;
    }

    /// <summary>Only the assignee proves within its window; a proof of its received in time goes before one of another that is judged first.</summary>
    Outcome MayProve(in Call call, in BlockRow block)
    {
        if (block.Assignee.IsNone || call.Sender == block.Assignee) return Outcome.Applied;
        ulong last = Later(block.ProposedAt, block.Window);
        if (call.Received <= last) return Reasons.NotYetOpen.With(last);
        return Requests.HasPendingReceipt(block.Request, Later(last, 1)) ? Reasons.VerdictPending : Outcome.Applied;
    }

    Outcome Read(in BlockRow block, Bytes publicValues, out Transition claim)
    {
        if (!parameters.Layout.TryRead(publicValues.Span, out claim)) return Reasons.UnreadableResult;
        if (parameters.Layout.GasUsed == TransitionLayout.None) claim = claim with { GasUsed = block.GasLimit };
        if (claim.GasUsed > block.GasLimit + gas.Anchor) return Reasons.TooMuchGas.With(claim.GasUsed, block.GasLimit + gas.Anchor);
        var statement = Requests.StatementOf(block.Request);
        return statement.Predicate.Holds(statement.Program, publicValues.Span) ? Outcome.Applied : Reasons.PredicateFails;
    }

    Outcome ProveAsOracle(in Call call, in ProveAsOracle action)
    {
        if (!Scope.Holds(Oracle, call.Sender)) return Reasons.NotTheOracle;
        if (!Requests.TryFind(action.Request, out var request) || !blockByRequest.TryFind(request, out var handle)) return Refused.UnknownRequest;
        if (Read(blocks[handle], action.PublicValues, out var claim) is { IsRefused: true } unreadable) return unreadable;
        if (!transitionByParent.TryFind(new TransitionKey(blocks[handle].Number, claim.Parent), out var standing)) return AddTransition(handle, claim, call.Sender, call.Now, byOracle: true);
        if (transitions[standing].Result == claim.Result) return Reasons.SaysTheSame;
        return Overwrite(handle, standing, claim, call.Sender);
    }

    Outcome AddTransition(Handle<BlockRow> handle, in Transition claim, Account prover, ulong provenAt, bool byOracle)
    {
        var block = blocks[handle];
        bool isNext = block.Number == state.Value.Verified + 1 && claim.Parent == state.Value.Result;
        if (block.Transitions >= parameters.MostTransitions && !isNext) return Reasons.TooManyTransitions.With(parameters.MostTransitions);
        var row = new TransitionRow(block.Number, claim.Parent, claim.Result, prover, claim.GasUsed, provenAt, byOracle, false, default);
        if (!transitions.TryAdd(row, out var transition)) return transitions.Full;
        blocks.Write(handle, block with { Transitions = block.Transitions + 1 });
        return Begin(block, transition, row);
    }

    Outcome Overwrite(Handle<BlockRow> handle, Handle<TransitionRow> transition, in Transition claim, Account oracle)
    {
        var row = transitions[transition];
        Scope.Timers.Cancel(row.Cooling);
        return Begin(blocks[handle], transition, row with { Result = claim.Result, Prover = oracle, GasUsed = claim.GasUsed, ProvenAt = Scope.Now, ByOracle = true, Cooled = false });
    }

    /// <summary>Begins the cooldown of a result: it is over when more than the cooldown has passed.</summary>
    Outcome Begin(in BlockRow block, Handle<TransitionRow> transition, in TransitionRow row)
    {
        ulong over = Later(Later(row.ProvenAt, row.ByOracle ? oracleCooldown : cooldown), 1);
        if (Scope.Timers.Set(cooled, over, Packed.Of(transition), out var timer, CooledPhase, block.Request) is { IsRefused: true } noTimer) return noTimer;
        transitions.Write(transition, row with { Cooling = timer });
        var request = Requests[block.Request];
        if (request.Ends < over && over <= Later(request.Opened, Later(longestLife, longestLife)) && Requests.Extend(block.Request, over) is { IsRefused: true } notExtended) return notExtended;
        Scope.Emit(new BlockProven(block.Number, request.Key, row.Prover, row.Parent, row.Result, row.GasUsed, row.ByOracle));
        return Outcome.Applied;
    }
}

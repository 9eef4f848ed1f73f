namespace Vendue.Mechanisms.Chains;

/// <summary>
/// An ordered chain of blocks, shared by the mechanisms whose work is a chain: blocks with their proposer, instant and
/// fees; the pending tip; the proven prefix; the final prefix, to which a proven block belongs when its wait is over and
/// all below do; obligations to carry proofs, gates, freezing; and roll-back to a height, which voids requests and returns
/// fees. Blocks that are final leave the chain's tables. One chain to a scope.
/// </summary>
public sealed partial class Chain
{
    readonly Scope scope;
    readonly ChainLimits limits;
    readonly BlockHandler madeFinal, rolledBack;
    readonly Table<ChainBlock> blocks;
    readonly UniqueIndex<ulong, ChainBlock> byHeight;
    readonly Table<FeeRow> fees;
    readonly OrderedIndex<ulong, FeeRow> feesOf;
    readonly Table<ObligationRow> obligations;
    readonly OrderedIndex<ulong, ObligationRow> owedAt, owedFor;
    readonly Table<GateRow> gates;
    readonly UniqueIndex<ulong, GateRow> gateAt;
    readonly Cell<ChainState> state;
    readonly ushort goOn;

    /// <summary>A chain that begins. To be made in its mechanism's constructor.</summary>
    /// <param name="scope">Its mechanism's scope.</param>
    /// <param name="limits">How large it may grow.</param>
    /// <param name="madeFinal">Told of each block that becomes final, in order, when its row is gone and before its fees that are left return to who paid them. May prove the next block.</param>
    /// <param name="rolledBack">Told of each block that is rolled back, the highest first, when its row is gone and before its fees return and its request is voided.</param>
    public Chain(Scope scope, ChainLimits limits, BlockHandler madeFinal, BlockHandler rolledBack)
    {
        if (limits.AtOnce == 0) throw new InvariantException("A chain goes on by at least one block at once.");
        this.scope = scope;
        this.limits = limits;
        this.madeFinal = madeFinal;
        this.rolledBack = rolledBack;
        blocks = scope.Table<ChainBlock>("blocks", (int)limits.MostBlocks);
        byHeight = blocks.IndexBy(b => b.Height);
        fees = scope.Table<FeeRow>("block-fees", (int)limits.MostBlocks * 2);
        feesOf = fees.OrderBy(f => f.Height);
        obligations = scope.Table<ObligationRow>("obligations", (int)limits.MostObligations);
        owedAt = obligations.OrderBy(o => o.Carrier);
        owedFor = obligations.OrderBy(o => o.Covered);
        gates = scope.Table<GateRow>("gates", (int)limits.MostObligations);
        gateAt = gates.IndexBy(g => g.Height);
        state = scope.Cell<ChainState>("chain");
        state.Value = new ChainState(limits.First, limits.First, limits.First, 0, false, false, 0, default);
        goOn = scope.Timers.Register((_, _) => GoOn());
    }

    /// <summary>The height of the next block.</summary>
    public ulong Next => state.Value.Next;

    /// <summary>Every block below this height is proven: the height of the oldest block that is not, or <see cref="Next"/>.</summary>
    public ulong Proven => state.Value.Proven;

    /// <summary>Every block below this height is final.</summary>
    public ulong Final => state.Value.Final;

    /// <summary>Whether every block is proven.</summary>
    public bool IsProven => state.Value.Proven == state.Value.Next;

    /// <summary>The height to which a roll-back under way leads; null when none is.</summary>
    public ulong? RollingBackTo => state.Value is { IsRollingBack: true } now ? now.RollingBackTo : null;

    /// <summary>Whether the gate at the next height is closed.</summary>
    public bool IsFrozen => gateAt.TryFind(Next, out _);

    /// <summary>Whether an office has paused the chain.</summary>
    public bool IsPaused => state.Value.IsPaused;

    /// <summary>The block at a height, while it is not final.</summary>
    public bool TryFind(ulong height, out ChainBlock block)
    {
        bool found = byHeight.TryFind(height, out var row);
        block = found ? blocks[row] : default;
        return found;
    }

    /// <summary>Whether a block can be appended now.</summary>
    public Outcome CanAppend()
    {
        var now = state.Value;
        if (now.IsRollingBack) return ChainReasons.RollingBack.With(now.RollingBackTo);
        if (now.IsPaused) return ChainReasons.Paused;
        return IsFrozen ? ChainReasons.Frozen.With(now.Next) : Outcome.Applied;
    }

    /// <summary>Appends the next block. Refused while the chain is rolled back, paused or frozen, or when the table is full.</summary>
    /// <param name="proposer">Who proposed it.</param>
    /// <param name="request">The request that stands for its proof; none if there is none.</param>
    /// <param name="height">Its height.</param>
    public Outcome Append(Account proposer, Handle<Request> request, out ulong height)
    {
        height = Next;
        if (CanAppend() is { IsRefused: true } refusal) return refusal;
        if (!blocks.TryAdd(new ChainBlock(height, proposer, scope.Now, request, BlockState.Pending, 0, 0), out _)) return blocks.Full;
        state.Value = state.Value with { Next = height + 1 };
        scope.Emit(new BlockAppended(height, proposer));
        if (IsFrozen) scope.Emit(new ChainFrozen(Next));
        return Outcome.Applied;
    }

    /// <summary>Says which request stands for a block's proof.</summary>
    public void Attach(ulong height, Handle<Request> request)
    {
        var row = Row(height);
        blocks.Write(row, blocks[row] with { Request = request });
    }

    /// <summary>A block is proven. It becomes final when <paramref name="wait"/> has passed since <paramref name="at"/>, or since the end of the last pause if that is later, and all below are final.</summary>
    /// <param name="height">The block.</param>
    /// <param name="at">The instant from which the wait counts: the proof's receipt.</param>
    /// <param name="wait">How long; 0 for at once. A source's strict "after t" is t + 1.</param>
    public Outcome Prove(ulong height, ulong at, ulong wait)
    {
        var row = Row(height);
        blocks.Write(row, blocks[row] with { State = BlockState.Proven, ProvenAt = at, Wait = wait });
        scope.Emit(new BlockProven(height));
        WalkProven();
        return height == Final || IsProvenFurther ? Schedule() : Outcome.Applied;
    }

    /// <summary>A block's proof no longer counts: it was contested, or replaced by one that must be judged anew.</summary>
    public Outcome Unprove(ulong height)
    {
        var row = Row(height);
        if (blocks[row].State == BlockState.Pending) return Outcome.Applied;
        blocks.Write(row, blocks[row] with { State = BlockState.Pending, ProvenAt = 0, Wait = 0 });
        if (Proven > height) state.Value = state.Value with { Proven = height };
        scope.Emit(new BlockUnproven(height));
        return Schedule();
    }

    /// <summary>Makes final what can be, at most as many blocks as the limits say; the rest follows by a timer. Not to be called by the handler of a final block.</summary>
    public Outcome Advance()
    {
        for (uint left = limits.AtOnce; left > 0 && IsHeadRipe(out var head); left--)
        {
            var block = blocks[head];
            blocks.Remove(head);
            state.Value = state.Value with { Final = block.Height + 1 };
            scope.Emit(new BlockFinal(block.Height));
            madeFinal(block);
            ReturnFees(block.Height);
        }
        WalkProven();
        return Schedule();
    }

    /// <summary>Pauses the chain: no block is appended or made final. Waits under way begin anew when it goes on.</summary>
    public Outcome Pause()
    {
        if (IsPaused) return Outcome.Applied;
        state.Value = state.Value with { IsPaused = true };
        scope.Emit(new ChainPaused(true));
        return Schedule();
    }

    /// <summary>Lets a paused chain go on.</summary>
    public Outcome Resume()
    {
        if (!IsPaused) return Outcome.Applied;
        state.Value = state.Value with { IsPaused = false, ResumedAt = scope.Now };
        scope.Emit(new ChainPaused(false));
        return Schedule();
    }

    Handle<ChainBlock> Row(ulong height) => byHeight.TryFind(height, out var row) ? row : throw new InvariantException($"The chain has no block {height} that is not final.");

    bool IsHeadRipe(out Handle<ChainBlock> head)
    {
        var now = state.Value;
        return byHeight.TryFind(now.Final, out head) && !now.IsPaused && !now.IsRollingBack && blocks[head].State == BlockState.Proven && scope.Now >= RipeAt(blocks[head]);
    }

    ulong RipeAt(in ChainBlock block)
    {
        ulong from = ulong.Max(block.ProvenAt, state.Value.ResumedAt);
        return from > ulong.MaxValue - block.Wait ? ulong.MaxValue : from + block.Wait;
    }

    /// <summary>Moves the proven prefix on, by as many blocks as the limits say.</summary>
    void WalkProven()
    {
        ulong height = ulong.Max(Proven, Final);
        for (uint left = limits.AtOnce; left > 0 && byHeight.TryFind(height, out var row) && blocks[row].State == BlockState.Proven; left--) height++;
        if (height != Proven) state.Value = state.Value with { Proven = height };
    }

    bool IsProvenFurther => byHeight.TryFind(Proven, out var row) && blocks[row].State == BlockState.Proven;

    /// <summary>Sets the one timer that goes on: with a roll-back or a long walk at the next instant, with the head when it is ripe.</summary>
    Outcome Schedule()
    {
        var now = state.Value;
        scope.Timers.Cancel(now.Timer);
        Handle<Kernel.Timer> timer = default;
        var outcome = Outcome.Applied;
        if (now.IsRollingBack || IsProvenFurther) outcome = scope.Timers.Set(goOn, scope.Now + 1, 0, out timer);
        else if (!now.IsPaused && byHeight.TryFind(now.Final, out var head) && blocks[head] is { State: BlockState.Proven } block)
            outcome = scope.Timers.Set(goOn, ulong.Max(RipeAt(block), scope.Now + 1), 0, out timer, request: block.Request);
        state.Value = now with { Timer = timer };
        return outcome;
    }

    void GoOn()
    {
        if (state.Value.IsRollingBack) DropBlocks();
        else Advance();
    }
}

namespace Vendue.Mechanisms.TaikoAssignedBlocks;

/// <summary>Endings: what becomes of liveness bonds, and of blocks that are final, void or never proven.</summary>
public sealed partial class AssignedBlocks
{
    static readonly Name ReturnedReason = "liveness-returned", KeptReason = "liveness-kept", LateShareReason = "liveness-to-prover";

    /// <inheritdoc/>
    public override void Final(Handle<Request> request, Account prover)
    {
        if (!blockByRequest.TryFind(request, out var handle)) return;
        var block = blocks[handle];
        var earned = prover == block.Assignee ? block.Fee : 0;
        if (!block.Liveness.IsNone)
        {
            earned += prover == block.Assignee ? 0 : parameters.LivenessBond - (parameters.LivenessBond / 2);
            block = prover == block.Assignee ? Decide(block, returns: true) : Share(block, prover);
        }
        Scope.Settle(new SettledEvent(Requests[request].Key, prover, Token, earned, Requests.StatementOf(request).Work));
        Close(handle, prover, Ending.Settled);
        Requests.End(request, Ending.Settled);
    }

    /// <inheritdoc/>
    public override void Replaced(Handle<Request> request, Account prover, Account by)
    {
        if (blockByRequest.TryFind(request, out var handle)) blocks.Write(handle, blocks[handle] with { IsDisputed = false, LeastEarned = 0, MostEarned = 0 });
    }

    /// <inheritdoc/>
    public override void Disputed(Handle<Request> request, UInt128 least, UInt128 most)
    {
        if (blockByRequest.TryFind(request, out var handle)) blocks.Write(handle, blocks[handle] with { IsDisputed = true, LeastEarned = least, MostEarned = most });
    }

    /// <inheritdoc/>
    public override void Resumed() => state.Value = state.Value with { ResumedAt = Scope.Now };

    /// <summary>No proof became final in its time: the block ends, and nobody is to blame for want of a verdict.</summary>
    public override void Void(Handle<Request> request)
    {
        if (!blockByRequest.TryFind(request, out var handle)) return;
        Leave(handle, Ending.Voided);
        Requests.End(request, Ending.Voided);
    }

    /// <summary>A block that nobody proved costs its assignee the liveness bond; one that was proven but never final is void.</summary>
    public override Ending Expire(Handle<Request> request)
    {
        if (!blockByRequest.TryFind(request, out var handle)) return Ending.Refunded;
        var ending = blocks[handle].IsProven ? Ending.Voided : Ending.Expired;
        Leave(handle, ending);
        return ending;
    }

    /// <summary>A block that cannot be proven is let go while nothing is claimed of it: a claim has bonds that the policy decides on.</summary>
    public override bool Drop(Handle<Request> request)
    {
        if (!blockByRequest.TryFind(request, out var handle) || blocks[handle].IsProven) return false;
        Close(handle, default, Ending.Unprovable);
        return true;
    }

    void Leave(Handle<BlockRow> handle, Ending ending)
    {
        var block = blocks[handle];
        if (!block.Liveness.IsNone) blocks.Write(handle, Decide(block, block.IsProven));
        Close(handle, default, ending);
    }

    /// <summary>Decides on a liveness bond: it returns to the assignee, or the protocol keeps it.</summary>
    BlockRow Decide(in BlockRow block, bool returns)
    {
        if (block.Liveness.IsNone) return block;
        var (key, amount) = (Requests[block.Request].Key, Ledger[block.Liveness].Amount);
        if (!returns)
        {
            Ledger.Release(block.Liveness, protocol, amount, KeptReason);
            Scope.Emit(new SlashedEvent(key, block.Assignee, Token, amount));
        }
        Ledger.CloseHolding(block.Liveness, ReturnedReason);
        Scope.Emit(new LivenessDecided(block.Number, key, block.Assignee, returns ? amount : 0, 0, returns ? 0 : amount));
        return block with { Liveness = default };
    }

    /// <summary>The bond of an assignee whose proof is not the one that is final: half of it, rounded down, is kept, the rest is the prover's.</summary>
    BlockRow Share(in BlockRow block, Account prover)
    {
        var (key, amount) = (Requests[block.Request].Key, Ledger[block.Liveness].Amount);
        var kept = amount / 2;
        Ledger.Release(block.Liveness, protocol, kept, KeptReason);
        Ledger.Release(block.Liveness, prover, amount - kept, LateShareReason);
        Ledger.CloseHolding(block.Liveness, ReturnedReason);
        Scope.Emit(new SlashedEvent(key, block.Assignee, Token, amount));
        Scope.Emit(new LivenessDecided(block.Number, key, block.Assignee, 0, amount - kept, kept));
        return block with { Liveness = default };
    }

    /// <summary>Removes a block with its approvals, and frees the slot of the offer that took it on.</summary>
    void Close(Handle<BlockRow> handle, Account prover, Ending ending)
    {
        var block = blocks[handle];
        DropApprovals(block.Request);
        if (block.ByOffer && offerByProver.TryFind(block.Assignee, out var at) && offers[at] is var offer && offer.Free < offer.Slots) offers.Write(at, offer with { Free = offer.Free + 1 });
        blocks.Remove(handle);
        Scope.Emit(new BlockEnded(block.Number, Requests[block.Request].Key, prover, ending));
    }
}

namespace Vendue.Mechanisms.TaikoAssignedBlocks;

/// <summary>Proofs: the first of a block, and those that others put against it.</summary>
public sealed partial class AssignedBlocks
{
    /// <inheritdoc/>
    public override IReadOnlyList<Claim> ClaimsIn(ushort tag, ReadOnlyMemory<byte> action)
    {
        if (tag == TaikoAssignedBlocks.Propose.Tag) return SignatureIn(action);
        if (tag != TaikoAssignedBlocks.Prove.Tag) return [];
        var prove = Codec<Prove>.Of.Decode(action);
        int tier = TierOf(prove.Tier);
        if (tier < 0 || tiers[tier].Programs.Length != prove.Proofs.Length || !Requests.TryFind(prove.Request, out var request)) return [];
        var statement = Requests.StatementOf(request);
        return [.. tiers[tier].Programs.Zip(prove.Proofs, (program, proof) => new ProofClaim(prove.Request, program.IsZero ? statement.Program : program, statement.System, prove.PublicValues, proof))];
    }

    Outcome Prove(in Call call, in Prove action)
    {
        if (!IsOpen(action.Request, out var handle)) return Refused.UnknownRequest;
        int tier = TierOf(action.Tier);
        if (tier < 0) return Reasons.UnknownTier;
        if (tiers[tier].Approvals > 0) return Reasons.GuardiansApprove;
        if (action.Proofs.Length != tiers[tier].Programs.Length) return Reasons.ProofsMissing.With(tiers[tier].Programs.Length);
        if (MayProve(blocks[handle], (byte)tier, call.Sender, call.Received) is { IsRefused: true } refusal) return refusal;
        if (call.Verdicts.Length < action.Proofs.Length) return Refused.VerdictMissing;
        if (call.Verdicts[..action.Proofs.Length].ContainsAnyExcept(Verdict.Valid)) return Refused.InvalidProof;
        return Accept(handle, (byte)tier, call.Sender, action.PublicValues, call.Received, returnBond: false);
    }

    Outcome Approve(in Call call, in Approve action)
    {
        if (!IsOpen(action.Request, out var handle)) return Refused.UnknownRequest;
        int tier = TierOf(action.Tier);
        if (tier < 0) return Reasons.UnknownTier;
        if (tiers[tier].Approvals == 0) return Reasons.NoGuardiansHere;
        if (!Scope.Holds(tiers[tier].Guardians, call.Sender)) return Reasons.NotAGuardian;
        if (MayProve(blocks[handle], (byte)tier, call.Sender, call.Now) is { IsRefused: true } refusal) return refusal;
        var request = blocks[handle].Request;
        var what = WhatOf(action);
        if (approvalByKey.TryFind(new ApprovalKey(request, (byte)tier, what, call.Sender), out _)) return Reasons.ApprovedAlready;
        if (!approvals.TryAdd(new ApprovalRow(request, (byte)tier, what, call.Sender), out _)) return approvals.Full;
        var (same, others) = Count(request, (byte)tier, what);
        Scope.Emit(new Approved(action.Request, action.Tier, call.Sender, what, same));
        if (others > 0) Scope.Emit(new ApprovalsDiffer(action.Request, action.Tier));
        if (same < tiers[tier].Approvals) return Outcome.Applied;
        DropApprovals(request);
        return Accept(handle, (byte)tier, call.Sender, action.PublicValues, call.Now, action.ReturnBond);
    }

    static Hash32 WhatOf(in Approve action)
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/taiko-assigned-blocks/approval/1"u8);
        writer.Bytes(action.PublicValues.Span);
        writer.Bool(action.ReturnBond);
        return Hash32.Sha256(writer.Written);
    }

    (uint Same, uint Others) Count(Handle<Request> request, byte tier, Hash32 what)
    {
        uint same = 0, others = 0;
        foreach (var handle in approvalsByRequest.At(Packed.Of(request)))
        {
            if (approvals[handle].Tier != tier) continue;
            if (approvals[handle].What == what) same++;
            else others++;
        }
        return (same, others);
    }

    void DropApprovals(Handle<Request> request)
    {
        foreach (var handle in approvalsByRequest.At(Packed.Of(request)).ToArray()) approvals.Remove(handle);
    }

    /// <summary>Whether a tier will do, and whether it is the prover's turn. The order of these checks is the source's.</summary>
    Outcome MayProve(in BlockRow block, byte tier, Account prover, ulong received)
    {
        if (tier < block.MinimumTier) return Reasons.TierTooLow;
        ulong over = WindowEnd(block);
        bool isTop = tier == tiers.Length - 1, isFirst = !block.IsProven, inWindow = received < over;
        if (prover == block.Assignee) return parameters.BarAssignee && !(isFirst && inWindow) ? Reasons.AssigneeBarred : Outcome.Applied;
        if (!isFirst || isTop) return Outcome.Applied;
        if (inWindow) return Reasons.NotYetOpen.With(over);
        return Requests.HasPendingReceipt(block.Request, over) ? Reasons.VerdictPending : Outcome.Applied;
    }

    Outcome Accept(Handle<BlockRow> handle, byte tier, Account prover, Bytes publicValues, ulong received, bool returnBond)
    {
        var block = blocks[handle];
        var statement = Requests.StatementOf(block.Request);
        if (!parameters.Layout.TryRead(publicValues.Span, out var claim)) return Reasons.UnreadableResult;
        if (!statement.Predicate.Holds(statement.Program, publicValues.Span)) return Reasons.PredicateFails;
        if (!block.IsProven && parameters.Liveness == LivenessRule.AtFirstProof) block = Decide(block, returnBond || received < WindowEnd(block));
        blocks.Write(handle, block with { IsProven = true, Tier = tier });
        Scope.Emit(new BlockProven(block.Number, Requests[block.Request].Key, prover, tiers[tier].Name, claim.Parent, claim.Result, !block.IsProven));
        return Scope.Accept(new Acceptance
        {
            Request = block.Request,
            Prover = prover,
            Kind = tiers[tier].Name,
            Parent = claim.Parent,
            Result = claim.Result,
            PublicValues = publicValues.Span,
            Assignee = block.Assignee,
            Received = received,
        });
    }
}

namespace Vendue.Mechanisms.StarknetChainedProofs;

/// <content>What requesters submit for proposers to include.</content>
public sealed partial class ChainedProofs
{
    const ushort SubmitTag = 64;
    static readonly Name FeeReason = "block-fee", FeeBackReason = "fee-returned";

    /// <inheritdoc/>
    public override IReadOnlyList<Statement> StatementsIn(ushort tag, ReadOnlyMemory<byte> action) => tag == SubmitTag ? [Codec<Submit>.Of.Decode(action).Statement] : [];

    Outcome Submit(in Call call, in Submit action)
    {
        if (action.Statement.Predicate.Data.Length > parameters.LongestPredicate) return Reasons.PredicateTooLong.With(action.Statement.Predicate.Data.Length, parameters.LongestPredicate);
        ulong furthest = Later(call.Now, parameters.LongestLife);
        if (action.Deadline < call.Now || action.Deadline > furthest) return Reasons.DeadlineTooFar.With(furthest);
        if (Scope.OpenRequest(action.Request, call.Sender, action.Statement, action.Deadline, out var request) is { IsRefused: true } notOpened) return notOpened;
        if (Ledger.OpenHolding(Place.Escrow, call.Sender, Payment, request, out var escrow) is { IsRefused: true } noHolding) return noHolding;
        if (Ledger.Hold(call.Sender, escrow, action.Fee, FeeReason) is { IsRefused: true } poor) return poor;
        progress.Value = progress.Value with { LastNumber = progress.Value.LastNumber + 1 };
        if (!submissions.TryAdd(new SubmissionRow(request, escrow, progress.Value.LastNumber), out _)) return submissions.Full;
        Scope.Emit(new Submitted(action.Request, call.Sender, action.Fee));
        return Outcome.Applied;
    }

    Outcome Cancel(in Call call, in CancelSubmission action)
    {
        if (!Requests.TryFind(action.Request, out var request)) return Refused.UnknownRequest;
        if (Requests[request].Owner != call.Sender) return Reasons.NotRequester;
        if (!submissionOf.TryFind(request, out var row)) return Reasons.Included;
        ReturnFee(row);
        Requests.End(request, Ending.Cancelled);
        return Outcome.Applied;
    }

    void ReturnFee(Handle<SubmissionRow> row)
    {
        Ledger.CloseHolding(submissions[row].Escrow, FeeBackReason);
        submissions.Remove(row);
    }

    /// <inheritdoc/>
    public override Ending Expire(Handle<Request> request)
    {
        if (submissionOf.TryFind(request, out var row))
        {
            ReturnFee(row);
            return Ending.Expired;
        }
        if (headOf.TryFind(request, out var head)) LetGo(head);
        return Ending.Voided;
    }

    /// <inheritdoc/>
    public override bool Drop(Handle<Request> request)
    {
        if (!headOf.TryFind(request, out var head)) return false;
        LetGo(head);
        return true;
    }

    /// <summary>The proof of a block will never come: the chain, which may stand still for it, goes back to before the block.</summary>
    void LetGo(Handle<HeadRow> row)
    {
        var head = heads[row];
        contract.Close(head.Request);
        heads.Remove(row);
        chain.Attach(head.Height, default);
        RollBackTo(head.Height);
    }
}

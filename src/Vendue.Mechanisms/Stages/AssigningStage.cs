namespace Vendue.Mechanisms.Stages;

/// <summary>A stage that binds one prover: it delivers in time, or its bond is taken.</summary>
public abstract class AssigningStage : Stage
{
    private protected AssigningStage(Scope scope, IStageHost? host, Posting posting, uint mostOpen) : base(scope, host, posting, mostOpen)
    {
        ArgumentNullException.ThrowIfNull(scope);
        scope.On<Deliver>(Receive);
    }

    /// <summary>The window closed, or the time to open offers is over.</summary>
    private protected abstract void OffersAreIn(Handle<StageRow> handle, in StageRow row);

    private protected sealed override void TimeIsOver(Handle<StageRow> handle, in StageRow row)
    {
        if (row.State == StageState.Proving) Fail(handle, StageEnd.WinnerMissed);
        else OffersAreIn(handle, row);
    }

    /// <summary>What the assigned prover can do.</summary>
    private protected Opportunity ToProve(in StageRow row) => new()
    {
        Kind = OpportunityKind.Prove,
        Action = Deliver.Tag,
        Request = Requests[row.Request].Key,
        Statement = Requests.StatementOf(row.Request),
        From = Scope.Now,
        Until = row.Due,
        ProofDue = row.Due,
        Payment = row.Terms.Payment,
        Price = row.Price,
        PriceCeiling = row.Price,
        Collateral = row.Terms.Collateral,
        Bond = row.Terms.Bond,
    };

    Outcome Receive(in Call call, in Deliver action)
    {
        if (!TryFind(action.Request, out var handle)) return StageReasons.NoStage;
        var row = Stages[handle];
        if (row.State != StageState.Proving || row.Prover != call.Sender) return StageReasons.NotAssigned;
        if (call.Received > row.Due) return StageReasons.TooLate.With(row.Due);
        if (Check(call, row, action.PublicValues, out var verdict) is { IsRefused: true } missing) return missing;
        switch (verdict)
        {
            case Verdict.Valid:
                return Accept(call, handle, row, action.PublicValues);
            case Verdict.Unexecutable:
                End(handle, new StageReport(StageEnd.Unexecutable, row.Prover));
                return Outcome.Applied;
            default:
                Fail(handle, StageEnd.InvalidProof);
                return Refused.InvalidProof.Mark();
        }
    }
}

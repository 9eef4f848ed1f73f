namespace Vendue.Mechanisms.BoundlessMarket;

/// <content>Private inputs: our own addition, absent from the source. Its deadlines shift by the time that the key took.</content>
public sealed partial class Boundless
{
    static readonly Name KeyMissingReason = "key-missing";

    /// <inheritdoc/>
    public override bool TakesPrivateInputs => true;

    /// <inheritdoc/>
    public override Outcome KeyDelivered(Handle<Request> request)
    {
        if (!lockOf.TryFind(request, out var locked) || locks[locked] is not { AwaitsKey: true } row) return Refused.NoAssignee;
        if (Scope.Now > row.LockDeadline) return Reasons.RequestLockIsExpired.With(row.LockDeadline);
        ulong waited = Scope.Now - row.LockedAt;
        locks.Write(locked, row with { AwaitsKey = false, LockDeadline = row.LockDeadline + waited, Deadline = row.Deadline + waited });
        return Requests.Extend(request, Requests[request].Ends + waited);
    }

    /// <summary>The client never delivered the key: the locker has its bond back and a part of the price, as for impossible work.</summary>
    void ReleaseUnkeyed(Handle<LockRow> locked)
    {
        var row = locks[locked];
        var share = Wide.MulDivFloor(row.Price, Scope.Genesis.ImpossibleWorkBps, BoundlessParameters.Whole);
        if (share > 0) Ledger.Release(row.Payment, row.Prover, share, KeyMissingReason);
        Ledger.CloseHolding(row.Payment, RefundReason);
        Ledger.CloseHolding(row.Bond, BondReturnReason);
        locks.Write(locked, row with { Price = 0, Collateral = 0, Slashed = true });
    }
}

using Vendue.Mechanisms.Stages;

namespace Vendue.Mechanisms.EscalationLadder;

/// <content>Provers say that a request cannot be proven.</content>
public sealed partial class Escalation
{
    Outcome Object(in Call call, in ObjectToRequest action)
    {
        if (!Requests.TryFind(action.Request, out var request) || !climbOf.TryFind(request, out var handle)) return Refused.UnknownRequest;
        var row = climbs[handle];
        if (Requests[request].Owner == call.Sender) return StageReasons.OwnRequest;
        if (row.Prover != call.Sender && !provers.HasDelivered(call.Sender)) return Reasons.UnknownProver;
        if (row.State != ClimbState.Waiting && StageOf(row.Running).HasAccepted(request)) return Reasons.ProvenAlready;
        if (objectionOf.TryFind(new PartKey(request, call.Sender), out _)) return Reasons.ObjectedAlready;
        if (Ledger.OpenHolding(Place.Bond, call.Sender, Money, request, out var bond) is { IsRefused: true } full) return full;
        if (row.Bond > 0 && Ledger.Hold(call.Sender, bond, row.Bond, ObjectionReason) is { IsRefused: true } poor) return poor;
        if (!objections.TryAdd(new ObjectionRow(request, call.Sender, bond), out _)) return objections.Full;
        climbs.Write(handle, row with { Objections = row.Objections + 1 });
        Scope.Emit(new Objected(action.Request, call.Sender, row.Objections + 1));
        if (row.Objections + 1 >= parameters.ObjectionsToStop) Stop(handle);
        return Outcome.Applied;
    }

    /// <summary>Enough provers say so: nobody is slashed, nothing more is bought.</summary>
    void Stop(Handle<ClimbRow> handle)
    {
        var row = climbs[handle];
        if (row.State != ClimbState.Waiting) StageOf(row.Running).Close(row.Request);
        End(handle, StageEnd.Unexecutable);
    }

    /// <summary>Objections were false where somebody proved: their bonds are taken. Otherwise the bonds return.</summary>
    void CloseObjections(Handle<ClimbRow> handle, StageEnd end)
    {
        var row = climbs[handle];
        if (row.Objections == 0) return;
        foreach (var objection in objectionsOf.At(row.Request.Index).ToArray())
        {
            var (prover, bond) = (objections[objection].Prover, objections[objection].Bond);
            if (end == StageEnd.Settled && Ledger[bond].Amount is var amount && amount > 0)
            {
                Ledger.Move(bond, row.Pot, amount, ForfeitReason);
                Scope.Emit(new SlashedEvent(KeyOf(row), prover, Money, amount));
            }
            Ledger.CloseHolding(bond, ObjectionReason);
            objections.Remove(objection);
        }
        climbs.Write(handle, row with { Objections = 0 });
    }
}

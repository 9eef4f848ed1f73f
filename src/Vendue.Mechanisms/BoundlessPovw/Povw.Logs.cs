namespace Vendue.Mechanisms.BoundlessPovw;

/// <content>Work logs: they grow with what the market settles, and are reported by their owners.</content>
public sealed partial class Povw
{
    /// <summary>What a log's key signs where somebody else sends its update.</summary>
    public static readonly Name SignedUpdate = "work-log-update";

    /// <inheritdoc/>
    public override void Settled(in SettledEvent settled)
    {
        if (parameters.PaidOnly && settled.Fee == 0) return;
        var work = WorkOf(settled);
        if (!logOf.TryFind(settled.Payee, out var log) && !logs.TryAdd(new LogRow(settled.Payee, 0, WorkLog.Empty, 0, WorkLog.Empty, 0, WorkLog.Empty, 0), out log))
        {
            Scope.Emit(new WorkNotRecorded(settled.Payee, settled.Request, work));
            return;
        }
        var row = logs[log];
        // Where there is no room for the earlier commitment, the log can still be posted up to its newest.
        if (row.Head != row.Posted) marks.TryAdd(new MarkRow(row.Log, row.Records, row.Head, row.HeadWork), out _);
        var head = WorkLog.Append(row.Head, new WorkRecord(Ledger.NameOf(row.Log), row.Records, settled.Request, work));
        logs.Write(log, row with { Records = row.Records + 1, Head = head, HeadWork = row.HeadWork + work });
        Scope.Emit(new WorkRecorded(row.Log, row.Records, settled.Request, work, head));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Claim> ClaimsIn(ushort tag, ReadOnlyMemory<byte> action)
    {
        if (tag != UpdateTag) return [];
        var update = Codec<UpdateLog>.Of.Decode(action);
        return update.Signature.Length == 0 ? [] : [new SignatureClaim(update.Log, SignedUpdate, MessageOf(update), update.Signature)];
    }

    /// <summary>What a log's key signs: the update in its canonical encoding, without a signature.</summary>
    public static Bytes MessageOf(in UpdateLog update) => new(Codec<UpdateLog>.Of.Encode(update with { Signature = default }));

    /// <summary>The work counted, by the weight of its unit.</summary>
    UInt128 WorkOf(in SettledEvent settled)
    {
        if (parameters.Weights.Length == 0) return settled.Work;
        if (!Requests.TryFind(settled.Request, out var request)) return 0;
        var unit = Requests.StatementOf(request).WorkUnit;
        foreach (var weight in parameters.Weights)
            if (weight.Unit == unit) return (UInt128)settled.Work * weight.Weight / weight.Per;
        return 0;
    }

    Outcome Update(in Call call, in UpdateLog action)
    {
        if (!Ledger.TryFind(action.Log, out Account owner) || !logOf.TryFind(owner, out var log)) return Reasons.UnknownLog;
        if (action.Signature.Length == 0 ? call.Sender != owner : call.Verdicts.Length == 0 || call.Verdicts[0] != Verdict.Valid) return Reasons.NotSigned;
        if (!Ledger.TryFind(action.Recipient, out Account recipient) || recipient == Account.Issued) return Reasons.BadRecipient;
        if (FinalizePast() is { IsRefused: true } noRoom) return noRoom;
        var row = logs[log];
        if (action.Previous != row.Posted) return Reasons.WrongPrevious;
        if (!TryWorkUpTo(row, action.Next, out ulong records, out var work)) return Reasons.UnknownCommitment;
        if (action.Value != work - row.PostedWork) return Reasons.WrongValue.With((Int128)(work - row.PostedWork), (Int128)UInt128.Min(action.Value, (UInt128)Int128.MaxValue));
        if (row.Unpaid >= parameters.LongestCall) return Reasons.TooManyUnpaid.With(row.Unpaid);
        var epoch = pending.Value;
        if (!updates.TryAdd(new UpdateRow(owner, epoch.Epoch, action.Previous, action.Next, action.Value, recipient), out _)) return updates.Full;
        pending.Value = epoch with { TotalWork = epoch.TotalWork + action.Value, Updates = epoch.Updates + 1 };
        logs.Write(log, row with { Posted = action.Next, PostedWork = work, Unpaid = row.Unpaid + 1 });
        DropMarks(owner, records);
        Scope.Emit(new WorkLogUpdated(owner, epoch.Epoch, action.Previous, action.Next, action.Value, recipient));
        return Outcome.Applied;
    }

    /// <summary>The work that a log's commitment covers, if the log can be posted up to it.</summary>
    bool TryWorkUpTo(in LogRow log, Hash32 commitment, out ulong records, out UInt128 work)
    {
        (records, work) = (log.Records, log.HeadWork);
        if (commitment == log.Posted) return false;
        if (commitment == log.Head) return true;
        if (!markAt.TryFind(new CommitmentKey(log.Log, commitment), out var mark)) return false;
        (records, work) = (marks[mark].Records, marks[mark].Work);
        return true;
    }

    void DropMarks(Account log, ulong records)
    {
        Handle<MarkRow>[] posted = [.. marksInOrder.Between(new MarkOrder(log, 0), new MarkOrder(log, records))];
        foreach (var mark in posted) marks.Remove(mark);
    }
}

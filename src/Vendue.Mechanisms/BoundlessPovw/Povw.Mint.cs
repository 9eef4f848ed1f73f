namespace Vendue.Mechanisms.BoundlessPovw;

/// <content>The mint: logs are paid for their updates of finalized epochs, all or nothing.</content>
public sealed partial class Povw
{
    // One log that fails refuses the whole call: the frame undoes what was paid before it.
    Outcome Pay(in Call call, in Mint action)
    {
        if (action.Updates.Length == 0) return Reasons.NothingToMint;
        for (int begin = 0, end; begin < action.Updates.Length; begin = end)
        {
            end = begin + 1;
            while (end < action.Updates.Length && action.Updates[end].Log == action.Updates[begin].Log) end++;
            if (PayLog(action.Updates, begin, end) is { IsRefused: true } refusal) return refusal;
        }
        var most = emission.MintedAtMost(Current).Mining;
        return minted.Value.Mining > most ? Reasons.MintLimit.With((Int128)minted.Value.Mining, (Int128)most) : Outcome.Applied;
    }

    Outcome PayLog(LogStep[] steps, int begin, int end)
    {
        if (!Ledger.TryFind(steps[begin].Log, out Account owner) || !logOf.TryFind(owner, out var log)) return Reasons.UnknownLog;
        if (Chain(steps, begin, end, owner, logs[log].Paid, out var chain) is { IsRefused: true } broken) return broken;
        var last = steps[end - 1].Next;
        if (updateFrom.TryFind(new CommitmentKey(owner, last), out var more) && updates[more].Epoch < pending.Value.Epoch) return Reasons.UpdatesMissing.With(end);
        logs.Write(log, logs[log] with { Paid = last, Unpaid = logs[log].Unpaid - (uint)chain.Length });
        for (int from = 0, to; from < chain.Length; from = to)
        {
            to = from + 1;
            while (to < chain.Length && chain[to].Epoch == chain[from].Epoch) to++;
            if (PayEpoch(owner, chain.AsSpan(from..to)) is { IsRefused: true } refusal) return refusal;
        }
        Scope.Emit(new LogPaid(owner, last));
        return Outcome.Applied;
    }

    /// <summary>The log's updates, taken off the table, if they form an unbroken chain of finalized epochs from the commitment last paid.</summary>
    Outcome Chain(LogStep[] steps, int begin, int end, Account owner, Hash32 paid, out UpdateRow[] chain)
    {
        chain = new UpdateRow[end - begin];
        for (int i = begin; i < end; i++)
        {
            if (steps[i].Previous != paid) return (i == begin ? Reasons.WrongChain : Reasons.ChainBroken).With(i + 1);
            if (!updateFrom.TryFind(new CommitmentKey(owner, paid), out var update) || updates[update].Next != steps[i].Next) return Reasons.UnknownUpdate.With(i + 1);
            var row = chain[i - begin] = updates[update];
            if (row.Epoch >= pending.Value.Epoch) return Reasons.EpochNotFinalized.With(i + 1, row.Epoch);
            updates.Remove(update);
            paid = row.Next;
        }
        return Outcome.Applied;
    }

    Outcome PayEpoch(Account log, ReadOnlySpan<UpdateRow> of)
    {
        ulong number = of[0].Epoch;
        epochByNumber.TryFind(number, out var handle);
        var epoch = epochs[handle];
        if (epoch.Unpaid == of.Length) epochs.Remove(handle);
        else epochs.Write(handle, epoch with { Unpaid = epoch.Unpaid - (uint)of.Length });
        if (number < FirstRewarded) return Outcome.Applied;
        var work = new ReportedWork[of.Length];
        for (int i = 0; i < of.Length; i++) work[i] = new ReportedWork(Ledger.NameOf(of[i].Recipient), of[i].Value);
        var cap = MiningReward.Cap(rewardPower.At(log, EndOf(number)), parameters.PowerScalar, parameters.CapScalar);
        foreach (var payout in MiningReward.Of(work, epoch.TotalWork, emission.Of(number).Mining, ref cap, parameters.FractionBits))
        {
            Ledger.TryFind(payout.Recipient, out Account recipient);
            if (payout.Amount > 0 && Ledger.Issue(recipient, emitted, payout.Amount, MintReason) is { IsRefused: true } refusal) return refusal;
            minted.Value = minted.Value with { Mining = minted.Value.Mining + payout.Amount };
            Scope.Emit(new WorkRewarded(log, number, recipient, payout.Amount));
        }
        return Outcome.Applied;
    }
}

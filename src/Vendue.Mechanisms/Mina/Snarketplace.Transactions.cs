namespace Vendue.Mechanisms.Mina;

/// <summary>Transactions on their way to a block.</summary>
public sealed partial class Snarketplace
{
    static readonly Name FeeHeldReason = "fee-held", FeeReturnedReason = "fee-returned";

    /// <summary>A transaction's id: SHA-256 over a tag and the canonical encoding of its sender's name and index.</summary>
    public static Hash32 IdOf(Name sender, ulong index)
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/mina/transaction/1"u8);
        writer.Name(sender);
        writer.UInt64(index);
        return Hash32.Sha256(writer.Written);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Statement> StatementsIn(ushort tag, ReadOnlyMemory<byte> action) =>
        tag == SendTransaction.Tag ? [Codec<SendTransaction>.Of.Decode(action).Statement] : [];

    Outcome Send(in Call call, in SendTransaction action)
    {
        var statement = action.Statement;
        if (action.Fee > LargestFee) return Reasons.FeeTooHigh.With((Int128)LargestFee);
        if (statement.Work > LargestWork) return Reasons.WorkTooLarge.With(LargestWork);
        if (statement.Predicate.Data.Length > parameters.LongestPredicate) return Reasons.PredicateTooLong.With(parameters.LongestPredicate);
        if (action.Until < call.Now) return Reasons.UntilTooSoon.With(call.Now);
        if (action.Until > Later(call.Now, longestLife)) return Reasons.UntilTooFar.With(Later(call.Now, longestLife));
        var id = IdOf(Ledger.NameOf(call.Sender), action.Index);
        if (Scope.OpenRequest(id, call.Sender, statement, action.Until, out var request) is { IsRefused: true } refusal) return refusal;
        if (Ledger.OpenHolding(Place.Escrow, call.Sender, Payment, request, out var escrow) is { IsRefused: true } noHolding) return noHolding;
        if (action.Fee > 0 && Ledger.Hold(call.Sender, escrow, action.Fee, FeeHeldReason) is { IsRefused: true } poor) return poor;
        ulong number = chain.Value.Arrivals + 1;
        if (!transactions.TryAdd(new TransactionRow(request, call.Sender, number, action.Fee, escrow, ushort.Max(1, action.Updates), false), out _)) return transactions.Full;
        chain.Value = chain.Value with { Arrivals = number };
        Scope.Emit(new TransactionSent(id, call.Sender, action.Fee, action.Until));
        return Outcome.Applied;
    }

    Outcome Cancel(in Call call, in CancelTransaction action)
    {
        if (!TryFindWaiting(action.Transaction, out var handle)) return Reasons.UnknownTransaction;
        var row = transactions[handle];
        if (row.Sender != call.Sender) return Reasons.NotTheSender;
        Ledger.CloseHolding(row.Escrow, FeeReturnedReason);
        transactions.Remove(handle);
        Requests.End(row.Request, Ending.Cancelled);
        return Outcome.Applied;
    }

    /// <inheritdoc/>
    public override Ending Expire(Handle<Request> request)
    {
        if (transactionByRequest.TryFind(request, out var transaction))
        {
            // One in a block is still proved one day; its request has waited for that as long as it may.
            if (!transactions[transaction].Included) Ledger.CloseHolding(transactions[transaction].Escrow, FeeReturnedReason);
            transactions.Remove(transaction);
        }
        else if (bundleByRequest.TryFind(request, out var bundle))
        {
            Forget(bundle);
        }
        return Ending.Expired;
    }

    bool TryFindWaiting(Hash32 id, out Handle<TransactionRow> handle)
    {
        handle = default;
        return Requests.TryFind(id, out var request) && transactionByRequest.TryFind(request, out handle) && !transactions[handle].Included;
    }

    /// <summary>The transactions that wait for a block, in order of arrival.</summary>
    Handle<TransactionRow>[] Waiting() => [.. byArrival.Between(new Arrival(false, 0), new Arrival(false, ulong.MaxValue))];
}

namespace Vendue.Kernel;

/// <summary>The requests that have not ended, and the proofs received for them. Every request ends: the kernel's last deadline sees to it.</summary>
public sealed class RequestBook
{
    static readonly Name LastDeadlineReason = "last-deadline";

    readonly Market market;
    readonly Table<Request> requests;
    readonly UniqueIndex<Hash32, Request> byKey;
    readonly Table<Receipt> receipts;
    readonly OrderedIndex<Hash32, Receipt> byDigest;
    readonly GroupIndex<Receipt> receiptsOf;
    readonly CanonicalWriter scratch = new();
    ushort lastDeadline;

    internal RequestBook(Market market, Genesis genesis)
    {
        this.market = market;
        requests = market.Table<Request>("requests", (int)genesis.Limits.Requests);
        byKey = requests.IndexBy(r => r.Key);
        receipts = market.Table<Receipt>("receipts", (int)genesis.Limits.Receipts);
        byDigest = receipts.OrderBy(r => r.Digest);
        receiptsOf = receipts.Follow(new GroupIndex<Receipt>(r => r.Request.Index));
    }

    internal void RegisterTimers() => lastDeadline = market.Timers.Register((_, payload) => Expire(Packed.Handle<Request>(payload)));

    /// <summary>Lets the tree of the open requests follow them.</summary>
    internal void Follow(MerkleTree tree) => requests.Follow(new PlaceMarks<Request>(tree, 1));

    /// <summary>How many places the requests' table has, empty ones included.</summary>
    internal int Places => requests.Places;

    /// <summary>The request that stands at a place, if one does.</summary>
    internal bool TryAt(int place, out Handle<Request> request) => requests.TryAt(place, out request);

    /// <summary>How many requests have not ended.</summary>
    public int Count => requests.Count;

    /// <summary>A request.</summary>
    public Request this[Handle<Request> request] => requests[request];

    /// <summary>Whether the request has not ended.</summary>
    public bool Contains(Handle<Request> request) => requests.Contains(request);

    /// <summary>Visits the requests in order of their place.</summary>
    public Table<Request>.Enumerator GetEnumerator() => requests.GetEnumerator();

    /// <summary>Finds a request by its id.</summary>
    public bool TryFind(Hash32 key, out Handle<Request> request) => byKey.TryFind(key, out request);

    /// <summary>The statement of a request.</summary>
    public Statement StatementOf(Handle<Request> request) => Codec<Statement>.Of.Decode(market.Blobs.Read(requests[request].Statement));

    /// <summary>Opens a request (see <see cref="Scope.OpenRequest"/>).</summary>
    internal Outcome Open(Hash32 key, Account owner, Statement statement, ulong ends, byte slot, out Handle<Request> request)
    {
        request = default;
        int mark = market.Mark;
        if (byKey.TryFind(key, out _)) return Refused.RequestExists;
        if (statement.Private && !market.MechanismAt(slot).TakesPrivateInputs) return Refused.PrivateRefused;
        if (Hold(statement, out var blob) is { IsRefused: true } refusal) return refusal;
        if (!requests.TryAdd(new Request(key, owner, blob, market.Now, ends, default, 0, 0, slot, slot, market.Editions.Number), out request)) return market.Rewind(mark, requests.Full);
        if (market.Timers.Set(lastDeadline, ends == ulong.MaxValue ? ends : ends + 1, Packed.Of(request), out var timer, byte.MaxValue, request) is { IsRefused: true } noTimer) return market.Rewind(mark, noTimer);
        requests.Write(request, requests[request] with { LastDeadline = Packed.Of(timer) });
        market.Emit(new RequestOpened(request, key, owner, statement.Program, statement.Input, statement.Work, ends));
        return Outcome.Applied;
    }

    /// <summary>Ends a request for which nothing is held any more.</summary>
    /// <exception cref="InvariantException">Money is still held for it.</exception>
    public void End(Handle<Request> request, Ending ending)
    {
        var row = requests[request];
        market.Finality?.Ended(request);
        row = requests[request];
        if (row.Holdings != 0) throw new InvariantException($"Request {row.Key} ends while {row.Holdings} holdings stand for it.");
        if (row.PendingReceipts != 0) DropReceipts(request);
        market.PrivateInputs.Ended(request);
        market.Timers.Cancel(Packed.Handle<Timer>(row.LastDeadline));
        market.Blobs.Release(row.Statement);
        requests.Remove(request);
        market.Emit(new RequestEnded(row.Key, row.Owner, ending));
    }

    /// <summary>Replaces the statement of a request that grows, such as one over the blocks not yet proven. Refused when the statement is malformed or a table is full.</summary>
    public Outcome Restate(Handle<Request> request, Statement statement)
    {
        var row = requests[request];
        if (Hold(statement, out var blob) is { IsRefused: true } refusal) return refusal;
        market.Blobs.Release(row.Statement);
        requests.Write(request, row with { Statement = blob });
        market.Emit(new RequestRestated(row.Key, statement.Program, statement.Input, statement.Work));
        return Outcome.Applied;
    }

    /// <summary>Moves a request's last deadline.</summary>
    public Outcome Extend(Handle<Request> request, ulong ends)
    {
        var row = requests[request];
        market.Timers.Cancel(Packed.Handle<Timer>(row.LastDeadline));
        if (market.Timers.Set(lastDeadline, ends == ulong.MaxValue ? ends : ends + 1, Packed.Of(request), out var timer, byte.MaxValue, request) is { IsRefused: true } noTimer) return noTimer;
        requests.Write(request, row with { LastDeadline = Packed.Of(timer), Ends = ends });
        return Outcome.Applied;
    }

    /// <summary>Whether a proof for the request, received before an instant, still awaits its verdict: who punishes lateness waits for it, within the genesis' bound.</summary>
    public bool HasPendingReceipt(Handle<Request> request, ulong before)
    {
        if (!requests.Contains(request) || requests[request].PendingReceipts == 0) return false;
        foreach (int place in receiptsOf.Of(request.Index))
            if (receipts.TryAt(place, out var handle) && receipts[handle].At < before) return true;
        return false;
    }

    internal Outcome Receive(Hash32 digest, Hash32 key, Account prover)
    {
        if (!byKey.TryFind(key, out var request)) return Refused.UnknownRequest;
        if (byDigest.At(digest).Any(r => receipts[r].Request == request)) return Refused.ReceiptKnown;
        if (!receipts.TryAdd(new Receipt(digest, request, prover, market.Now), out _)) return receipts.Full;
        CountReceipt(request, +1);
        market.Emit(new ProofReceived(digest, key, prover));
        return Outcome.Applied;
    }

    /// <summary>Takes a command's receipts off the book, one for each request that it has proofs for, and lets timers that waited for them go on.</summary>
    /// <param name="digest">The command's digest.</param>
    /// <param name="receivedAt">When the command was received first.</param>
    internal bool TryJudge(Hash32 digest, out ulong receivedAt)
    {
        receivedAt = ulong.MaxValue;
        Handle<Receipt>[] judged = [.. byDigest.At(digest)];
        foreach (var handle in judged)
        {
            var receipt = receipts[handle];
            receivedAt = ulong.Min(receivedAt, receipt.At);
            receipts.Remove(handle);
            CountReceipt(receipt.Request, -1);
            market.Timers.Resume(receipt.Request);
        }
        return judged.Length > 0;
    }

    /// <summary>Remembers whose mechanism accepted a proof for the request, to whom a finality policy answers.</summary>
    internal void Accepted(Handle<Request> request, byte slot)
    {
        var row = requests[request];
        if (row.Acceptor != slot) requests.Write(request, row with { Acceptor = slot });
    }

    internal void CountHolding(Handle<Request> request, int change)
    {
        var row = requests[request];
        requests.Write(request, row with { Holdings = (uint)(row.Holdings + change) });
    }

    Outcome Hold(Statement statement, out Handle<Blob> blob)
    {
        blob = default;
        if (!statement.Predicate.IsWellFormed) return Refused.BadEncoding;
        if (market.Programs[statement.Program].Revoked) return Refused.ProgramRevoked;
        scratch.Truncate(0);
        Codec<Statement>.Of.Write(scratch, statement);
        return market.Blobs.Hold(scratch.Written, out blob);
    }

    void CountReceipt(Handle<Request> request, int change)
    {
        var row = requests[request];
        requests.Write(request, row with { PendingReceipts = (uint)(row.PendingReceipts + change) });
    }

    void DropReceipts(Handle<Request> request)
    {
        foreach (int place in receiptsOf.Of(request.Index))
            if (receipts.TryAt(place, out var handle)) receipts.Remove(handle);
        requests.Write(request, requests[request] with { PendingReceipts = 0 });
        market.Timers.Resume(request);
    }

    /// <summary>The last deadline: the mechanism closes its books, and what it left is returned to the owners.</summary>
    void Expire(Handle<Request> request)
    {
        if (!requests.Contains(request)) return;
        var ending = Ending.Refunded;
        market.Attempt(() =>
        {
            ending = market.MechanismAt(requests[request].Slot).Expire(request);
            if (requests.Contains(request)) market.Finality?.Ended(request);
            return Outcome.Applied;
        });
        if (!requests.Contains(request)) return;
        foreach (var holding in market.Ledger.HoldingsOf(request)) market.Ledger.CloseHolding(holding, LastDeadlineReason);
        End(request, ending);
    }
}

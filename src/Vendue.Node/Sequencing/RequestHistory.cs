using Vendue.Node.Journal;

namespace Vendue.Node.Sequencing;

/// <summary>What is known of a request, also after it ended.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Requester">Who asked.</param>
/// <param name="Program">The program.</param>
/// <param name="Input">The input.</param>
/// <param name="Work">The work, in the statement's unit.</param>
/// <param name="Opened">When it was posted.</param>
/// <param name="Ends">Its last deadline.</param>
/// <param name="State">"open", "settled" once a prover was paid for it, or how it ended.</param>
/// <param name="Prover">Who was paid last; empty for nobody.</param>
/// <param name="Paid">What was paid to provers in all, in base units.</param>
/// <param name="Proof">Where the proof can be had: the blob of the last valid one; null for none.</param>
/// <param name="PublicValues">Its public values.</param>
public sealed record RequestRecord(
    Hash32 Id, Name Requester, Hash32 Program, Hash32 Input, ulong Work, ulong Opened, ulong Ends, string State, Name Prover, UInt128 Paid, Hash32? Proof, Bytes PublicValues)
{
    /// <summary>The place in the journal of the command that opened it: where its story begins.</summary>
    public ulong Sequence { get; init; }

    /// <summary>When a prover was last paid for it; 0 for never.</summary>
    public ulong SettledAt { get; init; }
}

/// <summary>The newest requests, made from events: a projection that can be made again from the journal.</summary>
sealed class RequestHistory
{
    const int Kept = 100_000;

    readonly Dictionary<Hash32, RequestRecord> records = [];
    readonly Queue<Hash32> order = new();

    public int Count => records.Count;

    public IEnumerable<RequestRecord> All => order.Select(id => records[id]);

    public RequestRecord? Find(Hash32 id) => records.GetValueOrDefault(id);

    public void Take(Market market)
    {
        if (market.Events.Count == 0) return;
        foreach (var e in market.Events.OfType<RequestOpened>()) Add(market, e);
        foreach (var e in market.Events.OfType<SettledEvent>())
            Change(e.Request, r => r with { State = "settled", Prover = market.Ledger.NameOf(e.Payee), Paid = r.Paid + e.Fee, SettledAt = market.Now });
        foreach (var e in market.Events.OfType<RequestEnded>())
            Change(e.Request, r => r with { State = r.State == "settled" ? r.State : RecordNaming(e.Ending) });
    }

    /// <summary>The history as a snapshot keeps it.</summary>
    public KeptRequest[] ToSnapshot() => [.. All.Select(r => new KeptRequest(
        r.Id, r.Requester, r.Program, r.Input, r.Work, r.Opened, r.Ends, r.State, r.Prover, r.Paid, r.Proof is not null, r.Proof ?? default, r.PublicValues))];

    /// <summary>Goes on from a snapshot.</summary>
    public void Restore(IEnumerable<KeptRequest> kept)
    {
        foreach (var r in kept)
        {
            records[r.Id] = new RequestRecord(
                r.Id, r.Requester, r.Program, r.Input, r.Work, r.Opened, r.Ends, r.State.ToString(), r.Prover, r.Paid, r.HasProof ? r.Proof : null, r.PublicValues);
            order.Enqueue(r.Id);
        }
    }

    /// <summary>Remembers the proofs of a command that was applied.</summary>
    public void TakeProofs(IReadOnlyList<Claim> claims, ReadOnlySpan<Verdict> verdicts)
    {
        for (int i = 0; i < claims.Count && i < verdicts.Length; i++)
        {
            if (verdicts[i] == Verdict.Valid && claims[i] is ProofClaim claim) Change(claim.Request, r => r with { Proof = claim.Proof, PublicValues = claim.PublicValues });
        }
    }

    void Add(Market market, RequestOpened e)
    {
        if (!records.ContainsKey(e.Request)) order.Enqueue(e.Request);
        records[e.Request] = new RequestRecord(e.Request, market.Ledger.NameOf(e.Requester), e.Program, e.Input, e.Work, market.Now, e.Ends, "open", default, 0, null, default) { Sequence = market.Sequence };
        if (order.Count > Kept) records.Remove(order.Dequeue());
    }

    void Change(Hash32 id, Func<RequestRecord, RequestRecord> change)
    {
        if (records.TryGetValue(id, out var record)) records[id] = change(record);
    }

    static string RecordNaming(Ending ending) => ending.ToString().ToLowerInvariant();
}

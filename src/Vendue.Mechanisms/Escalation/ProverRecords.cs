namespace Vendue.Mechanisms.EscalationLadder;

/// <summary>What provers have promised and kept: whether one can take more on, and whether it is nearly always on time.</summary>
sealed class ProverRecords
{
    const byte LatestDeliveries = 32;
    const uint LatestAssignments = 1_000;
    static readonly UInt128 MostWork = UInt128.One << 48;

    readonly Table<ProverRow> table;
    readonly UniqueIndex<Account, ProverRow> byProver;

    public ProverRecords(Scope scope, uint limit)
    {
        table = scope.Table<ProverRow>("provers", (int)limit);
        byProver = table.IndexBy(p => p.Prover);
    }

    /// <summary>Whether it has delivered in time before.</summary>
    public bool HasDelivered(Account prover) => Of(prover).OnTime > 0;

    /// <summary>Whether it was on time in 99 of 100 assignments, and in one at least.</summary>
    public bool IsNearlyAlwaysOnTime(Account prover) => Of(prover) is { OnTime: > 0 } row && (ulong)row.OnTime * 100 >= (ulong)row.Assigned * 99;

    /// <summary>
    /// When a prover would have done what it has promised and this work besides, at its measured speed; one that was never
    /// measured at the speed that the estimate says. Now for one that has promised nothing.
    /// </summary>
    public ulong DoneBy(Account prover, ulong work, ulong estimate, ulong now)
    {
        var row = Of(prover);
        if (row.Promised == 0) return now;
        var all = row.Promised + Counted(work);
        var takes = row.Time > 0 ? Wide.MulDivCeil(all, row.Time, UInt128.Max(row.Work, 1)) : Wide.MulDivCeil(all, estimate, Counted(work));
        return takes > ulong.MaxValue - now ? ulong.MaxValue : now + (ulong)takes;
    }

    /// <summary>It is bound to work. A table that is full forgets nobody: who is not in it is not measured.</summary>
    public void Bind(Account prover, ulong work)
    {
        if (!byProver.TryFind(prover, out var handle) && !table.TryAdd(new ProverRow(prover, 0, 0, 0, 0, 0, 0), out handle)) return;
        table.Write(handle, table[handle] with { Promised = table[handle].Promised + Counted(work) });
    }

    /// <summary>It is bound no more.</summary>
    /// <param name="prover">Who.</param>
    /// <param name="work">The work it was bound to.</param>
    /// <param name="time">How long it took to deliver; null where it did not.</param>
    /// <param name="counts">Whether it counts for its record: not where nobody could have proven.</param>
    public void Release(Account prover, ulong work, ulong? time, bool counts)
    {
        if (!byProver.TryFind(prover, out var handle)) return;
        var row = table[handle];
        row = row with { Promised = row.Promised - UInt128.Min(row.Promised, Counted(work)) };
        if (counts && row.Assigned >= LatestAssignments) row = row with { Assigned = row.Assigned / 2, OnTime = row.OnTime / 2 };
        if (counts) row = row with { Assigned = row.Assigned + 1, OnTime = row.OnTime + (time is null ? 0u : 1u) };
        if (time is { } took)
        {
            if (row.Deliveries >= LatestDeliveries) row = row with { Deliveries = LatestDeliveries / 2, Work = row.Work / 2, Time = row.Time / 2 };
            row = row with { Deliveries = (byte)(row.Deliveries + 1), Work = row.Work + Counted(work), Time = row.Time + ulong.Max(took, 1) };
        }
        table.Write(handle, row);
    }

    /// <summary>Declared work is anybody's word: within bounds, so that sums and products stay within 128 bits.</summary>
    static UInt128 Counted(ulong work) => UInt128.Clamp(work, 1, MostWork);

    ProverRow Of(Account prover) => byProver.TryFind(prover, out var handle) ? table[handle] : default;
}

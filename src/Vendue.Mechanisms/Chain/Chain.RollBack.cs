namespace Vendue.Mechanisms.Chains;

/// <content>Roll-back: blocks go, their requests are voided, their fees return.</content>
public sealed partial class Chain
{
    static readonly Name VoidedReason = "rolled-back";

    /// <summary>
    /// Rolls the chain back: the blocks at and above a height go, the highest first, at most as many at once as the limits
    /// say; the rest follows by a timer, and until then no block is appended or made final. Final blocks stay.
    /// </summary>
    public void RollBackTo(ulong height)
    {
        var now = state.Value;
        ulong to = ulong.Max(now.IsRollingBack ? ulong.Min(height, now.RollingBackTo) : height, now.Final);
        if (to >= now.Next) return;
        state.Value = now with { IsRollingBack = true, RollingBackTo = to, Proven = ulong.Min(now.Proven, to) };
        scope.Emit(new ChainRolledBack(to, now.Next - to));
        DropBlocks();
    }

    void DropBlocks()
    {
        ulong to = state.Value.RollingBackTo;
        for (uint left = limits.AtOnce; left > 0 && Next > to; left--) DropTip();
        if (Next == to) state.Value = state.Value with { IsRollingBack = false };
        // Without room for a timer the whole is done at once: a chain half rolled back would take no block for ever.
        while (Schedule().IsRefused && Next > to)
        {
            DropTip();
            if (Next == to) state.Value = state.Value with { IsRollingBack = false };
        }
    }

    void DropTip()
    {
        ulong height = Next - 1;
        var row = Row(height);
        var block = blocks[row];
        blocks.Remove(row);
        state.Value = state.Value with { Next = height };
        foreach (var owed in owedFor.At(height).ToArray()) obligations.Remove(owed);
        rolledBack(block);
        ReturnFees(height);
        if (scope.Requests.Contains(block.Request)) VoidRequest(block.Request);
    }

    void VoidRequest(Handle<Request> request)
    {
        foreach (var holding in scope.Ledger.HoldingsOf(request)) scope.Ledger.CloseHolding(holding, VoidedReason);
        scope.Requests.End(request, Ending.Voided);
    }
}

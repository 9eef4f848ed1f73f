namespace Vendue.Mechanisms.Chains;

/// <content>What a block must carry, and gates that hold the chain up until it can.</content>
public sealed partial class Chain
{
    /// <summary>The block at <paramref name="carrier"/> must carry a proof of the block at <paramref name="covered"/>.</summary>
    public Outcome Owe(ulong carrier, ulong covered) => obligations.TryAdd(new ObligationRow(carrier, covered), out _) ? Outcome.Applied : obligations.Full;

    /// <summary>The heights of which the block at a height must carry a proof, ascending.</summary>
    public ulong[] OwedAt(ulong carrier)
    {
        ulong[] covered = [.. owedAt.At(carrier).Select(row => obligations[row].Covered)];
        Array.Sort(covered);
        return covered;
    }

    /// <summary>The height whose block must carry the proof of a block; null when none must.</summary>
    public ulong? CarrierOf(ulong covered)
    {
        foreach (var row in owedFor.At(covered)) return obligations[row].Carrier;
        return null;
    }

    /// <summary>Hands all that one height owes on to another.</summary>
    public void Defer(ulong carrier, ulong to)
    {
        foreach (var row in owedAt.At(carrier).ToArray()) obligations.Write(row, obligations[row] with { Carrier = to });
    }

    /// <summary>What a height owed is carried: nothing is owed there any more. Whether the blocks are proven by it, the mechanism says.</summary>
    public void Discharge(ulong carrier)
    {
        foreach (var row in owedAt.At(carrier).ToArray()) obligations.Remove(row);
    }

    /// <summary>Closes the gate at a height: no block is appended there before it opens. Nothing happens if it is closed.</summary>
    public Outcome Close(ulong height)
    {
        if (gateAt.TryFind(height, out _)) return Outcome.Applied;
        if (!gates.TryAdd(new GateRow(height), out _)) return gates.Full;
        if (height == Next) scope.Emit(new ChainFrozen(height));
        return Outcome.Applied;
    }

    /// <summary>Opens the gate at a height. Nothing happens if it is open.</summary>
    public void Open(ulong height)
    {
        if (!gateAt.TryFind(height, out var gate)) return;
        gates.Remove(gate);
        if (height == Next) scope.Emit(new ChainThawed(height));
    }
}

namespace Vendue.Mechanisms.Chains;

/// <content>The fees of blocks: held apart for each payer until the block is final or rolled back.</content>
public sealed partial class Chain
{
    static readonly Name FeesReason = "block-fees", FeesBackReason = "block-fees-returned";

    /// <summary>Puts free money of a payer into a block's fees. Refused when it is not there.</summary>
    public Outcome Fund(ulong height, Account payer, Asset asset, UInt128 amount)
    {
        if (amount == 0) return Outcome.Applied;
        if (OpenPot(height, payer, asset, out var pot) is { IsRefused: true } full) return full;
        return scope.Ledger.Hold(payer, pot, amount, FeesReason);
    }

    /// <summary>Puts held money into a block's fees; the holding's owner counts as its payer.</summary>
    public Outcome Fund(ulong height, Handle<Holding> from, UInt128 amount)
    {
        if (amount == 0) return Outcome.Applied;
        var source = scope.Ledger[from];
        if (OpenPot(height, source.Owner, source.Asset, out var pot) is { IsRefused: true } full) return full;
        scope.Ledger.Move(from, pot, amount, FeesReason);
        return Outcome.Applied;
    }

    /// <summary>What is left of a block's fees, over all payers.</summary>
    public UInt128 FeesOf(ulong height)
    {
        UInt128 sum = 0;
        foreach (var row in feesOf.At(height)) sum += scope.Ledger[fees[row].Pot].Amount;
        return sum;
    }

    /// <summary>Pays out of a block's fees, those of the payer first who came first.</summary>
    /// <exception cref="InvariantException">There is less.</exception>
    public void Spend(ulong height, Account to, UInt128 amount, in Name reason)
    {
        foreach (var row in feesOf.At(height).ToArray())
        {
            var part = UInt128.Min(amount, scope.Ledger[fees[row].Pot].Amount);
            if (part > 0) scope.Ledger.Release(fees[row].Pot, to, part, reason);
            amount -= part;
        }
        if (amount > 0) throw new InvariantException($"The fees of block {height} are {amount} short.");
    }

    Outcome OpenPot(ulong height, Account owner, Asset asset, out Handle<Holding> pot)
    {
        if (scope.Ledger.OpenHolding(Place.Pot, owner, asset, default, out pot) is { IsRefused: true } full) return full;
        return fees.TryAdd(new FeeRow(height, pot), out _) ? Outcome.Applied : fees.Full;
    }

    void ReturnFees(ulong height)
    {
        foreach (var row in feesOf.At(height).ToArray())
        {
            scope.Ledger.CloseHolding(fees[row].Pot, FeesBackReason);
            fees.Remove(row);
        }
    }
}

namespace Vendue.Mechanisms.Stages;

/// <summary>
/// Where a stage's money comes from: the free balance of an account, or a holding that a parent lends from. A stage takes
/// what it may spend into a holding of its own, so that it can never pay more; what it leaves unspent returns.
/// </summary>
/// <param name="Owner">Who pays in the end, and who is given what no holding takes back.</param>
/// <param name="From">The parent's holding; none for the owner's free balance.</param>
public readonly record struct Purse(Account Owner, Handle<Holding> From)
{
    static readonly Name LendReason = "stage-lent", ReturnReason = "stage-returned";

    /// <summary>The free balance of an account.</summary>
    public static Purse FreeOf(Account owner) => new(owner, default);

    /// <summary>A holding of the parent's.</summary>
    public static Purse Of(Account owner, Handle<Holding> holding) => new(owner, holding);

    /// <summary>Lends an amount for a request. Refused when it is not there.</summary>
    /// <param name="ledger">The money.</param>
    /// <param name="request">The request.</param>
    /// <param name="asset">The asset; that of the holding, where there is one.</param>
    /// <param name="amount">The most that may be spent, in base units.</param>
    /// <param name="lent">The holding that it stands in.</param>
    public Outcome Lend(Ledger ledger, Handle<Request> request, Asset asset, UInt128 amount, out Handle<Holding> lent)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        lent = default;
        if (!From.IsNone && ledger[From].Amount < amount) return StageReasons.PurseTooSmall.With((Int128)ledger[From].Amount);
        if (ledger.OpenHolding(Place.Escrow, Owner, asset, request, out lent) is { IsRefused: true } noHolding) return noHolding;
        if (From.IsNone) return ledger.Hold(Owner, lent, amount, LendReason);
        ledger.Move(From, lent, amount, LendReason);
        return Outcome.Applied;
    }

    /// <summary>Gives back what is left of what was lent, to where it came from.</summary>
    public void Return(Ledger ledger, Handle<Holding> lent)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        if (!From.IsNone && ledger.Contains(From) && ledger[lent].Amount is var left && left > 0) ledger.Move(lent, From, left, ReturnReason);
        ledger.CloseHolding(lent, ReturnReason);
    }
}

namespace Vendue.Kernel;

/// <summary>Where money is: free on an account, or held for a purpose.</summary>
public enum Place : byte
{
    /// <summary>On the account, free.</summary>
    Free,
    /// <summary>Held for a request.</summary>
    Escrow,
    /// <summary>At risk for a promise.</summary>
    Bond,
    /// <summary>Committed by a prover beyond one request.</summary>
    Stake,
    /// <summary>Gathered from several, to be divided.</summary>
    Pot,
    /// <summary>On its way out of the market.</summary>
    Withdrawal,
}

/// <summary>Money held for a purpose. A mechanism can move only what the holding in front of it holds.</summary>
/// <param name="Place">The purpose.</param>
/// <param name="Owner">Who gets back what is left.</param>
/// <param name="Asset">The asset.</param>
/// <param name="Amount">How much is held, in base units.</param>
/// <param name="Request">The request it is held for, if for one: no holding outlives its request.</param>
public readonly record struct Holding(Place Place, Account Owner, Asset Asset, UInt128 Amount, Handle<Request> Request);

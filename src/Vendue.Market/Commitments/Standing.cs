namespace Vendue.Kernel;

/// <summary>The trees of a market's state that give inclusion proofs.</summary>
public enum StatePart : byte
{
    /// <summary>The accounts, each as an <see cref="AccountStanding"/>.</summary>
    Accounts,
    /// <summary>The requests that have not ended, each as a <see cref="RequestStanding"/>.</summary>
    Requests,
}

/// <summary>What an account has of one asset, in base units.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Free">What is free. Only the account "issued" is below zero.</param>
/// <param name="Held">What is held, summed over its escrows, bonds, stakes and pots.</param>
public readonly record struct AssetBalance(Name Asset, Int128 Free, UInt128 Held);

/// <summary>A leaf of the tree of accounts: what an account has.</summary>
/// <param name="Account">The account.</param>
/// <param name="Balances">What it has of each asset, in order of the genesis.</param>
public readonly record struct AccountStanding(Name Account, AssetBalance[] Balances);

/// <summary>Money held for a request.</summary>
/// <param name="Place">The purpose.</param>
/// <param name="Owner">Who gets back what is left.</param>
/// <param name="Asset">The asset.</param>
/// <param name="Amount">How much, in base units.</param>
public readonly record struct HeldAmount(Place Place, Name Owner, Name Asset, UInt128 Amount);

/// <summary>A leaf of the tree of requests: a request that has not ended. What its mechanism knows of it is in the state hash alone.</summary>
/// <param name="Request">Its id.</param>
/// <param name="Owner">The requester.</param>
/// <param name="Statement">The SHA-256 of the canonical bytes of what is to be proven.</param>
/// <param name="Opened">When it was posted.</param>
/// <param name="Ends">The last instant at which it may stand.</param>
/// <param name="PendingReceipts">How many proofs for it were received and await their verdict.</param>
/// <param name="Holdings">The money held for it.</param>
public readonly record struct RequestStanding(
    Hash32 Request, Name Owner, Hash32 Statement, ulong Opened, ulong Ends, uint PendingReceipts, HeldAmount[] Holdings);

/// <summary>What a state root commits to: every row of every table by the state hash, accounts and open requests besides by trees.</summary>
/// <param name="State">The hash of the whole state, <see cref="Market.StateHash"/>.</param>
/// <param name="Accounts">How many places the tree of accounts has.</param>
/// <param name="AccountsRoot">Its root.</param>
/// <param name="Requests">How many places the tree of requests has.</param>
/// <param name="RequestsRoot">Its root.</param>
public readonly record struct StateRoot(Hash32 State, uint Accounts, Hash32 AccountsRoot, uint Requests, Hash32 RequestsRoot)
{
    /// <summary>The state root: SHA-256 over "vendue/state-root/1" and the canonical bytes.</summary>
    public Hash32 Hash()
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/state-root/1"u8);
        Codec<StateRoot>.Of.Write(writer, this);
        return Hash32.Sha256(writer.Written);
    }
}

/// <summary>That a leaf is part of a state: checked with nothing but the state root, which an operator's signed checkpoint states.</summary>
/// <param name="Part">The tree.</param>
/// <param name="Place">The leaf's place in it.</param>
/// <param name="Leaf">The leaf's canonical bytes.</param>
/// <param name="Path">The siblings on the way to the tree's root, from the leaf up.</param>
/// <param name="Root">What the state root is made of.</param>
public readonly record struct InclusionProof(StatePart Part, uint Place, Bytes Leaf, Hash32[] Path, StateRoot Root)
{
    /// <summary>Whether the leaf is part of the state with this root.</summary>
    public bool Proves(Hash32 root)
    {
        var (places, tree) = Part == StatePart.Accounts ? (Root.Accounts, Root.AccountsRoot) : (Root.Requests, Root.RequestsRoot);
        return Root.Hash() == root && Merkle.RootOf(Merkle.Leaf(Part, Leaf.Span), Place, places, Path) == tree;
    }

    /// <summary>The account that the leaf states.</summary>
    /// <exception cref="EncodingException">The leaf states no account.</exception>
    public AccountStanding Account() =>
        Part == StatePart.Accounts ? Codec<AccountStanding>.Of.Decode(Leaf.Memory) : throw new EncodingException("The proof is of a request, not of an account.");

    /// <summary>The request that the leaf states.</summary>
    /// <exception cref="EncodingException">The leaf states no request.</exception>
    public RequestStanding Request() =>
        Part == StatePart.Requests ? Codec<RequestStanding>.Of.Decode(Leaf.Memory) : throw new EncodingException("The proof is of an account, not of a request.");
}

namespace Vendue.Kernel;

/// <summary>What an opportunity asks of who takes it.</summary>
public enum OpportunityKind : byte
{
    /// <summary>To offer, bid, ask or lock.</summary>
    Offer,
    /// <summary>To prove and deliver what one is assigned.</summary>
    Prove,
    /// <summary>To prove and deliver what anybody may, first come.</summary>
    Race,
    /// <summary>To take another step that the mechanism asks for: commit, reveal, claim, slash.</summary>
    Step,
    /// <summary>To produce the next block: its turn has come, or comes at <see cref="Opportunity.From"/>.</summary>
    Produce,
}

/// <summary>Something that an account can do in a market now or soon. Amounts are in base units of the asset named.</summary>
public sealed record Opportunity
{
    /// <summary>What it asks for.</summary>
    [Meaning("What it asks for")]
    public OpportunityKind Kind { get; init; }

    /// <summary>The action that takes it, by its number.</summary>
    [Meaning("The action that takes it, by its number")]
    public ushort Action { get; init; }

    /// <summary>The request it concerns.</summary>
    [Meaning("The request it concerns")]
    public Hash32 Request { get; init; }

    /// <summary>What is to be proven.</summary>
    [Meaning("What is to be proven")]
    public Statement Statement { get; init; } = new();

    /// <summary>What is to be proven besides, where one delivery carries several proofs; in order.</summary>
    [Meaning("What is to be proven besides, in order")]
    public Statement[] Further { get; init; } = [];

    /// <summary>The first instant at which it can be taken.</summary>
    [Meaning("The first instant at which it can be taken")]
    public ulong From { get; init; }

    /// <summary>The last instant at which it can be taken.</summary>
    [Meaning("The last instant at which it can be taken")]
    public ulong Until { get; init; }

    /// <summary>The last instant at which the proof is in time.</summary>
    [Meaning("The last instant at which the proof is in time")]
    public ulong ProofDue { get; init; }

    /// <summary>The asset of the price.</summary>
    [Meaning("The asset of the price")]
    public Asset Payment { get; init; }

    /// <summary>What is paid if it is taken now.</summary>
    [Meaning("What is paid if it is taken now")]
    public UInt128 Price { get; init; }

    /// <summary>The most that may be paid if it is taken later.</summary>
    [Meaning("The most that may be paid if it is taken later")]
    public UInt128 PriceCeiling { get; init; }

    /// <summary>The asset of the bond.</summary>
    [Meaning("The asset of the bond")]
    public Asset Collateral { get; init; }

    /// <summary>What is at risk for who takes it.</summary>
    [Meaning("What is at risk for who takes it")]
    public UInt128 Bond { get; init; }

    /// <summary>The key of a private input, sealed to the account's encryption key; empty when the input is public, or the key is not there yet.</summary>
    [Meaning("The key of a private input, sealed to the account's encryption key")]
    public Bytes SealedKey { get; init; }

    /// <summary>The mechanism's own terms, in their canonical encoding, for its strategies to read.</summary>
    [Meaning("The mechanism's own terms, encoded")]
    public Bytes Terms { get; init; }
}

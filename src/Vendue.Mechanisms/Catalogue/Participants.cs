namespace Vendue.Mechanisms;

/// <summary>An action that a participant wants to send.</summary>
/// <param name="Action">The action's number.</param>
/// <param name="Body">Its canonical bytes.</param>
/// <param name="NotBefore">The first instant at which to send it; 0 for at once.</param>
/// <param name="NotBeforeBlock">The first block at which to send it; 0 for at once.</param>
public sealed record Deed(ushort Action, Bytes Body, ulong NotBefore = 0, ulong NotBeforeBlock = 0)
{
    /// <summary>The deed of sending <paramref name="action"/>.</summary>
    public static Deed Of<T>(in T action, ulong notBefore = 0, ulong notBeforeBlock = 0) where T : struct =>
        new(Tag<T>.Value, new Bytes(Codec<T>.Of.Encode(action)), notBefore, notBeforeBlock);

    /// <summary>The same in a scope that is not the root.</summary>
    public Deed In(int slot) => this with { Action = (ushort)((Action % Scope.Tags) + (slot * Scope.Tags)) };

    static class Tag<T>
    {
        public static readonly ushort Value = ((ActionAttribute)Attribute.GetCustomAttribute(typeof(T), typeof(ActionAttribute))!).Tag;
    }
}

/// <summary>What a prover knows of itself when it decides.</summary>
public sealed record ProverSituation
{
    /// <summary>The prover's account.</summary>
    public required Name Account { get; init; }

    /// <summary>The market's instant, in its time unit.</summary>
    public required ulong Now { get; init; }

    /// <summary>The height of the market's block clock.</summary>
    public ulong Block { get; init; }

    /// <summary>How many of the market's time units a second has: 1 or 1,000.</summary>
    public required ulong UnitsPerSecond { get; init; }

    /// <summary>The least price it takes for 1,000,000 units of work, in base units of the payment asset.</summary>
    public required UInt128 PricePerMillion { get; init; }

    /// <summary>The fixed cost of taking and delivering one request, in base units of the payment asset.</summary>
    public UInt128 FixedCost { get; init; }

    /// <summary>How fast it proves, in units of work a second, one job.</summary>
    public required ulong WorkPerSecond { get; init; }

    /// <summary>How many more jobs it can begin now.</summary>
    public required uint FreeSlots { get; init; }

    /// <summary>What it has free of the payment asset, in base units.</summary>
    public UInt128 FreePayment { get; init; }

    /// <summary>What it has free of the collateral asset, in base units.</summary>
    public UInt128 FreeCollateral { get; init; }

    /// <summary>A secret of the prover's from which salts are derived; never sent.</summary>
    public Hash32 Secret { get; init; }

    /// <summary>What a request of some work costs it: ceil(pricePerMillion · work / 1,000,000) + fixedCost; the largest amount there is where that is beyond 128 bits, whoever asked for the work.</summary>
    public UInt128 CostOf(ulong work)
    {
        const ulong million = 1_000_000;
        if (work > 0 && PricePerMillion / million >= UInt128.MaxValue / 2 / work) return UInt128.MaxValue;
        var variable = Wide.MulDivCeil(PricePerMillion, work, million);
        return FixedCost > UInt128.MaxValue - variable ? UInt128.MaxValue : variable + FixedCost;
    }
}

/// <summary>What a prover makes of an opportunity.</summary>
/// <param name="Deeds">What it sends now; empty when it waits or passes.</param>
/// <param name="LookAgainAt">The instant at which it wants to decide again; 0 for never.</param>
/// <param name="Prove">Whether it begins to prove now.</param>
/// <param name="Why">Why, in a phrase: shown by the agent and by <c>explain</c>.</param>
public sealed record Decision(IReadOnlyList<Deed> Deeds, ulong LookAgainAt, bool Prove, string Why)
{
    /// <summary>What each proof is to be bound to, in order: the value of its program's input signal "prover". Empty where proofs are not bound.</summary>
    public IReadOnlyList<Hash32> Bindings { get; init; } = [];

    /// <summary>Terms to deliver by in place of the opportunity's, where something was decided with the beginning of the proof; null for those.</summary>
    public Bytes? Terms { get; init; }

    /// <summary>Lets the opportunity go.</summary>
    public static Decision Pass(string why) => new([], 0, false, why);

    /// <summary>Decides again at an instant.</summary>
    public static Decision Wait(ulong until, string why) => new([], until, false, why);

    /// <summary>Sends these now.</summary>
    public static Decision Send(string why, params Deed[] deeds) => new(deeds, 0, false, why);

    /// <summary>Begins to prove.</summary>
    public static Decision ProveNow(string why) => new([], 0, true, why);
}

/// <summary>A proof that was made.</summary>
/// <param name="PublicValues">Its public values.</param>
/// <param name="Proof">The proof's bytes, by their SHA-256.</param>
public sealed record ProofMade(Bytes PublicValues, Hash32 Proof)
{
    /// <summary>The proofs of the opportunity's further statements, in order.</summary>
    public IReadOnlyList<ProofMade> Further { get; init; } = [];
}

/// <summary>What a prover does under a mechanism: pure functions, the same for the real agent, the demo and the Lab.</summary>
public interface IProverStrategy
{
    /// <summary>What to make of an opportunity now.</summary>
    Decision Decide(Opportunity opportunity, ProverSituation me);

    /// <summary>What to send, in order, to deliver a proof that was made for an opportunity.</summary>
    IReadOnlyList<Deed> Deliver(Opportunity opportunity, ProofMade proof, ProverSituation me);
}

/// <summary>What a requester wants.</summary>
public sealed record Wish
{
    /// <summary>The requester's account.</summary>
    public required Name Account { get; init; }

    /// <summary>What is to be proven.</summary>
    public required Statement Statement { get; init; }

    /// <summary>The most it pays, in base units of the payment asset.</summary>
    public required UInt128 Ceiling { get; init; }

    /// <summary>The market's instant.</summary>
    public required ulong Now { get; init; }

    /// <summary>How many of the market's time units a second has.</summary>
    public required ulong UnitsPerSecond { get; init; }

    /// <summary>Until when the proof is wanted at the latest, in the market's time unit.</summary>
    public required ulong Deadline { get; init; }

    /// <summary>A number of the requester's own, different for each of its requests.</summary>
    public required uint Index { get; init; }

    /// <summary>A secret of the requester's from which salts are derived; never sent.</summary>
    public Hash32 Secret { get; init; }
}

/// <summary>What a requester does under a mechanism: pure functions, the same for the client, the demo and the Lab.</summary>
public interface IRequesterStrategy
{
    /// <summary>The id that the request will have.</summary>
    Hash32 RequestOf(Wish wish);

    /// <summary>What to send to ask for a proof.</summary>
    IReadOnlyList<Deed> Ask(Wish wish);

    /// <summary>What to make of an opportunity that concerns a request of one's own: another step that the mechanism asks for.</summary>
    Decision Decide(Opportunity opportunity, Wish wish);
}

/// <summary>What a block producer knows when it decides.</summary>
public sealed record ProducerSituation
{
    /// <summary>The producer's account.</summary>
    public required Name Account { get; init; }

    /// <summary>The market's instant, in its time unit.</summary>
    public required ulong Now { get; init; }

    /// <summary>The height of the market's block clock.</summary>
    public ulong Block { get; init; }

    /// <summary>How many of the market's time units a second has: 1 or 1,000.</summary>
    public required ulong UnitsPerSecond { get; init; }

    /// <summary>What others want proven and is in no block yet, first come first; the producer puts what it can into its block.</summary>
    public IReadOnlyList<Wish> Pending { get; init; } = [];

    /// <summary>What it has free of the payment asset, in base units.</summary>
    public UInt128 FreePayment { get; init; }

    /// <summary>What it has free of the collateral asset, in base units.</summary>
    public UInt128 FreeCollateral { get; init; }

    /// <summary>A secret of the producer's from which salts are derived; never sent.</summary>
    public Hash32 Secret { get; init; }
}

/// <summary>What a block producer does under a mechanism: pure functions, the same for the demo and the Lab.</summary>
public interface IProducerStrategy
{
    /// <summary>What to make of an opportunity now: <see cref="OpportunityKind.Produce"/> when it is its turn, and steps that concern it.</summary>
    Decision Decide(Opportunity opportunity, ProducerSituation me);
}

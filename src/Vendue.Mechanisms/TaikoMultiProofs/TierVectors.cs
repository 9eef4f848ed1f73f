namespace Vendue.Mechanisms.TaikoMultiProofs;

/// <summary>A claim that is replaced.</summary>
public sealed record SplitGiven
{
    /// <summary>How the loser's bond is divided.</summary>
    public BondRules Rules { get; init; } = new(BondRule.Friction, 1_250, 3, 1);

    /// <summary>How it is replaced.</summary>
    public Resolution Resolution { get; init; }

    /// <summary>V.</summary>
    public UInt128 Validity { get; init; }

    /// <summary>C.</summary>
    public UInt128 Contest { get; init; }

    /// <summary>V_u, the bond of the new proof.</summary>
    public UInt128 NewValidity { get; init; }
}

/// <summary>What becomes of the bonds.</summary>
/// <param name="Original">What the prover of the claim receives.</param>
/// <param name="Contester">What the contester receives.</param>
/// <param name="NewProver">What the new prover receives.</param>
/// <param name="NewProverNet">What it receives less what it locks.</param>
/// <param name="Kept">What the protocol keeps.</param>
public readonly record struct SplitAnswer(UInt128 Original, UInt128 Contester, UInt128 NewProver, Int128 NewProverNet, UInt128 Kept);

/// <summary>A wanted return on a contest.</summary>
public readonly record struct ContestBondGiven(UInt128 Validity, uint Percent);

/// <summary>A contest bond.</summary>
public readonly record struct ContestBondAnswer(UInt128 Contest);

/// <summary>A claim that stands and a new one.</summary>
public sealed record StepGiven
{
    /// <summary>The claim that stands.</summary>
    public Standing Standing { get; init; }

    /// <summary>The tier of the new one.</summary>
    public ushort Tier { get; init; }

    /// <summary>Whether it says the same.</summary>
    public bool Same { get; init; }
}

/// <summary>What the new claim is.</summary>
public readonly record struct StepAnswer(ClaimStep Step);

/// <summary>The policy's pure rules by name.</summary>
static class TierVectors
{
    public static IReadOnlyList<VectorRule> All { get; } =
    [
        VectorRule.Of<SplitGiven, SplitAnswer>("taiko-multi-proofs/bonds", "What becomes of the bonds of a claim that is replaced.", Split),
        VectorRule.Of<ContestBondGiven, ContestBondAnswer>("taiko-multi-proofs/contest-bond", "The contest bond by which a right contest earns a wanted return.", given => new ContestBondAnswer(BondRules.ContestBondFor(given.Validity, given.Percent))),
        VectorRule.Of<StepGiven, StepAnswer>("taiko-multi-proofs/step", "What a new claim is to the one that stands.", given => new StepAnswer(ClaimTable.StepOf(given.Standing, given.Tier, given.Same))),
    ];

    static SplitAnswer Split(SplitGiven given)
    {
        if (given.Rules.FrictionPoints > 10_000) throw new EncodingException("given: frictionPoints is at most 10,000.");
        if (UInt128.Max(UInt128.Max(given.Validity, given.Contest), given.NewValidity) > Ledger.LargestSupply) throw new EncodingException("given: bonds are at most 2^120.");
        var split = given.Rules.Split(given.Resolution, given.Validity, given.Contest);
        return new SplitAnswer(split.Original, split.Contester, split.NewProver, (Int128)split.NewProver - (Int128)given.NewValidity, split.Kept);
    }
}

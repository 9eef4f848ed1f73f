namespace Vendue.Mechanisms.TaikoMultiProofs;

/// <summary>What a tier of proofs puts at risk, and how long it may be doubted.</summary>
public sealed record TierBonds
{
    /// <summary>The tier's name, as the mechanism gives it with each proof.</summary>
    [Meaning("The tier's name, as the mechanism gives it with each proof")]
    public Name Name { get; init; }

    /// <summary>V: what a prover locks.</summary>
    [Meaning("The validity bond, which a prover locks, in base units; 0 for the top tier only")]
    public UInt128 Validity { get; init; }

    /// <summary>C: what a contester locks.</summary>
    [Meaning("The contest bond, which a contester locks, in base units; 0 for the top tier only")]
    public UInt128 Contest { get; init; }

    /// <summary>How long a claim may be contested before it can be final.</summary>
    [Meaning("How long a claim may be contested before it can be final, in milliseconds")]
    public ulong Cooldown { get; init; } = 86_400_000;

    /// <summary>How many blocks are looked at for finality with each proof at this tier.</summary>
    [Meaning("How many blocks are looked at for finality with each proof at this tier, where timers do not")]
    public uint Verifies { get; init; } = 8;
}

namespace Vendue.Mechanisms.TaikoMultiProofs;

/// <summary>A claim that stands for a block and parent.</summary>
/// <param name="Tier">Its tier; 0 when there is none yet.</param>
/// <param name="IsTop">Whether that is the top tier.</param>
/// <param name="IsContested">Whether it is contested.</param>
/// <param name="IsCooled">Whether its cooldown is over.</param>
public readonly record struct Standing(ushort Tier, bool IsTop, bool IsContested, bool IsCooled);

/// <summary>What a new claim is to the one that stands.</summary>
public enum ClaimStep : byte
{
    /// <summary>The first.</summary>
    First,
    /// <summary>A contest of it.</summary>
    Contest,
    /// <summary>A higher proof of something else, uncontested.</summary>
    Override,
    /// <summary>A higher proof that settles the contest for the prover.</summary>
    Uphold,
    /// <summary>A higher proof that settles the contest for the contester.</summary>
    Overturn,
    /// <summary>The top tier changes what it said.</summary>
    Correct,
    /// <summary>Refused: its tier is below.</summary>
    TooLow,
    /// <summary>Refused: it says the same.</summary>
    SaysTheSame,
    /// <summary>Refused: the claim is contested already; only a higher proof settles that.</summary>
    Contested,
    /// <summary>Refused: the cooldown is over.</summary>
    CooledDown,
}

/// <summary>The table of what a claim does to the one that stands.</summary>
public static class ClaimTable
{
    /// <summary>The step that a claim is.</summary>
    /// <param name="standing">The claim that stands.</param>
    /// <param name="tier">The tier of the new one.</param>
    /// <param name="isSame">Whether it says the same as the one that stands.</param>
    public static ClaimStep StepOf(in Standing standing, ushort tier, bool isSame)
    {
        if (standing.Tier == 0) return ClaimStep.First;
        if (tier < standing.Tier) return ClaimStep.TooLow;
        if (tier == standing.Tier) return SameTier(standing, isSame);
        if (standing.IsContested) return isSame ? ClaimStep.Uphold : ClaimStep.Overturn;
        return isSame ? ClaimStep.SaysTheSame : ClaimStep.Override;
    }

    static ClaimStep SameTier(in Standing standing, bool isSame)
    {
        if (standing.IsContested) return ClaimStep.Contested;
        if (isSame) return ClaimStep.SaysTheSame;
        if (standing.IsTop) return ClaimStep.Correct;
        return standing.IsCooled ? ClaimStep.CooledDown : ClaimStep.Contest;
    }
}

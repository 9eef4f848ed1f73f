namespace Vendue.Mechanisms.StarknetChainedProofs;

/// <summary>What a proposer needs to know of the next height.</summary>
public sealed record BlockTerms
{
    /// <summary>The height.</summary>
    [Meaning("The height")]
    public ulong Height { get; init; }

    /// <summary>The first round under way or past in which the account is proposer.</summary>
    [Meaning("The first round under way or past in which the account is proposer")]
    public ulong Round { get; init; }

    /// <summary>|expected|: of how many blocks the strand owes a proof.</summary>
    [Meaning("Of how many blocks the strand owes a proof")]
    public ulong Expected { get; init; }

    /// <summary>Whether that proof is there, or none is needed.</summary>
    [Meaning("Whether that proof is there, or none is needed")]
    public bool IsReady { get; init; }

    /// <summary>Whether there can be no block without it.</summary>
    [Meaning("Whether there can be no block without it")]
    public bool IsCritical { get; init; }

    /// <summary>What the proof costs.</summary>
    [Meaning("What the proof costs, in base units of the payment asset")]
    public UInt128 Price { get; init; }

    /// <summary>How many blocks with transactions wait for their proof to be included.</summary>
    [Meaning("How many blocks with transactions wait for their proof to be included")]
    public ulong Outstanding { get; init; }

    /// <summary>How long a block takes to commit.</summary>
    [Meaning("How long a block takes to commit, in the market's time unit")]
    public ulong BlockTime { get; init; }

    /// <summary>What was submitted and is in no block, in order of arrival; at most eight.</summary>
    [Meaning("What was submitted and is in no block, in order of arrival; at most eight")]
    public Hash32[] Submissions { get; init; } = [];
}

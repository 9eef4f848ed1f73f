namespace Vendue.Mechanisms.LagrangeDara;

/// <summary>In which order provers are filled.</summary>
public enum FillingOrder : byte
{
    /// <summary>By SHA-256 over the round's seed and the prover's account name.</summary>
    Seeded,
    /// <summary>As their asks arrived.</summary>
    Arrival,
}

/// <summary>The parameters of a Lagrange DARA market. Times are in milliseconds, rounded up to the market's time unit.</summary>
public sealed record LagrangeDaraParameters
{
    const ulong LongestTime = 86_400_000, TenYears = 315_360_000_000;

    /// <summary>How the prices are found.</summary>
    [Meaning("How the prices are found: by looking back at the agents dropped last, or by two clocks")]
    public Variant Variant { get; init; } = Variant.Lookback;

    /// <summary>Rounds with fewer bids times asks than this are cleared by the Clock.</summary>
    [Meaning("Rounds with fewer bids times asks than this are cleared by the Clock; 0 for none")]
    public uint ThinBelow { get; init; } = 100;

    /// <summary>How work is divided over the provers left.</summary>
    [Meaning("How work is divided: by priority, or the cheapest prover first (Lookback with splittable jobs only)")]
    public Fill Fill { get; init; } = Fill.Priority;

    /// <summary>In which order provers are filled.</summary>
    [Meaning("The order in which provers are filled: seeded, or as their asks arrived")]
    public FillingOrder Priority { get; init; } = FillingOrder.Seeded;

    /// <summary>Whether a job may be cut into slices.</summary>
    [Meaning("Whether a job may be cut into slices for several provers; otherwise each job goes to one prover whole")]
    public bool Splittable { get; init; }

    /// <summary>How long a round collects offers.</summary>
    [Meaning("How long a round collects offers, in milliseconds (100 to 3,600,000)")]
    public ulong RoundLength { get; init; } = 5_000;

    /// <summary>Whether bids and asks are sealed.</summary>
    [Meaning("Whether bids and asks are sealed: committed to first, revealed when the round has closed")]
    public bool Sealed { get; init; } = true;

    /// <summary>How long sealed offers may be revealed.</summary>
    [Meaning("How long sealed offers may be revealed after the close, in milliseconds (100 to 3,600,000)")]
    public ulong RevealWindow { get; init; } = 5_000;

    /// <summary>How much work one unit of size is.</summary>
    [Meaning("How much work one unit of size is, in the statement's work unit")]
    public ulong SizeUnit { get; init; } = 1_000_000;

    /// <summary>rMax.</summary>
    [Meaning("rMax: the highest ask for a unit of size, in base units, below 2^64; even under rules 1")]
    public UInt128 HighestAsk { get; init; } = 1_000_000_000_000_000;

    /// <summary>Whether losers bid again.</summary>
    [Meaning("Whether a job that lost bids again in the next round, while its deadline allows")]
    public bool CarryLosers { get; init; } = true;

    /// <summary>The least time between clearing and a job's deadline.</summary>
    [Meaning("The least time from a round's clearing to a job's deadline, in milliseconds: what provers measure their capacity by")]
    public ulong ProvingTime { get; init; } = 30_000;

    /// <summary>The furthest deadline that can be asked for.</summary>
    [Meaning("The furthest deadline that can be asked for, from now, in milliseconds (at most 10 years)")]
    public ulong LongestLife { get; init; } = 604_800_000;

    /// <summary>The longest data of a predicate.</summary>
    [Meaning("The longest data of a predicate, in bytes")]
    public uint LongestPredicate { get; init; } = 4_096;

    /// <summary>How long the prover of a slice has.</summary>
    [Meaning("How long the prover of a slice has, in milliseconds, at most to the job's deadline; 0 for until that deadline")]
    public ulong SliceTime { get; init; }

    /// <summary>What an offer loses that is not revealed.</summary>
    [Meaning("What an offer that is not revealed loses of its deposit or bond, in hundredths of a percent (0 to 10,000)")]
    public ushort UnrevealedPenalty { get; init; } = 100;

    /// <summary>The account of the insurance fund.</summary>
    [Meaning("The account of the insurance fund, which receives the surplus and takes no part in rounds")]
    public Name Fund { get; init; } = "insurance-fund";

    /// <summary>How many bids, and how many asks, a round takes.</summary>
    [Meaning("How many bids, and how many asks, a round takes")]
    public uint OffersPerRound { get; init; } = 1_024;

    /// <summary>How many rounds may stand.</summary>
    [Meaning("How many rounds may stand, over all classes of proof system and work unit")]
    public uint MostRounds { get; init; } = 1_024;

    /// <summary>How many jobs may stand.</summary>
    [Meaning("How many jobs may stand")]
    public uint MostJobs { get; init; } = 1_000_000;

    /// <summary>How many asks may stand.</summary>
    [Meaning("How many asks may stand")]
    public uint MostAsks { get; init; } = 1_000_000;

    /// <summary>How many slices may stand.</summary>
    [Meaning("How many slices may stand")]
    public uint MostSlices { get; init; } = 4_000_000;

    /// <summary>Why a market under way cannot go over to other parameters, in one sentence; null when it can.</summary>
    internal static string? Refuses(LagrangeDaraParameters from, LagrangeDaraParameters to) =>
        from.SizeUnit != to.SizeUnit ? "sizeUnit cannot change in a market under way: jobs that are carried to later rounds are measured in it."
        : from.Splittable != to.Splittable ? "splittable cannot change in a market under way: jobs that are carried to later rounds were posted under it."
        : from.Fund != to.Fund ? "fund cannot change in a market under way."
        : null;

    /// <summary>What is wrong with the parameters, in one sentence; null when nothing is.</summary>
    /// <param name="rules">The version of the rules.</param>
    public string? Check(ushort rules = Dara.Rules)
    {
        if (RoundLength is < 100 or > 3_600_000) return "roundLength must be from 100 to 3,600,000 ms.";
        if (RevealWindow is < 100 or > 3_600_000) return "revealWindow must be from 100 to 3,600,000 ms.";
        if (SizeUnit == 0) return "sizeUnit must be above zero.";
        if (HighestAsk == 0 || HighestAsk > ulong.MaxValue) return "highestAsk must be above zero and below 2^64.";
        if (rules == 1 && HighestAsk % 2 != 0) return "highestAsk must be even under rules 1: half of it must be whole, so that the bond of an ask always covers those of its slices.";
        if (ProvingTime is 0 or > LongestTime) return "provingTime must be from 1 to 86,400,000 ms.";
        if (SliceTime > LongestTime) return "sliceTime must be at most 86,400,000 ms.";
        if (LongestLife is 0 or > TenYears) return "longestLife must be from 1 ms to ten years.";
        if (LongestPredicate > 1 << 20) return "longestPredicate must be at most 1,048,576 bytes.";
        if (UnrevealedPenalty > 10_000) return "unrevealedPenalty must be at most 10,000 hundredths of a percent.";
        if (Fill == Fill.CheapestFirst && (Variant == Variant.Clock || !Splittable)) return "fill cheapestFirst needs variant lookback and splittable jobs.";
        if (Fund.IsEmpty) return "fund must name an account.";
        if (OffersPerRound is 0 or > 1_000_000) return "offersPerRound must be from 1 to 1,000,000.";
        if (MostRounds == 0 || MostJobs == 0 || MostAsks == 0 || MostSlices == 0) return "mostRounds, mostJobs, mostAsks and mostSlices must be above zero.";
        return MostRounds > int.MaxValue || MostJobs > int.MaxValue || MostAsks > int.MaxValue || MostSlices > int.MaxValue ? "mostRounds, mostJobs, mostAsks and mostSlices must be below 2^31." : null;
    }
}

namespace Vendue.Kernel;

/// <summary>
/// What is asked of the beacon's parties: the holders of the office "beacon" beside the operator. Without such holders
/// the beacon is the operator's hash chain alone.
/// </summary>
public sealed record BeaconTerms
{
    /// <summary>The office that a party holds.</summary>
    public static readonly Name Office = "beacon";

    /// <summary>How long after a round opens a party may reveal its link, in the market's time unit; who has not by then is left out.</summary>
    [Meaning("How long after a round opens a party may reveal its link")]
    public ulong Bound { get; init; } = 60;

    /// <summary>How many parties must be seated for a round to open. Fewer, and the beacon stands still rather than become the operator's alone.</summary>
    [Meaning("How many parties must be seated for a round to open")]
    public uint Quorum { get; init; } = 1;

    /// <summary>The asset of a party's bond, by its position.</summary>
    [Meaning("The asset of a party's bond, by its position")]
    public byte BondAsset { get; init; }

    /// <summary>A party's bond, in base units; burnt when the party withholds its link. 0 for none: then the seat is all that it loses.</summary>
    [Meaning("A party's bond, burnt when it withholds its link")]
    public UInt128 Bond { get; init; }

    /// <summary>How many rounds a party that withheld sits out, times how often it did, before it may take a seat again.</summary>
    [Meaning("How many rounds a party that withheld sits out, times how often it did")]
    public uint SitsOut { get; init; } = 256;

    internal string? Check(Authority[] authorities, int assets)
    {
        uint parties = (uint)authorities.Count(a => a.Role == Office);
        if (parties == 0) return null;
        if (authorities.Where(a => a.Role == Office).Distinct().Count() != parties) return "Each of the beacon's parties is named once.";
        if (Quorum == 0 || Quorum > parties) return $"The beacon has {parties} parties; its quorum is from 1 to that.";
        if (Bound == 0) return "The beacon's parties need some time to reveal their links.";
        return Bond > 0 && BondAsset >= assets ? $"The beacon's bond is of asset {BondAsset}, and there are {assets}." : null;
    }
}

namespace Vendue.Mechanisms.Stages;

/// <summary>The parameters of sealed second-price stages. Times are in milliseconds, rounded up to the market's time unit.</summary>
public sealed record SecondPriceParameters
{
    const ulong LongestTime = 86_400_000;

    /// <summary>How long offers are taken.</summary>
    [Meaning("How long offers are taken, in milliseconds (1 to 86,400,000); a parent says otherwise")]
    public ulong Window { get; init; } = 30_000;

    /// <summary>How long sealed offers can be opened.</summary>
    [Meaning("How long sealed offers can be opened after the window, in milliseconds (1 to 86,400,000)")]
    public ulong RevealWindow { get; init; } = 10_000;

    /// <summary>The fewest offers that are compared.</summary>
    [Meaning("The fewest offers that are compared; a parent says otherwise")]
    public uint MinOffers { get; init; } = 1;

    /// <summary>What an offer that stays sealed loses.</summary>
    [Meaning("What an offer that stays sealed loses of its bond, in parts of 10,000")]
    public uint UnrevealedBps { get; init; } = 1_000;

    /// <summary>How many offers a stage takes.</summary>
    [Meaning("How many offers a stage takes (1 to 10,000)")]
    public uint MaxOffers { get; init; } = 100;

    /// <summary>How many stages can be open.</summary>
    [Meaning("How many stages can be open at once")]
    public uint MaxOpen { get; init; } = 100_000;

    /// <summary>How many offers can stand over all stages.</summary>
    [Meaning("How many offers can stand over all stages")]
    public uint MaxStandingOffers { get; init; } = 1_000_000;

    /// <summary>How requests are posted where it is the market's own mechanism.</summary>
    [Meaning("How requests are posted where it is the market's own mechanism")]
    public Posting Posting { get; init; } = new();

    /// <summary>What is wrong, in one sentence; null when nothing is.</summary>
    internal string? Wrong()
    {
        if (Window is 0 or > LongestTime || RevealWindow is 0 or > LongestTime) return $"window and revealWindow are from 1 to {LongestTime} ms.";
        if (UnrevealedBps > 10_000) return "unrevealedBps is at most 10,000.";
        if (MaxOffers is 0 or > 10_000) return "maxOffers is from 1 to 10,000.";
        if (MaxOpen is 0 or > 1 << 30 || MaxStandingOffers is 0 or > 1 << 30) return "maxOpen and maxStandingOffers are from 1 to 2^30.";
        return Posting.Wrong();
    }
}

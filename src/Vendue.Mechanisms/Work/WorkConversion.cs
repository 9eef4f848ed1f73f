using System.Globalization;

namespace Vendue.Mechanisms;

/// <summary>
/// How amounts of one unit are reckoned in another: work · numerator / denominator, rounded up, so that work never
/// becomes less. One way only: what holds back is another conversion with a source of its own.
/// </summary>
/// <param name="Name">What it is called.</param>
/// <param name="Version">Its version; another ratio is another version.</param>
/// <param name="From">What is converted.</param>
/// <param name="To">What it becomes.</param>
/// <param name="Numerator">How many of <paramref name="To"/>; above zero.</param>
/// <param name="Denominator">For how many of <paramref name="From"/>; above zero.</param>
/// <param name="Source">Who measured or laid down the ratio, and when.</param>
public sealed record WorkConversion(Name Name, ushort Version, WorkUnit From, WorkUnit To, ulong Numerator, ulong Denominator, string Source)
{
    /// <summary>Whether the ratio is one, and says whence.</summary>
    public bool IsSound => !Name.IsEmpty && Version > 0 && Numerator > 0 && Denominator > 0 && From != To && !string.IsNullOrWhiteSpace(Source);

    /// <summary>ceil(work · numerator / denominator), exactly.</summary>
    public UInt128 Of(ulong work) => Wide.MulDivCeil(work, Numerator, Denominator);

    /// <summary>The name with its version, and what it does.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}-v{Version} ({Numerator} {To} for {Denominator} {From})");
}

/// <summary>Work in another unit than it was stated in.</summary>
/// <param name="Amount">How much.</param>
/// <param name="By">By which conversion; null where it was stated in the unit already.</param>
public readonly record struct ConvertedWork(ulong Amount, WorkConversion? By);

/// <summary>Work that cannot be reckoned in a unit.</summary>
/// <param name="Code">A stable code: no-conversion, or work-out-of-range.</param>
/// <param name="From">The unit it is stated in.</param>
/// <param name="To">The unit it was wanted in.</param>
public sealed record ConversionRefusal(string Code, WorkUnit From, WorkUnit To)
{
    /// <summary>What is missing, in one sentence.</summary>
    public string Message => Code == "no-conversion"
        ? $"There is no conversion from {From} to {To}: name one, with its version and source."
        : $"The work, stated in {From}, is beyond what {To} can count.";
}

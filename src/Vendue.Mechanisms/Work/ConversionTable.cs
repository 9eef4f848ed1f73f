using System.Diagnostics.CodeAnalysis;

namespace Vendue.Mechanisms;

/// <summary>The conversions that somebody goes by: nothing is converted but by one of them, and none is chained to another.</summary>
public sealed class ConversionTable
{
    readonly WorkConversion[] conversions;

    /// <summary>A table of conversions.</summary>
    /// <exception cref="ArgumentException">One is unsound, or two go from one unit to the same other.</exception>
    public ConversionTable(IEnumerable<WorkConversion> conversions)
    {
        ArgumentNullException.ThrowIfNull(conversions);
        this.conversions = [.. conversions];
        for (int i = 0; i < this.conversions.Length; i++)
        {
            var one = this.conversions[i];
            if (!one.IsSound) throw new ArgumentException($"The conversion '{one.Name}' needs a name, a version, a ratio above zero between two units, and a source.", nameof(conversions));
            for (int j = 0; j < i; j++)
                if (this.conversions[j].From == one.From && this.conversions[j].To == one.To) throw new ArgumentException($"Two conversions go from {one.From} to {one.To}: keep the one that holds.", nameof(conversions));
        }
    }

    /// <summary>No conversions: each unit stands for itself.</summary>
    public static ConversionTable None { get; } = new([]);

    /// <summary>The conversions.</summary>
    public IReadOnlyList<WorkConversion> Conversions => conversions;

    /// <summary>Reckons work in another unit, rounded up.</summary>
    /// <param name="work">How much, in <paramref name="from"/>.</param>
    /// <param name="from">The unit it is stated in.</param>
    /// <param name="to">The unit it is wanted in.</param>
    /// <param name="converted">How much that is, and by which conversion.</param>
    /// <param name="refusal">What is missing, when it cannot be.</param>
    public bool TryConvert(ulong work, WorkUnit from, WorkUnit to, out ConvertedWork converted, [NotNullWhen(false)] out ConversionRefusal? refusal)
    {
        (converted, refusal) = (new ConvertedWork(work, null), null);
        if (from == to) return true;
        foreach (var conversion in conversions)
        {
            if (conversion.From != from || conversion.To != to) continue;
            var amount = conversion.Of(work);
            if (amount > ulong.MaxValue)
            {
                refusal = new ConversionRefusal("work-out-of-range", from, to);
                return false;
            }
            converted = new ConvertedWork((ulong)amount, conversion);
            return true;
        }
        refusal = new ConversionRefusal("no-conversion", from, to);
        return false;
    }
}

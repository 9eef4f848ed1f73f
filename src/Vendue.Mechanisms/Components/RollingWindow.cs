namespace Vendue.Mechanisms.Components;

/// <summary>A sample of a rolling window.</summary>
/// <param name="Owner">Whose window.</param>
/// <param name="Source">What it came from; a later sample of one source replaces the earlier.</param>
/// <param name="Number">Its place in the order of arrival, over all windows.</param>
/// <param name="Value">The value.</param>
public readonly record struct Sample(Hash32 Owner, Hash32 Source, ulong Number, UInt128 Value);

/// <summary>
/// The last samples of each owner, one a source, with their sum, median and percentiles. Kept as rows, so that prices and
/// times that rules depend on are part of the state. When the table is full the oldest sample of all gives way.
/// </summary>
public sealed class RollingWindow
{
    readonly record struct Place(Hash32 Owner, Hash32 Source);

    readonly record struct Order(Hash32 Owner, ulong Number) : IComparable<Order>
    {
        public int CompareTo(Order other) => Owner != other.Owner ? Owner.CompareTo(other.Owner) : Number.CompareTo(other.Number);
    }

    readonly int length;
    readonly Table<Sample> samples;
    readonly UniqueIndex<Place, Sample> byPlace;
    readonly OrderedIndex<Order, Sample> byOrder;
    readonly OrderedIndex<ulong, Sample> byNumber;
    readonly Cell<ulong> last;

    /// <summary>Windows over a scope.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="name">The table's name.</param>
    /// <param name="length">How many samples a window keeps, at least 1.</param>
    /// <param name="limit">How many samples there are over all windows.</param>
    public RollingWindow(Scope scope, string name, uint length, uint limit)
    {
        ArgumentNullException.ThrowIfNull(scope);
        this.length = (int)length;
        samples = scope.Table<Sample>(name, (int)limit);
        byPlace = samples.IndexBy(s => new Place(s.Owner, s.Source));
        byOrder = samples.OrderBy(s => new Order(s.Owner, s.Number));
        byNumber = samples.OrderBy(s => s.Number);
        last = scope.Cell<ulong>(name + "-last");
    }

    /// <summary>Adds a sample, in place of an earlier one of its source, or of the oldest when the window is full.</summary>
    public void Add(Hash32 owner, Hash32 source, UInt128 value)
    {
        if (byPlace.TryFind(new Place(owner, source), out var earlier)) samples.Remove(earlier);
        else if (Of(owner) is { Length: > 0 } window && window.Length >= length) samples.Remove(window[0]);
        if (samples.Count == samples.Limit) samples.Remove(byNumber.Between(0, ulong.MaxValue).First());
        ulong number = last.Value + 1;
        last.Value = number;
        samples.TryAdd(new Sample(owner, source, number, value), out _);
    }

    /// <summary>How many samples an owner has, and their sum.</summary>
    public (int Count, UInt128 Sum) Total(Hash32 owner)
    {
        UInt128 sum = 0;
        var values = Values(owner);
        foreach (var value in values) sum += value;
        return (values.Length, sum);
    }

    /// <summary>The median of an owner's samples; null without any.</summary>
    public UInt128? Median(Hash32 owner) => Values(owner) is { Length: > 0 } values ? OrderStatistics.Median(values) : null;

    /// <summary>A percentile of an owner's samples; null without any.</summary>
    public UInt128? Percentile(Hash32 owner, uint percent) => Values(owner) is { Length: > 0 } values ? OrderStatistics.Percentile(values, percent) : null;

    UInt128[] Values(Hash32 owner) => [.. Of(owner).Select(s => samples[s].Value)];

    Handle<Sample>[] Of(Hash32 owner) => [.. byOrder.Between(new Order(owner, 0), new Order(owner, ulong.MaxValue))];
}

using System.Text;

namespace Vendue.Proofs.Tests.Fuzzing;

/// <summary>What became of the files of a run.</summary>
sealed class FuzzReport
{
    readonly SortedDictionary<string, long> refusals = new(StringComparer.Ordinal);

    public required string Format { get; init; }

    public long Files { get; private set; }

    public long Accepted { get; private set; }

    /// <summary>Most that reading one file allocated, as a part of what the format allows it.</summary>
    public double HighestShareOfAllocation { get; private set; }

    public IReadOnlyDictionary<string, long> Refusals => refusals;

    public void Add(string? refusal, double shareOfAllocation)
    {
        Files++;
        HighestShareOfAllocation = Math.Max(HighestShareOfAllocation, shareOfAllocation);
        if (refusal is null)
            Accepted++;
        else
            refusals[refusal] = refusals.GetValueOrDefault(refusal) + 1;
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append($"{Format}: {Files} files, {Accepted} accepted, at most {HighestShareOfAllocation:P0} of the memory allowed;");
        foreach ((string code, long count) in refusals)
            text.Append($" {code} {count}");
        return text.ToString();
    }
}

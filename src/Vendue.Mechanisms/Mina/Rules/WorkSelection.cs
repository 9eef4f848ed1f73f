namespace Vendue.Mechanisms.Mina;

/// <summary>How a worker's coordinator picks the next bundle.</summary>
public enum WorkSelectionMethod : byte
{
    /// <summary>seq: the first in order.</summary>
    Sequence,
    /// <summary>rand: any, uniformly.</summary>
    Random,
    /// <summary>roffset: from a random start, drawn anew when the pool changes, onwards in order.</summary>
    RandomOffset,
}

/// <summary>A bundle as its coordinator sees it.</summary>
/// <param name="IsOffered">Whether the pool has an offer for it.</param>
/// <param name="Fee">That offer's fee.</param>
/// <param name="IsHandedOut">Whether it was handed to a worker.</param>
/// <param name="HandedOut">When.</param>
public readonly record struct WorkChoice(bool IsOffered, UInt128 Fee, bool IsHandedOut, ulong HandedOut);

/// <summary>Which bundle a worker proves next.</summary>
public static class WorkSelection
{
    /// <summary>Whether a bundle is worth taking: not handed out within the wait, and not offered at the worker's fee or below.</summary>
    public static bool IsEligible(in WorkChoice choice, UInt128 ownFee, ulong now, ulong reassignmentWait) =>
        (!choice.IsHandedOut || now - choice.HandedOut >= reassignmentWait) && (!choice.IsOffered || choice.Fee > ownFee);

    /// <summary>The position of the bundle picked; below zero for none.</summary>
    /// <param name="choices">The bundles in order.</param>
    /// <param name="ownFee">What the worker asks.</param>
    /// <param name="now">The instant.</param>
    /// <param name="reassignmentWait">How long a bundle that was handed out is left alone.</param>
    /// <param name="method">How it is picked.</param>
    /// <param name="draw">A draw for the methods that need one: its remainder by the number of bundles, or of eligible ones, counts.</param>
    public static int Pick(ReadOnlySpan<WorkChoice> choices, UInt128 ownFee, ulong now, ulong reassignmentWait, WorkSelectionMethod method, ulong draw)
    {
        var eligible = new List<int>();
        for (int i = 0; i < choices.Length; i++)
            if (IsEligible(choices[i], ownFee, now, reassignmentWait)) eligible.Add(i);
        if (eligible.Count == 0) return -1;
        if (method == WorkSelectionMethod.Sequence) return eligible[0];
        if (method == WorkSelectionMethod.Random) return eligible[(int)(draw % (ulong)eligible.Count)];
        int start = (int)(draw % (ulong)choices.Length);
        int onwards = eligible.FindIndex(i => i >= start);
        return eligible[int.Max(0, onwards)];
    }
}

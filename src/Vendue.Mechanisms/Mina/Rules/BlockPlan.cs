namespace Vendue.Mechanisms.Mina;

/// <summary>The plan of a whole block, of one part or two. Each part balances its own fees.</summary>
/// <param name="First">The part that fills the newest tree.</param>
/// <param name="Second">The part that begins the next one; null where there is none.</param>
/// <param name="FirstWorks">How many of the works on offer belong to the first part.</param>
/// <param name="Candidates">The transactions planned for, by their position among those given: highest fee first, earlier first among equals, at most 2^d.</param>
public sealed record BlockPlan(PartitionPlan First, PartitionPlan? Second, int FirstWorks, IReadOnlyList<int> Candidates)
{
    /// <summary>The two-partition rule.</summary>
    /// <param name="rules">What it is planned by.</param>
    /// <param name="fees">The valid transactions' fees, in order of arrival.</param>
    /// <param name="works">The usable offers in the order of the bundles, up to the first bundle without one.</param>
    /// <param name="partitions">The parts that the scan state gives.</param>
    public static BlockPlan Of(in PlanRules rules, IReadOnlyList<UInt128> fees, ReadOnlySpan<WorkOffer> works, (Partition First, Partition? Second) partitions)
    {
        int[] candidates = [.. Enumerable.Range(0, fees.Count).OrderByDescending(i => fees[i]).Take(rules.Most)];
        UInt128[] sorted = [.. candidates.Select(i => fees[i])];
        int firstWorks = int.Min(works.Length, (int)partitions.First.Bundles);
        var only = (Rules: rules, Fees: sorted, Works: works[..firstWorks].ToArray(), Part: partitions.First);
        if (partitions.Second is { } part && Two(rules, sorted, works, partitions.First, part) is var (first, second)) return new BlockPlan(first, second, firstWorks, candidates);
        return new BlockPlan(PartitionPlan.Of(only.Rules, only.Fees, only.Works, only.Part, wantCoinbase: true), null, firstWorks, candidates);
    }

    /// <summary>Both parts, where the first is filled and the coinbase is in one of them; null where the first alone serves better.</summary>
    static (PartitionPlan First, PartitionPlan Second)? Two(in PlanRules rules, UInt128[] fees, ReadOnlySpan<WorkOffer> works, Partition firstPart, Partition secondPart)
    {
        int firstWorks = int.Min(works.Length, (int)firstPart.Bundles);
        var first = PartitionPlan.Of(rules, fees, works[..firstWorks], firstPart, wantCoinbase: false);
        int free = first.FreeSlots;
        if (first.Transactions == 0 || free > 2) return null;
        if (free > 0)
        {
            first.AddCoinbase(free);
            // Work that is taken back can take another leaf for its payment.
            if (first.FreeSlots != 0 || !first.Holds) return null;
        }
        var second = PartitionPlan.Of(rules, fees.AsSpan(first.Transactions), works[firstWorks..], secondPart, wantCoinbase: free == 0);
        if (free > 0 && second.Transactions == 0) return null;
        return first.CoinbaseParts + second.CoinbaseParts > 0 ? (first, second) : null;
    }
}

namespace Vendue.Mechanisms.Mina;

/// <summary>Who earns what by a planned block. All of it is the coinbase and the fees of its transactions.</summary>
public static class BlockIncome
{
    /// <summary>What the works' sellers other than the receiver are paid, in order of their first work; zero fees are no payment.</summary>
    public static IEnumerable<Transfer> OfSellers(in PlanRules rules, BlockPlan plan, ReadOnlySpan<WorkOffer> works)
    {
        var (names, sums, receiver) = (new List<Name>(), new List<UInt128>(), rules.Receiver);
        foreach (var work in Bought(plan, works))
        {
            if (work.Fee == 0 || work.Prover == receiver) continue;
            int known = names.IndexOf(work.Prover);
            if (known >= 0)
            {
                sums[known] += work.Fee;
                continue;
            }
            names.Add(work.Prover);
            sums.Add(work.Fee);
        }
        return names.Select((name, i) => new Transfer(name, sums[i])).ToArray();
    }

    /// <summary>What the receiver has of the block: the coinbase, if it is in, and the budgets, less what the coinbase pays to others. Its own works cost it nothing.</summary>
    public static UInt128 OfReceiver(in PlanRules rules, BlockPlan plan, ReadOnlySpan<WorkOffer> works)
    {
        UInt128 income = 0;
        foreach (var (part, offset) in Parts(plan))
        {
            income += (UInt128)part.Budget + (part.CoinbaseParts > 0 ? rules.Coinbase : 0);
            foreach (int work in part.PaidByCoinbase)
                if (works[offset + work].Prover != rules.Receiver) income -= works[offset + work].Fee;
        }
        return income;
    }

    /// <summary>The works that a block buys, in order.</summary>
    public static WorkOffer[] Bought(BlockPlan plan, ReadOnlySpan<WorkOffer> works)
    {
        var bought = new List<WorkOffer>();
        foreach (var (part, offset) in Parts(plan)) bought.AddRange(works.Slice(offset, part.Works));
        return [.. bought];
    }

    static IEnumerable<(PartitionPlan Part, int Offset)> Parts(BlockPlan plan)
    {
        yield return (plan.First, 0);
        if (plan.Second is { } second) yield return (second, plan.FirstWorks);
    }
}

namespace Vendue.Mechanisms.StarknetChainedProofs;

/// <summary>The pure rules of the mechanism, for vector files and scenarios.</summary>
static class ChainedVectors
{
    sealed record ScheduleGiven
    {
        public ulong Strands { get; init; }

        public ulong MostEmpty { get; init; }

        public ulong Heights { get; init; }

        public ulong[] Missing { get; init; } = [];
    }

    sealed record ScheduleRow
    {
        public ulong Height { get; init; }

        public ulong Strand { get; init; }

        public ulong[] Expected { get; init; } = [];

        public BlockKind Kind { get; init; }

        public ulong[] Unproven { get; init; } = [];
    }

    sealed record ScheduleAnswer
    {
        public ScheduleRow[] Blocks { get; init; } = [];
    }

    readonly record struct FaultGiven(bool HasPayload, bool CarriesProof, ulong Expected, ulong MostEmpty);

    readonly record struct FaultAnswer(BlockFault Fault);

    readonly record struct PriceGiven(UInt128 PriceFull, UInt128 PriceEmpty, ulong Expected, bool Doubles);

    readonly record struct PriceAnswer(UInt128 Price);

    readonly record struct SizingGiven(ulong Latency, ulong BlockTime);

    readonly record struct SizingAnswer(ulong Strands);

    readonly record struct ThrottleGiven(ulong Strands, ulong BlockTime, ulong Full, ulong Empty, ulong MostLooked);

    readonly record struct ThrottleAnswer(ulong Empty);

    sealed record TimelineRow
    {
        public uint Height { get; init; }

        public ulong Start { get; init; }

        public ulong Proposed { get; init; }

        public ulong Commit { get; init; }

        public bool IsFull { get; init; }

        public uint[] Expected { get; init; } = [];

        public ulong ReadyAt { get; init; }
    }

    sealed record TimelineAnswer
    {
        public TimelineRow[] Blocks { get; init; } = [];
    }

    sealed record TotalsAnswer
    {
        public ulong Ends { get; init; }

        public uint Full { get; init; }

        public uint Empty { get; init; }

        public uint Proofs { get; init; }

        public UInt128 Fees { get; init; }

        public UInt128 ProverIncome { get; init; }

        public Int128 ProposersNet { get; init; }

        public uint FullInWindow { get; init; }

        public ulong FrozenInWindow { get; init; }
    }

    public static IReadOnlyList<VectorRule> All { get; } =
    [
        VectorRule.Of<ScheduleGiven, ScheduleAnswer>("starknet-chained-proofs/schedule", "Which heights are full, empty or held up.", ScheduleOf),
        VectorRule.Of<FaultGiven, FaultAnswer>("starknet-chained-proofs/block-fault", "What is wrong with a block.",
            g => new FaultAnswer(StrandRules.Fault(g.HasPayload, g.CarriesProof, g.Expected, g.MostEmpty))),
        VectorRule.Of<PriceGiven, PriceAnswer>("starknet-chained-proofs/price", "The price of the sub-contract.",
            g => new PriceAnswer(StrandRules.Price(g.PriceFull, g.PriceEmpty, g.Expected, g.Doubles))),
        VectorRule.Of<SizingGiven, SizingAnswer>("starknet-chained-proofs/strands-for", "How many strands a proving time needs.",
            g => new SizingAnswer(StrandRules.StrandsFor(g.Latency, g.BlockTime))),
        VectorRule.Of<ThrottleGiven, ThrottleAnswer>("starknet-chained-proofs/empty-between-full", "How many empty blocks stand between two full ones in steady state.",
            g => new ThrottleAnswer(StrandRules.EmptyBetweenFull(g.Strands, g.BlockTime, g.Full, g.Empty, g.MostLooked))),
        VectorRule.Of<TimelineGiven, TimelineAnswer>("starknet-chained-proofs/timeline", "The timed model, block by block.",
            g => new TimelineAnswer { Blocks = [.. Timeline.Of(g).Select(RowOf)] }),
        VectorRule.Of<TimelineGiven, TotalsAnswer>("starknet-chained-proofs/timeline-totals", "What the timed model comes to.", TotalsOf),
    ];

    static ScheduleAnswer ScheduleOf(ScheduleGiven given) => new()
    {
        Blocks = [.. Schedule.Of(given.Strands, given.MostEmpty, given.Heights, given.Missing)
            .Select(b => new ScheduleRow { Height = b.Height, Strand = b.Strand, Expected = b.Expected, Kind = b.Kind, Unproven = b.Unproven })],
    };

    static TimelineRow RowOf(TimelineBlock block) => new()
    {
        Height = block.Height,
        Start = block.Start,
        Proposed = block.Proposed,
        Commit = block.Commit,
        IsFull = block.IsFull,
        Expected = block.Expected,
        ReadyAt = block.ReadyAt,
    };

    static TotalsAnswer TotalsOf(TimelineGiven given)
    {
        var blocks = Timeline.Of(given);
        var paid = blocks.Where(b => b.IsFull && b.Expected.Length > 0).ToArray();
        var window = blocks.Where(b => b.Height >= given.WindowFrom).ToArray();
        uint full = (uint)blocks.Count(b => b.IsFull);
        UInt128 fees = checked(given.Fee * full), income = 0;
        foreach (var block in paid) income = checked(income + StrandRules.Price(given.PriceFull, given.PriceEmpty, (ulong)block.Expected.Length, doubles: false));
        return new TotalsAnswer
        {
            Ends = blocks.Count == 0 ? 0 : blocks[^1].Commit,
            Full = full,
            Empty = (uint)blocks.Count - full,
            Proofs = (uint)paid.Length,
            Fees = fees,
            ProverIncome = income,
            ProposersNet = checked((Int128)fees - (Int128)income),
            FullInWindow = (uint)window.Count(b => b.IsFull),
            FrozenInWindow = window.Aggregate(0UL, (sum, b) => sum + (b.Proposed - b.Start)),
        };
    }
}

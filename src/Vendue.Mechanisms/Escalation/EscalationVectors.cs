using Vendue.Mechanisms.Stages;

namespace Vendue.Mechanisms.EscalationLadder;

/// <summary>The pure rules of the ladder, for vector files and scenarios.</summary>
static class EscalationVectors
{
    sealed record CeilingsGiven
    {
        public UInt128 Reference { get; init; }

        public bool NoReference { get; init; }

        public UInt128 Cap { get; init; }

        public uint BufferPct { get; init; } = 120;

        public uint GrowthNum { get; init; } = 2;

        public uint GrowthDen { get; init; } = 1;

        public byte Count { get; init; } = 4;
    }

    sealed record Ceilings
    {
        public UInt128[] Ceiling { get; init; } = [];
    }

    sealed record ScheduleGiven
    {
        public UInt128 Cap { get; init; }

        public UInt128 Reference { get; init; }

        public bool NoReference { get; init; }

        public ulong Opened { get; init; }

        public ulong Deadline { get; init; }

        public ulong ProvingTime { get; init; }

        public Preset Preset { get; init; }

        public Ladder Ladder { get; init; } = new();

        public StageEnd[] Failures { get; init; } = [];
    }

    readonly record struct StageTold(Format Format, ulong Opens, ulong Closes, UInt128 Start, UInt128 Ceiling, ulong ProvingTime, byte MinOffers);

    sealed record Schedule
    {
        public ulong PanicAt { get; init; }

        public StageTold[] Stages { get; init; } = [];

        public Step Then { get; init; }
    }

    readonly record struct BountyGiven(UInt128 Slashed, uint BountyBps);

    readonly record struct BountyAnswer(UInt128 Bounty, UInt128 Rest);

    readonly record struct ClassGiven(Name System, Hash32 Program);

    readonly record struct ClassAnswer(Hash32 Class);

    public static IReadOnlyList<VectorRule> All { get; } =
    [
        VectorRule.Of<CeilingsGiven, Ceilings>("escalation/ceilings", "The ceilings of stages of one format that find no offer.", CeilingsOf),
        VectorRule.Of<ScheduleGiven, Schedule>("escalation/schedule", "The stages of a request in seconds, each ending at the close of its window as the failures say, and the instant of panic.", ScheduleOf),
        VectorRule.Of<BountyGiven, BountyAnswer>("escalation/bounty", "The part of a slashed bond that waits for who delivers, and the rest.", BountyOf),
        VectorRule.Of<ClassGiven, ClassAnswer>("escalation/class", "The class of a statement, by which prices and proving times are remembered.", given => new ClassAnswer(WorkClass.Of(given.System, given.Program))),
    ];

    static Ceilings CeilingsOf(CeilingsGiven given)
    {
        if (given.GrowthDen == 0 || given.Count == 0) throw new EncodingException("given: growthDen and count are above zero.");
        var ceilings = new UInt128[given.Count];
        for (int k = 0; k < ceilings.Length; k++)
            ceilings[k] = k == 0
                ? LadderRules.FirstCeiling(given.NoReference ? null : given.Reference, given.Cap, given.BufferPct)
                : LadderRules.NextCeiling(ceilings[k - 1], given.Cap, given.GrowthNum, given.GrowthDen);
        return new Ceilings { Ceiling = ceilings };
    }

    static Schedule ScheduleOf(ScheduleGiven given)
    {
        var ladder = Presets.Of(given.Preset, given.Ladder);
        if (ladder.Wrong() is { } wrong) throw new EncodingException($"given.ladder: {wrong}");
        ladder = ladder.In(TimeUnit.Seconds);
        var rung = LadderRules.First(ladder, given.Cap, given.NoReference ? null : given.Reference, given.ProvingTime);
        var stages = new List<StageTold>();
        var (opens, then) = (given.Opened + LadderRules.Backoff(ladder.Backoff, 0), Step.Climb);
        for (int i = 0; i <= given.Failures.Length && then == Step.Climb; i++)
        {
            ulong closes = Sum(opens, LadderRules.WindowOf(ladder, rung), given.Deadline);
            var (start, ceiling) = LadderRules.PricesOf(ladder, given.Cap, rung);
            stages.Add(new StageTold(ladder.Formats[rung.Format], opens, closes, start, ceiling, rung.ProvingTime, rung.MinOffers));
            if (i == given.Failures.Length) break;
            then = LadderRules.After(ladder, given.Cap, rung, given.Failures[i], out rung);
            opens = Sum(closes, LadderRules.Backoff(ladder.Backoff, rung.Attempt), given.Deadline);
        }
        return new Schedule { PanicAt = LadderRules.PanicAt(given.Deadline, given.ProvingTime), Stages = [.. stages], Then = then };
    }

    static ulong Sum(ulong instant, ulong time, ulong most) => instant > most || time > most - instant ? most : instant + time;

    static BountyAnswer BountyOf(BountyGiven given)
    {
        if (given.BountyBps > 10_000) throw new EncodingException("given.bountyBps is at most 10,000.");
        var bounty = LadderRules.Bounty(given.Slashed, given.BountyBps);
        return new BountyAnswer(bounty, given.Slashed - bounty);
    }
}

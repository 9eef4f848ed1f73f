namespace Vendue.Mechanisms.AztecEpochProving;

/// <summary>The pure rules of the mechanism, for vector files and scenarios.</summary>
static class EpochVectors
{
    readonly record struct PruneGiven(ulong EpochDuration, ulong ClaimWindow, ulong Slot, bool AnyUnproven, ulong Oldest, bool Claimed);

    readonly record struct Answer(bool Is);

    readonly record struct ClaimGiven(ulong EpochDuration, ulong ClaimWindow, Quote Quote, ClaimCircumstances Circumstances);

    readonly record struct ClaimAnswer(ClaimFault Fault);

    readonly record struct BlockGiven(bool HasCoinbase, UInt128 Fees, UInt128 Burn);

    sealed record EpochGiven
    {
        public BlockGiven[] Blocks { get; init; } = [];

        public UInt128 BlockReward { get; init; }

        public uint Bps { get; init; }
    }

    sealed record EpochAnswer
    {
        public BlockShares[] Blocks { get; init; } = [];

        public UInt128 Prover { get; init; }

        public UInt128 Coinbases { get; init; }

        public UInt128 Burn { get; init; }
    }

    readonly record struct BalanceGiven(UInt128 Deposit, UInt128 Withdrawal, ulong ExecutableAt, ulong Now, ulong At, ulong Delay);

    readonly record struct BalanceAnswer(UInt128 Balance);

    readonly record struct SlotGiven(ulong Genesis, ulong SlotDuration, ulong EpochDuration, ulong Now);

    readonly record struct SlotAnswer(ulong Slot, ulong Epoch, ulong Begins);

    readonly record struct MessageGiven(Quote Quote);

    readonly record struct MessageAnswer(Bytes Message);

    readonly record struct LargestGiven(uint Bad, uint Of, uint PerBillion);

    readonly record struct LengthAnswer(uint Length);

    public static IReadOnlyList<VectorRule> All { get; } =
    [
        VectorRule.Of<SlotGiven, SlotAnswer>("aztec-epoch-proving/slot", "The slot and epoch of an instant, and when that slot began.", SlotOf),
        VectorRule.Of<PruneGiven, Answer>("aztec-epoch-proving/can-prune", "Whether the unproven blocks are rolled back at a slot.",
            g => new Answer(new EpochClock(0, 1, g.EpochDuration, g.ClaimWindow).CanPrune(g.Slot, g.AnyUnproven, g.Oldest, g.Claimed))),
        VectorRule.Of<ClaimGiven, ClaimAnswer>("aztec-epoch-proving/claim-checks", "The first of the eight checks of a claim that fails.",
            g => new ClaimAnswer(ClaimChecks.FirstFault(new EpochClock(0, 1, g.EpochDuration, g.ClaimWindow), g.Quote, g.Circumstances))),
        VectorRule.Of<EpochGiven, EpochAnswer>("aztec-epoch-proving/rewards", "How an epoch's fees and rewards are divided.", RewardsOf),
        VectorRule.Of<BalanceGiven, BalanceAnswer>("aztec-epoch-proving/min-balance-at", "What of a deposit must still be there at an instant.",
            g => new BalanceAnswer(EscrowRules.MinBalanceAt(g.Deposit, g.Withdrawal, g.ExecutableAt, g.Now, g.At, g.Delay))),
        VectorRule.Of<MessageGiven, MessageAnswer>("aztec-epoch-proving/quote-message", "The bytes that a prover signs to give a quote.", g => new MessageAnswer(g.Quote.Message())),
        VectorRule.Of<LargestGiven, LengthAnswer>("aztec-epoch-proving/claim-window", "The smallest run of proposers, drawn without replacement, that is all bad with a chance below some parts in 10^9.",
            g => new LengthAnswer(SafetySizes.AllBadRun(g.Bad, g.Of, g.PerBillion))),
        VectorRule.Of<LargestGiven, LengthAnswer>("aztec-epoch-proving/committee", "The smallest committee, drawn without replacement, of which more than two thirds are bad with a chance below some parts in 10^9.",
            g => new LengthAnswer(SafetySizes.Committee(g.Bad, g.Of, g.PerBillion))),
    ];

    static SlotAnswer SlotOf(SlotGiven given)
    {
        var clock = new EpochClock(given.Genesis, given.SlotDuration, given.EpochDuration, 1);
        ulong slot = clock.SlotAt(given.Now);
        return new SlotAnswer(slot, clock.EpochOf(slot), clock.InstantOf(slot));
    }

    static EpochAnswer RewardsOf(EpochGiven given)
    {
        BlockShares[] shares = [.. given.Blocks.Select(b => BlockShares.Of(b.Fees, b.Burn, given.BlockReward, given.Bps, b.HasCoinbase))];
        var (prover, coinbases, burn) = (UInt128.Zero, UInt128.Zero, UInt128.Zero);
        foreach (var share in shares) (prover, coinbases, burn) = checked((prover + share.Prover, coinbases + share.Coinbase, burn + share.Burn));
        return new EpochAnswer { Blocks = shares, Prover = prover, Coinbases = coinbases, Burn = burn };
    }
}

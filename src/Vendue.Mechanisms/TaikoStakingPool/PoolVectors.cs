namespace Vendue.Mechanisms.TaikoStakingPool;

/// <summary>Seats and the fee that their rewards are clamped by.</summary>
public sealed record WeightsGiven
{
    /// <summary>The seats, by slot.</summary>
    public Seat[] Seats { get; init; } = [];

    /// <summary>F.</summary>
    public ulong Fee { get; init; }

    /// <summary>The lower bound of a reward, in percent of F.</summary>
    public ushort LowPercent { get; init; } = 75;

    /// <summary>The upper bound of a reward, in percent of F.</summary>
    public ushort HighPercent { get; init; } = 125;

    /// <summary>How weights are rounded.</summary>
    public WeightRule Rule { get; init; }
}

/// <summary>The weights of seats.</summary>
public sealed record WeightsAnswer
{
    /// <summary>R' by slot.</summary>
    public ulong[] Clamped { get; init; } = [];

    /// <summary>The weights by slot.</summary>
    public UInt128[] Weights { get; init; } = [];

    /// <summary>Their sum.</summary>
    public UInt128 Total { get; init; }
}

/// <summary>A draw below the sum of weights.</summary>
public sealed record PickGiven
{
    /// <summary>The weights by slot.</summary>
    public UInt128[] Weights { get; init; } = [];

    /// <summary>The raw draw; its remainder by the sum, as a big-endian number, is drawn.</summary>
    public Hash32 Raw { get; init; }
}

/// <summary>What was drawn.</summary>
/// <param name="Drawn">The number drawn.</param>
/// <param name="Any">Whether there is any weight.</param>
/// <param name="Slot">The slot picked.</param>
public readonly record struct PickAnswer(UInt128 Drawn, bool Any, uint Slot);

/// <summary>What a draw hashes.</summary>
public readonly record struct SeedGiven(Hash32 PreviousBlockHash, ulong Block);

/// <summary>A raw draw.</summary>
public readonly record struct SeedAnswer(Hash32 Digest);

/// <summary>A proven block.</summary>
public sealed record PaymentGiven
{
    /// <summary>Base and anchor gas.</summary>
    public GasTerms Gas { get; init; } = new(20_000, 180_000);

    /// <summary>How proofs are paid for.</summary>
    public PaymentRules Rules { get; init; } = new(150, 250, LateRule.Unpaid);

    /// <summary>F of the block.</summary>
    public ulong Fee { get; init; }

    /// <summary>R' of the block.</summary>
    public ulong RewardPerGas { get; init; }

    /// <summary>The block's gas limit.</summary>
    public ulong GasLimit { get; init; }

    /// <summary>The gas it used.</summary>
    public ulong GasUsed { get; init; }

    /// <summary>Whether the oracle proved it.</summary>
    public bool Oracle { get; init; }

    /// <summary>Whether it was given to nobody.</summary>
    public bool Open { get; init; }

    /// <summary>Whether its assignee proved it.</summary>
    public bool ByAssignee { get; init; }

    /// <summary>The time from proposal to proof.</summary>
    public ulong Delay { get; init; }

    /// <summary>The assignee's window.</summary>
    public ulong Window { get; init; }
}

/// <summary>What a proven block comes to.</summary>
/// <param name="Fee">What the proposer paid.</param>
/// <param name="Refund">What it gets back.</param>
/// <param name="By">The case.</param>
/// <param name="Prover">What the prover receives.</param>
/// <param name="Slashes">Whether the assignee is slashed.</param>
/// <param name="SlashReward">The reward by which it is.</param>
/// <param name="Updates">Whether the averages take the block up.</param>
public readonly record struct PaymentAnswer(UInt128 Fee, UInt128 Refund, ProvenBy By, UInt128 Prover, bool Slashes, UInt128 SlashReward, bool Updates);

/// <summary>A position to slash.</summary>
public sealed record SlashGiven
{
    /// <summary>How slashes are sized.</summary>
    public SlashRules Rules { get; init; } = new(SlashRule.ByReward, 25, 4, 100_000_000);

    /// <summary>The stake.</summary>
    public UInt128 Stake { get; init; }

    /// <summary>The money on its way out, not matured.</summary>
    public UInt128 Exit { get; init; }

    /// <summary>C.</summary>
    public uint Capacity { get; init; } = 1;

    /// <summary>The reward of the block.</summary>
    public UInt128 ProofReward { get; init; }

    /// <summary>How often it is slashed, one after another.</summary>
    public uint Times { get; init; } = 1;
}

/// <summary>A position after slashes.</summary>
/// <param name="Amount">What the last slash took.</param>
/// <param name="Stake">The stake left.</param>
/// <param name="Exit">The money on its way out left.</param>
public readonly record struct SlashAnswer(UInt128 Amount, UInt128 Stake, UInt128 Exit);

/// <summary>An average and what it takes up.</summary>
public sealed record AverageGiven
{
    /// <summary>How it is kept.</summary>
    public AverageMode Mode { get; init; }

    /// <summary>The average so far, a whole number.</summary>
    public ulong Average { get; init; }

    /// <summary>The new value.</summary>
    public ulong Sample { get; init; }

    /// <summary>How many values it looks back on.</summary>
    public uint Factor { get; init; } = 7_200;

    /// <summary>How often the value is taken up.</summary>
    public uint Times { get; init; } = 1;
}

/// <summary>An average.</summary>
/// <param name="Average">Rounded down to a whole number.</param>
public readonly record struct AverageAnswer(ulong Average);

/// <summary>An average delay and the bounds of the window.</summary>
public sealed record WindowGiven
{
    /// <summary>The average delay.</summary>
    public ulong AverageDelay { get; init; }

    /// <summary>The window in percent of it.</summary>
    public ushort Multiplier { get; init; }

    /// <summary>The shortest window.</summary>
    public ulong Least { get; init; } = 600;

    /// <summary>The longest window.</summary>
    public ulong Most { get; init; } = 5_400;
}

/// <summary>A window.</summary>
/// <param name="Window">How long the assignee has.</param>
public readonly record struct WindowAnswer(ulong Window);

/// <summary>The mechanism's pure rules by name.</summary>
static class PoolVectors
{
    const uint MostTimes = 1_000_000;

    public static IReadOnlyList<VectorRule> All { get; } =
    [
        VectorRule.Of<WeightsGiven, WeightsAnswer>("taiko-staking-pool/weights", "The weights of seats in the draw.", Weights),
        VectorRule.Of<PickGiven, PickAnswer>("taiko-staking-pool/pick", "The seat that a raw number picks.", Pick),
        VectorRule.Of<SeedGiven, SeedAnswer>("taiko-staking-pool/seed", "The raw draw of a block.", Seed),
        VectorRule.Of<PaymentGiven, PaymentAnswer>("taiko-staking-pool/payment", "What a proven block comes to.", Pay),
        VectorRule.Of<SlashGiven, SlashAnswer>("taiko-staking-pool/slash", "What slashes take from a position.", Slashes),
        VectorRule.Of<AverageGiven, AverageAnswer>("taiko-staking-pool/average", "A moving average.", Average),
        VectorRule.Of<WindowGiven, WindowAnswer>("taiko-staking-pool/window", "An assignee's window.", given => new WindowAnswer(Averages.Window(given.AverageDelay, given.Multiplier, given.Least, given.Most))),
    ];

    static WeightsAnswer Weights(WeightsGiven given)
    {
        if (given.LowPercent > given.HighPercent) throw new EncodingException("given: lowPercent is at most highPercent.");
        ulong[] clamped = [.. given.Seats.Select(s => Draw.ClampedReward(s.Reward, given.Fee, given.LowPercent, given.HighPercent))];
        UInt128[] weights = [.. given.Seats.Zip(clamped, (seat, reward) => Draw.Weight(given.Rule, seat, reward, given.Fee))];
        return new WeightsAnswer { Clamped = clamped, Weights = weights, Total = Sum(weights) };
    }

    static PickAnswer Pick(PickGiven given)
    {
        var total = Sum(given.Weights);
        if (total == 0) return new PickAnswer(0, false, 0);
        var drawn = Draws.Below(given.Raw, total);
        return new PickAnswer(drawn, true, (uint)Draws.Weighted(given.Weights, drawn));
    }

    static SeedAnswer Seed(SeedGiven given)
    {
        Span<byte> preimage = stackalloc byte[Draw.SeedSize];
        Draw.WriteSeed(given.PreviousBlockHash, given.Block, preimage);
        return new SeedAnswer(Keccak256.Hash(preimage));
    }

    static UInt128 Sum(UInt128[] amounts) => amounts.Aggregate(UInt128.Zero, (sum, amount) => sum + amount);

    static PaymentAnswer Pay(PaymentGiven given)
    {
        var by = Payment.CaseOf(given.Oracle, given.Open, given.ByAssignee, given.Delay, given.Window);
        var payment = Payment.Of(given.Rules, by, given.Gas.Reward(given.RewardPerGas, given.GasUsed), given.Delay, given.Window);
        return new PaymentAnswer(
            given.Gas.ProposalFee(given.Fee, given.GasLimit), given.Gas.Refund(given.Fee, given.GasLimit, given.GasUsed), by, payment.Prover, payment.Slashes, payment.SlashReward, payment.Updates);
    }

    static SlashAnswer Slashes(SlashGiven given)
    {
        if (given.Times > MostTimes) throw new EncodingException($"given: at most {MostTimes} times.");
        var answer = new SlashAnswer(0, given.Stake, given.Exit);
        for (uint i = 0; i < given.Times; i++)
        {
            var slash = Slash.Of(given.Rules, answer.Stake, answer.Exit, given.Capacity, given.ProofReward);
            answer = new SlashAnswer(slash.Amount, answer.Stake - slash.Stake, answer.Exit - slash.Exit);
        }
        return answer;
    }

    static AverageAnswer Average(AverageGiven given)
    {
        if (given.Times > MostTimes) throw new EncodingException($"given: at most {MostTimes} times.");
        int bits = Averages.FractionBits(given.Mode);
        UInt128 average = (UInt128)given.Average << bits, sample = (UInt128)given.Sample << bits;
        for (uint i = 0; i < given.Times; i++) average = Averages.Next(average, sample, given.Factor);
        return new AverageAnswer((ulong)(average >> bits));
    }
}

namespace Vendue.Mechanisms.TaikoStakingPool;

/// <summary>
/// Taiko's alpha-4 pool: provers stake once, naming amount, asked reward and capacity, and the largest stakes hold the
/// seats. Each block is assigned at its proposal to a seat drawn by stake over the square of the clamped reward; if its
/// prover fails, anybody proves for more and the stake is slashed. Blocks are verified in order, some time after their proof.
/// </summary>
public sealed partial class StakingPool : Mechanism
{
    /// <summary>The version of these rules.</summary>
    public const ushort Rules = 1;

    const byte CooledPhase = 0, AdvancePhase = 1;
    static readonly Asset Token = new(0);
    internal static readonly Name Oracle = "oracle";

    readonly TaikoStakingPoolParameters parameters;
    readonly GasTerms gas;
    readonly PaymentRules payments;
    readonly SlashRules slashes;
    readonly ulong exitPeriod, changeDelay, leastWindow, mostWindow, cooldown, oracleCooldown, longestLife;
    readonly int fractionBits;
    readonly Table<SeatRow> seats;
    readonly Table<ProverRow> provers;
    readonly UniqueIndex<Account, ProverRow> proverByAccount;
    readonly Table<BlockRow> blocks;
    readonly UniqueIndex<ulong, BlockRow> blockByNumber;
    readonly UniqueIndex<Handle<Request>, BlockRow> blockByRequest;
    readonly Table<TransitionRow> transitions;
    readonly UniqueIndex<TransitionKey, TransitionRow> transitionByParent;
    readonly OrderedIndex<ulong, TransitionRow> transitionsByBlock;
    readonly Cell<PoolState> state;
    readonly ushort cooled, advance;

    /// <summary>The mechanism over a market.</summary>
    public StakingPool(Scope scope, TaikoStakingPoolParameters parameters) : base(scope)
    {
        this.parameters = parameters;
        gas = new GasTerms(parameters.BaseGas, parameters.AnchorGas);
        payments = new PaymentRules(parameters.RaisedPercent, parameters.DelayPenalty, parameters.Late);
        slashes = new SlashRules(parameters.SlashBy, parameters.SlashPoints, parameters.SlashMultiplier, parameters.LeastSlash);
        (exitPeriod, changeDelay) = (InMarketTime(parameters.ExitPeriod), InMarketTime(parameters.ChangeDelay));
        (leastWindow, mostWindow) = (InMarketTime(parameters.LeastWindow), InMarketTime(parameters.MostWindow));
        (cooldown, oracleCooldown) = (InMarketTime(parameters.Cooldown), InMarketTime(parameters.OracleCooldown));
        longestLife = InMarketTime(parameters.LongestLife);
        fractionBits = TaikoStakingPool.Averages.FractionBits(parameters.Averages);
        seats = scope.Table<SeatRow>("seats", (int)parameters.PoolSize);
        provers = scope.Table<ProverRow>("provers", (int)parameters.MostProvers);
        proverByAccount = provers.IndexBy(p => p.Prover);
        blocks = scope.Table<BlockRow>("blocks", (int)parameters.MostBlocks);
        blockByNumber = blocks.IndexBy(b => b.Number);
        blockByRequest = blocks.IndexBy(b => b.Request);
        transitions = scope.Table<TransitionRow>("transitions", (int)(parameters.MostBlocks * (parameters.MostTransitions + 1)));
        transitionByParent = transitions.IndexBy(t => new TransitionKey(t.Block, t.Parent));
        transitionsByBlock = transitions.OrderBy(t => t.Block);
        state = scope.Cell<PoolState>("state");
        state.Value = new PoolState(0, 0, parameters.FirstParent, 0, (UInt128)parameters.FirstFee << fractionBits, (UInt128)InMarketTime(parameters.FirstDelay) << fractionBits);
        for (uint slot = 0; slot < parameters.PoolSize; slot++) seats.TryAdd(default, out _);
        scope.On<Stake>(Stake);
        scope.On<Exit>(Exit);
        scope.On<Withdraw>(Withdraw);
        scope.On<Propose>(Propose);
        scope.On<Prove>(Prove);
        scope.On<ProveAsOracle>(ProveAsOracle);
        cooled = scope.Timers.Register((_, payload) => Cool(Packed.Handle<TransitionRow>(payload)));
        advance = scope.Timers.Register((_, _) => Advance());
    }

    /// <summary>F: the average fee per gas, rounded down, at least 1.</summary>
    ulong Fee => ulong.Max(1, (ulong)(state.Value.Fee >> fractionBits));

    /// <summary>The average delay, rounded down.</summary>
    ulong AverageDelay => (ulong)(state.Value.Delay >> fractionBits);

    ulong InMarketTime(ulong milliseconds) => Scope.Genesis.Time == TimeUnit.Milliseconds ? milliseconds : (milliseconds + 999) / 1000;

    static ulong Later(ulong instant, ulong by) => instant > ulong.MaxValue - by ? ulong.MaxValue : instant + by;

    Handle<SeatRow> SeatAt(uint slot) => seats.TryAt((int)slot, out var seat) ? seat : throw new InvariantException($"The pool has no seat {slot}.");
}

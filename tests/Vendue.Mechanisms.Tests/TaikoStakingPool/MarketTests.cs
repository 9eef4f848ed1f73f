using Vendue.Mechanisms.TaikoBlocks;
using Vendue.Mechanisms.Tests.Playing;

namespace Vendue.Mechanisms.TaikoStakingPool.Tests;

/// <summary>The market as a whole under random moves.</summary>
public sealed class MarketTests
{
    const int People = 6;

    static readonly TaikoStakingPoolParameters Small = new()
    {
        PoolSize = 3,
        LeastCapacity = 1,
        LeastStakePerCapacity = 5,
        ExitPeriod = 300,
        ChangeDelay = 50,
        OpenBlocks = 2,
        LeastWindow = 30,
        MostWindow = 90,
        FirstDelay = 20,
        Cooldown = 60,
        OracleCooldown = 30,
        BaseGas = 2,
        AnchorGas = 3,
        FirstFee = 10,
        AverageFactor = 4,
        LongestLife = 400,
        MostTransitions = 2,
        MostBlocks = 12,
        MostProvers = 20,
        Layout = new TransitionLayout(0, 1, 2),
    };

    [Fact]
    public void Pools_of_blocks_with_parents_keep_their_books() =>
        Survives(Small, Arena.Roomy, "seat-taken", "seat-left", "exiting", "withdrawn", "slashed", "settled", "block-verified", "block-passed-over", "averages-moved", "not-yet-open", "too-many-transitions", "too-much-gas", "ended Settled", "ended Refunded");

    [Fact]
    public void Pools_after_the_source_keep_their_books() =>
        Survives(Small with { Layout = TransitionLayout.Unlinked, Seed = Seed.PreviousBlockHash, Averages = AverageMode.Floor, EvictBelowLeast = false, SlashBy = SlashRule.ByPosition, LeastSlash = 7, Late = LateRule.AsAnother, Weights = WeightRule.FeeSquareOverSquare },
            Arena.Roomy, "seat-taken", "slashed", "settled", "proven-already", "too-many-open-blocks", "change-too-frequent", "verdict-pending");

    [Fact]
    public void Pools_whose_tables_are_full_refuse_and_go_on() =>
        Survives(Small with { MostBlocks = 3, MostProvers = 3 }, Arena.Roomy with { Holdings = 4, Timers = 6, Requests = 4, Receipts = 1 }, "table-full", "settled");

    static void Survives(TaikoStakingPoolParameters parameters, Limits limits, params string[] mustOccur)
    {
        parameters.Check().ShouldBeNull();
        Move.Sample(150, game => Played(game, parameters, limits), mustOccur);
    }

    static Dictionary<string, int> Played(Move[] game, TaikoStakingPoolParameters parameters, Limits limits)
    {
        var arena = new Arena("taiko-staking-pool", _ => Arena.Encoded(parameters), limits, new Authority("oracle", "a5"));
        for (uint i = 0; i < People; i++) arena.Fund($"a{i}", 2_000 + (UInt128)(i * i * 500));
        foreach (var move in game) Play(arena, move);
        arena.Now += 1_000_000;
        arena.Send("clock", new Tick()).IsApplied.ShouldBeTrue();
        arena.Market.Requests.Count.ShouldBe(0);
        arena.Market.Timers.Count.ShouldBe(0);
        arena.ShouldBeEmpty("blocks", "transitions");
        return arena.Seen;
    }

    static void Play(Arena arena, Move move)
    {
        Name who = $"a{move.Who % People}";
        var request = Hash32.Sha256([(byte)(move.A % 9)]);
        switch (move.Kind)
        {
            case < 15: arena.Now += move.A % 40; arena.Send("clock", new Tick()); break;
            case < 30: arena.Send(who, new Stake(move.A % 400, 1 + (move.B % 30), move.C % 4)); break;
            case < 34: arena.Send(who, new Exit()); break;
            case < 38: arena.Send(who, new Withdraw()); break;
            case < 55: Propose(arena, who, request, move); break;
            case < 60: arena.Send("a5", new ProveAsOracle(request, Values(arena, move))); break;
            case < 64: Receive(arena, who, request, move); break;
            case < 70: arena.Send(who, new Prove(request, Values(arena, move), request), Judged(move.C % 4 == 0)); break;
            case < 72: arena.Restore(); break;
            default: Follow(arena, who, move); break;
        }
    }

    static void Propose(Arena arena, Name who, Hash32 request, Move move)
    {
        ulong work = move.B % 50 == 0 ? ulong.MaxValue : move.B % 10;
        arena.Send(who, new Propose(request, new Statement { Work = work }, request, move.C % 5 == 0 ? move.C : 0));
    }

    static void Follow(Arena arena, Name who, Move move)
    {
        var open = arena.Market.Opportunities(arena.Find(who)).Where(o => o.Action == TaikoStakingPool.Prove.Tag).ToArray();
        if (open.Length > 0) arena.Send(who, new Prove(open[move.A % (uint)open.Length].Request, Values(arena, move), default), Judged(false));
    }

    static void Receive(Arena arena, Name who, Hash32 request, Move move)
    {
        var digest = Hash32.Sha256(BitConverter.GetBytes(move.GetHashCode()));
        if (!arena.Send("clock", new ReceiveProof(digest, request, who)).IsApplied) return;
        arena.Now += move.B % 60;
        if (move.C % 2 == 0) Follow(arena, $"a{move.A % People}", move);
        arena.Send(who, new Prove(request, Values(arena, move), request), Judged(move.C % 5 == 0) with { Receipt = digest });
    }

    /// <summary>Parent, result and gas used: mostly from the last verified result.</summary>
    static Bytes Values(Arena arena, Move move)
    {
        var values = new byte[3 * Hash32.Size];
        values[31] = (byte)(move.B % 3 == 0 ? move.B % 4 : 0);
        values[63] = (byte)(move.C % 7 == 0 ? move.C % 4 : 0);
        values[95] = (byte)(move.A % 14);
        return new Bytes(values);
    }

    static Command Judged(bool invalid) => new() { Verdicts = new[] { invalid ? Verdict.Invalid : Verdict.Valid } };
}

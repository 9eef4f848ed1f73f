using CsCheck;

namespace Vendue.Mechanisms.Tests.Chains;

/// <summary>The chain beside a naive model of lists, under random moves, with snapshots on the way.</summary>
public sealed class NaiveChainTests
{
    sealed class NaiveBlock
    {
        public bool Proven;
        public ulong Ripe;
        public UInt128 Fees;
    }

    /// <summary>Everything at once, nothing by timers: a list of blocks that are not final.</summary>
    sealed class Naive
    {
        public List<NaiveBlock> Blocks { get; } = [];

        public ulong Final { get; private set; } = 1;

        public ulong Next => Final + (ulong)Blocks.Count;

        public ulong Proven => Final + (ulong)Blocks.TakeWhile(b => b.Proven).Count();

        public UInt128 Held => Blocks.Aggregate(UInt128.Zero, (sum, b) => sum + b.Fees);

        public NaiveBlock? At(ulong height) => height >= Final && height < Next ? Blocks[(int)(height - Final)] : null;

        public void Advance(ulong now)
        {
            while (Blocks.Count > 0 && Blocks[0].Proven && now >= Blocks[0].Ripe)
            {
                Blocks.RemoveAt(0);
                Final++;
            }
        }

        public void RollBackTo(ulong height)
        {
            ulong to = ulong.Max(height, Final);
            while (Next > to) Blocks.RemoveAt(Blocks.Count - 1);
        }
    }

    readonly record struct Move(uint Kind, uint A, uint B);

    static readonly Gen<Move[]> Games = Gen.Select(Gen.UInt[0, 9], Gen.UInt[0, 20], Gen.UInt[0, 20], (k, a, b) => new Move(k, a, b)).Array[5, 120];

    [Fact]
    public void It_agrees_with_a_naive_model_whatever_the_order_of_moves() => Games.Sample(Agrees, iter: 1_000);

    static void Agrees(Move[] game)
    {
        var world = new ChainWorld(atOnce: 100);
        var naive = new Naive();
        foreach (var move in game)
        {
            ulong height = naive.Final + (move.A % 12);
            Take(world, naive, move, height);
            if (move.B == 20) world.Restore();
            // The head becomes final at the next instant after it is ripe at the latest.
            world.Pass(1);
            naive.Advance(world.Now);
            (world.Chain.Next, world.Chain.Proven, world.Chain.Final).ShouldBe((naive.Next, naive.Proven, naive.Final));
            world.Free.ShouldBe(1_000 - (Int128)naive.Held);
            world.Market.Ledger.Sum(new Asset(0)).ShouldBe(Int128.Zero);
        }
    }

    static void Take(ChainWorld world, Naive naive, Move move, ulong height)
    {
        switch (move.Kind)
        {
            case 0 or 1 or 2 when naive.Blocks.Count < 45:
                world.Do(new TrialChain.Append(move.B, move.A % 2 == 0)).ShouldBe(Outcome.Applied);
                naive.Blocks.Add(new NaiveBlock { Fees = move.B });
                break;
            case 3 or 4 or 5:
                world.Do(new TrialChain.Prove(height, move.B)).IsApplied.ShouldBe(naive.At(height) is not null);
                if (naive.At(height) is { } proven) (proven.Proven, proven.Ripe) = (true, world.Now + move.B);
                break;
            case 6:
                world.Do(new TrialChain.Unprove(height)).IsApplied.ShouldBe(naive.At(height) is not null);
                if (naive.At(height) is { } contested) contested.Proven = false;
                break;
            case 7:
                world.Do(new TrialChain.RollBack(height)).IsApplied.ShouldBeTrue();
                naive.RollBackTo(height);
                break;
            case 8:
                world.Do(new TrialChain.Advance()).IsApplied.ShouldBeTrue();
                naive.Advance(world.Now);
                break;
            default:
                world.Pass(move.A);
                naive.Advance(world.Now);
                break;
        }
    }
}

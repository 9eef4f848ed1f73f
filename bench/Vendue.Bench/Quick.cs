using System.Diagnostics;
using Vendue.Bench.Paths;
using Vendue.Kernel;
using Vendue.Mechanisms.LagrangeDara;

namespace Vendue.Bench;

/// <summary>The plain mode: each number in a few seconds, the best of several rounds, one line each.</summary>
static class Quick
{
    public static void Run(IReadOnlyList<TrialPath> paths, string only)
    {
        foreach (var path in paths)
        {
            if (Wanted("path")) Path(path);
            if (Wanted("growth")) Growth(path);
        }
        if (Wanted("codec")) CodecSpeed();
        if (Wanted("state")) State(paths[0]);
        if (Wanted("clearing")) DoubleAuctions();

        bool Wanted(string part) => only.Length == 0 || only == part;
    }

    static void Path(TrialPath path)
    {
        foreach (bool events in (bool[])[true, false])
        {
            var market = path.Open();
            market.Events.Enabled = events;
            ulong number = 0;
            long bytes = 0;
            var best = Best(6, () =>
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 100_000; i++, number++)
                {
                    path.Post(market, number);
                    path.Finish(market, number);
                }
                bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            });
            double commands = 100_000.0 * path.CommandsPerRequest;
            Console.WriteLine($"{path.Name}, one request at a time, events {(events ? "on" : "off")}: {commands / best.TotalSeconds:N0} commands/s, {bytes / commands:N0} bytes allocated a command");
        }
    }

    static void Growth(TrialPath path)
    {
        for (ulong open = 1_000; open <= 1_000_000; open *= 10)
        {
            var market = path.Open();
            ulong number = 0;
            var posting = Time(() =>
            {
                while (number < open) path.Post(market, number++);
            });
            ulong finished = 0;
            const int turns = 100_000;
            var best = Best(3, () =>
            {
                for (int i = 0; i < turns; i++)
                {
                    path.Post(market, number++);
                    path.Finish(market, finished++);
                }
            });
            Console.WriteLine($"{path.Name}, {open:N0} open: filled at {open / posting.TotalSeconds:N0} posts/s, then {turns * (double)path.CommandsPerRequest / best.TotalSeconds:N0} commands/s");
        }
    }

    static void CodecSpeed()
    {
        var post = new Post(Hash32.Sha256("a"u8), Hash32.Sha256("b"u8), Hash32.Sha256("c"u8), 1_000_000, 5_000, 600);
        var moved = new Moved("reward", new Asset(0), 5_000, new Account(7), Place.Free, new Account(7), Place.Escrow);
        Speed("post", post);
        Speed("moved", moved);
        Speed("statement", new Statement { Program = post.Program, Input = post.Input });
    }

    static void Speed<T>(string name, T value)
    {
        const int turns = 1_000_000;
        var codec = Codec<T>.Of;
        var writer = new CanonicalWriter();
        byte[] bytes = codec.Encode(value);
        var encode = Best(5, () =>
        {
            for (int i = 0; i < turns; i++)
            {
                writer.Truncate(0);
                codec.Write(writer, value);
            }
        });
        var decode = Best(5, () =>
        {
            for (int i = 0; i < turns; i++) codec.Decode(bytes);
        });
        Console.WriteLine($"{name}, {bytes.Length} bytes: encode {encode.TotalNanoseconds / turns:N0} ns, decode {decode.TotalNanoseconds / turns:N0} ns");
    }

    static void State(TrialPath path)
    {
        var market = path.Open();
        for (ulong i = 0; i < 100_000; i++) path.Post(market, i);
        var whole = Time(() => market.StateHash());
        path.Post(market, 100_000);
        var again = Time(() => market.StateHash());
        var tree = Time(() => market.StateTree.Root());
        path.Post(market, 100_001);
        var grown = Time(() => market.StateTree.Root());
        for (ulong i = 0; i < 4_096; i++) path.Post(market, 100_002 + i);
        var checkpoint = Time(() => market.StateTree.Root());
        Console.WriteLine($"{path.Name}, 100,000 open: state root from nothing {tree.TotalMilliseconds:N0} ms, after one more post {grown.TotalMilliseconds:N2} ms, after 4,096 more {checkpoint.TotalMilliseconds:N1} ms");
        byte[] snapshot = [];
        var save = Time(() => snapshot = market.Snapshot());
        var make = path.Open();
        var load = Time(() => make = Market.Restore(market.Genesis, m => new AskMarket(m), snapshot));
        Console.WriteLine($"{path.Name}, 100,000 open: state hash from nothing {whole.TotalMilliseconds:N0} ms, after one more post {again.TotalMilliseconds:N2} ms");
        Console.WriteLine($"{path.Name}, 100,000 open: snapshot of {snapshot.Length:N0} bytes {save.TotalMilliseconds:N0} ms, restored in {load.TotalMilliseconds:N0} ms, {(make.StateHash() == market.StateHash() ? "equal" : "DIFFERENT")}");
    }

    static void DoubleAuctions()
    {
        foreach (int offers in (int[])[500_000, 1_000_000])
        {
            var (bids, asks) = ClearingBenchmarks.Round(offers, offers);
            foreach (var rules in ClearingBenchmarks.Rules)
            {
                int slices = 0;
                var best = Best(5, () => slices = Clearing.Of(rules, bids, asks).Slices.Count);
                Console.WriteLine($"lagrange-dara, {rules.Variant} {rules.Fill}, {offers:N0} bids and {offers:N0} asks: {best.TotalMilliseconds:N0} ms, {slices:N0} slices");
            }
        }
    }

    static TimeSpan Best(int rounds, Action work) => Enumerable.Range(0, rounds).Min(_ => Time(work));

    static TimeSpan Time(Action work)
    {
        long began = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(began);
    }
}

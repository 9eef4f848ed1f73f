using BenchmarkDotNet.Attributes;
using Vendue.Bench.Paths;
using Vendue.Kernel;

namespace Vendue.Bench;

/// <summary>The same numbers as the quick mode's, measured with BenchmarkDotNet.</summary>
[MemoryDiagnoser]
public class KernelBenchmarks
{
    readonly AskPath path = new();
    Market market = null!;
    ulong posted, finished;

    [Params(1_000, 100_000)]
    public int Open { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        market = path.Open();
        for (posted = 0; posted < (ulong)Open; posted++) path.Post(market, posted);
    }

    /// <summary>Seven commands: post, three offers, assign, prove, settle.</summary>
    [Benchmark(OperationsPerInvoke = 7)]
    public void Command()
    {
        path.Post(market, posted++);
        path.Finish(market, finished++);
    }

    [Benchmark]
    public Hash32 StateHashAfterOnePost()
    {
        path.Post(market, posted++);
        path.Finish(market, finished++);
        return market.StateHash();
    }

    [Benchmark]
    public byte[] Snapshot() => market.Snapshot();
}

/// <summary>Encoding and decoding of an action and of the commonest event.</summary>
[MemoryDiagnoser]
public class CodecBenchmarks
{
    readonly CanonicalWriter writer = new();
    readonly Post post = new(Hash32.Sha256("a"u8), Hash32.Sha256("b"u8), Hash32.Sha256("c"u8), 1_000_000, 5_000, 600);
    readonly Moved moved = new("reward", new Asset(0), 5_000, new Account(7), Place.Free, new Account(7), Place.Escrow);
    byte[] bytes = [];

    [GlobalSetup]
    public void Setup() => bytes = Codec<Post>.Of.Encode(post);

    [Benchmark]
    public void EncodeAction()
    {
        writer.Truncate(0);
        Codec<Post>.Of.Write(writer, post);
    }

    [Benchmark]
    public Post DecodeAction() => Codec<Post>.Of.Decode(bytes);

    [Benchmark]
    public void EncodeEvent()
    {
        writer.Truncate(0);
        Codec<Moved>.Of.Write(writer, moved);
    }
}

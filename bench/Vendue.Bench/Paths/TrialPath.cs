using Vendue.Kernel;

namespace Vendue.Bench.Paths;

/// <summary>The life of one request under some mechanism, as commands: what the throughput benchmarks repeat. A mechanism is measured by writing one of these.</summary>
public abstract class TrialPath
{
    /// <summary>The mechanism's name.</summary>
    public abstract string Name { get; }

    /// <summary>How many commands a request takes from post to settlement.</summary>
    public abstract int CommandsPerRequest { get; }

    /// <summary>Opens a market with its accounts funded.</summary>
    public abstract Market Open();

    /// <summary>Posts request <paramref name="number"/>.</summary>
    public abstract void Post(Market market, ulong number);

    /// <summary>Takes a posted request through to its settlement.</summary>
    public abstract void Finish(Market market, ulong number);

    /// <summary>A market with one asset, a custodian and funded accounts.</summary>
    protected static Market Funded(Name mechanism, Func<Scope, Mechanism> make, IEnumerable<Name> accounts)
    {
        var genesis = new Genesis
        {
            Mechanism = mechanism,
            Assets = ["coin", "stake"],
            Authorities = [new("custodian", "bank"), new("sequencer", "node")],
            Limits = new Limits { Requests = 4_000_000, Holdings = 16_000_000, Timers = 16_000_000, Blobs = 16_000_000 },
        };
        var market = new Market(genesis, make);
        market.Ledger.TryFind("bank", out Account bank);
        uint reference = 0;
        foreach (var account in accounts)
        {
            foreach (var asset in genesis.Assets)
                Expect(market.Apply(new Command { Sender = bank }, new Deposit(account, asset, UInt128.One << 100, IdOf(reference++))));
        }
        return market;
    }

    /// <summary>A well-spread id of a number.</summary>
    protected static Hash32 IdOf(ulong number)
    {
        Span<byte> bytes = stackalloc byte[Hash32.Size];
        for (int i = 0; i < 4; i++)
            System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(bytes[(8 * i)..], (number + 1) * (0x9E3779B97F4A7C15 + ((ulong)i * 0xBF58476D1CE4E5B8)));
        return new Hash32(bytes);
    }

    /// <summary>Stops a benchmark that would measure refusals.</summary>
    protected static void Expect(Outcome outcome)
    {
        if (!outcome.IsApplied) throw new InvalidOperationException($"The benchmark's command was {outcome}.");
    }
}

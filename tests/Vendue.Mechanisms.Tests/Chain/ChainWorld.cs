using Vendue.Mechanisms.Chains;

namespace Vendue.Mechanisms.Tests.Chains;

/// <summary>A market whose mechanism is a chain, with one proposer who has 1,000.</summary>
sealed class ChainWorld
{
    static readonly Asset Money = new(0);

    readonly Genesis genesis = new()
    {
        Mechanism = "trial-chain",
        Assets = ["ETH"],
        Authorities = [new("custodian", "bank"), new("sequencer", "clock")],
        Limits = new() { Accounts = 10, Requests = 100, Holdings = 1_000, Timers = 300, Blobs = 300, Receipts = 10, Transfers = 10 },
    };

    readonly ChainLimits limits;

    public ChainWorld(uint atOnce = 3, ulong first = 1)
    {
        limits = new ChainLimits(first, 50, 50, atOnce);
        Market = new Market(genesis, scope => new TrialChain(scope, limits));
        Do(new Deposit("ann", "ETH", 1_000, Hash32.Sha256("ann"u8)), "bank").IsApplied.ShouldBeTrue();
    }

    public Market Market { get; private set; }

    public TrialChain Mechanism => (TrialChain)Market.Mechanism;

    public Chain Chain => Mechanism.Chain;

    public ulong Now { get; set; } = 10;

    public Int128 Free => Market.Ledger.Balance(Find("ann"), Money);

    public Outcome Do<T>(in T action, string sender = "ann") where T : struct => Market.Apply(new Command { Now = Now, Sender = Find(sender) }, action);

    public void Pass(ulong time)
    {
        Now += time;
        Do(new Tick(), "clock").IsApplied.ShouldBeTrue();
    }

    public void Append(int blocks, UInt128 fees = default, bool withRequest = false)
    {
        for (int i = 0; i < blocks; i++) Do(new TrialChain.Append(fees, withRequest)).ShouldBe(Outcome.Applied);
    }

    /// <summary>Goes on from a snapshot; what was told is told anew.</summary>
    public void Restore() => Market = Market.Restore(genesis, scope => new TrialChain(scope, limits), Market.Snapshot());

    public bool Stands(ulong height) => Market.Requests.TryFind(TrialChain.KeyOf(height), out _);

    Account Find(string name)
    {
        Market.Ledger.TryFind((Name)name, out Account account);
        return account;
    }
}

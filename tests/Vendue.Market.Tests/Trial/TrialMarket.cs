using System.Security.Cryptography;

namespace Vendue.Kernel.Tests;

/// <summary>A market under <see cref="TrialMechanism"/>, with a custodian, a sequencer and accounts that have money.</summary>
public sealed class TrialMarket
{
    public static readonly Hash32[] BeaconChain = Chain(Id("beacon"), 8);

    ulong deposits;

    public TrialMarket(Genesis genesis, params string[] accounts) : this(new Market(genesis, new TrialRulebook()))
    {
        foreach (string account in accounts) Fund(account, 1_000);
    }

    public TrialMarket(params string[] accounts) : this(Standard, accounts) { }

    public TrialMarket(Market market) => Market = market;

    public static Genesis Standard => new()
    {
        Mechanism = "trial",
        Assets = ["coin", "bond"],
        Authorities = [new("custodian", "bank"), new("sequencer", "node"), new("governor", "bank")],
        BeaconAnchor = BeaconChain[0],
        VerdictWait = 100,
    };

    public Market Market { get; }

    public TrialMechanism Mechanism => (TrialMechanism)Market.Mechanism;

    public ulong Now { get; set; }

    public static Hash32 Id(string text) => Hash32.Sha256(System.Text.Encoding.ASCII.GetBytes(text));

    public Account this[string name] => Market.Ledger.TryFind(name, out Account account) ? account : throw new ArgumentException($"There is no account {name}.");

    public Int128 Free(string name) => Market.Ledger.Balance(this[name], new Asset(0));

    public Command By(string sender) => new() { Now = Now, Sender = this[sender] };

    public Outcome Do<T>(string sender, in T action) where T : struct => Market.Apply(By(sender), action);

    public Outcome Do<T>(string sender, ulong now, in T action) where T : struct
    {
        Now = now;
        return Do(sender, action);
    }

    public Outcome Tick(ulong now) => Do("node", now, new Tick());

    public void Fund(string account, UInt128 amount) =>
        Do("bank", new Deposit(account, "coin", amount, Id($"deposit {deposits++} of {account}"))).IsApplied.ShouldBeTrue();

    public TrialMarket Restored() => new(Market.Restore(Market.Genesis, new TrialRulebook(), Market.Snapshot())) { Now = Now, deposits = deposits };

    static Hash32[] Chain(Hash32 last, int length)
    {
        var chain = new Hash32[length];
        chain[^1] = last;
        for (int i = length - 2; i >= 0; i--) chain[i] = new Hash32(SHA256.HashData(chain[i + 1].ToArray()));
        return chain;
    }
}

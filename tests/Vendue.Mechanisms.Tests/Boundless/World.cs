using Vendue.Mechanisms.BoundlessMarket;

namespace Vendue.Mechanisms.Tests.BoundlessMarket;

/// <summary>A Boundless market under commands made of arbitrary bytes: sensible and senseless ones alike.</summary>
sealed class World
{
    public const int CommandSize = 12;

    static readonly Name[] People = ["ann", "bob", "0x00000000000000000000000000000000000000aa", "bank"];

    readonly List<(Hash32 Id, Hash32 Digest)> versions = [];
    Fill[] committed = [];
    Name committer = "ann";
    (Name Client, RequestProof Action) last = ("ann", new RequestProof(0, new Statement(), default));
    ulong now = 1_000, block;

    public World(ushort feeBps = 0)
    {
        var genesis = GenesisWith(feeBps);
        Market = Catalogue.Open(genesis);
        foreach (var person in People.Take(3))
            foreach (var asset in genesis.Assets)
                Do(new Deposit(person, asset, 1_000, Hash32.Sha256([.. person.Bytes, .. asset.Bytes])), "bank").IsApplied.ShouldBeTrue();
    }

    public Market Market { get; }

    /// <summary>Lets time pass as the command says, so that what fires by then has fired.</summary>
    public void Pass(byte[] bytes)
    {
        now += bytes[0] < 200 ? bytes[0] % 4u : bytes[0] % 40u;
        block += bytes[1] % 3u;
        Do(new Tick(), "clock").IsApplied.ShouldBeTrue();
    }

    /// <summary>Does what the bytes say.</summary>
    public Outcome Act(byte[] bytes) => (bytes[2] % 8) switch
    {
        0 or 7 when bytes[2] < 224 => Post(bytes),
        1 or 2 => Do(new LockRequest(Pick(bytes[4]).Id, Pick(bytes[4]).Digest), Who(bytes[3])),
        3 => Commit(bytes),
        4 => Deliver(Who(bytes[3]), bytes, FillsOf(bytes)),
        5 => Deliver(committer, bytes, committed),
        6 => Do(new Slash(Pick(bytes[4]).Id), Who(bytes[3])),
        _ => Market.Apply(CommandOf(Who(bytes[3]), bytes), (ushort)(64 + (bytes[4] % 6)), bytes),
    };

    /// <summary>Lets so much time pass that every request must have ended.</summary>
    public void PassLong()
    {
        now += 100_000_000;
        Do(new Tick(), "clock").IsApplied.ShouldBeTrue();
    }

    static Genesis GenesisWith(ushort feeBps) => new()
    {
        Mechanism = "boundless",
        Parameters = new Bytes(Codec<BoundlessParameters>.Of.Encode(new BoundlessParameters { MarketFeeBps = feeBps, SlashGrace = 20, CommitmentLife = 50, MaxVersions = 3, MaxFills = 3 })),
        Assets = ["ETH", "ZKC"],
        Authorities = [new("custodian", "bank"), new("sequencer", "clock")],
    };

    static Name Who(byte from) => People[from % People.Length];

    (Hash32 Id, Hash32 Digest) Pick(byte from) => versions.Count == 0 ? default : versions[^(1 + (from % int.Min(4, versions.Count)))];

    Outcome Post(byte[] bytes)
    {
        var client = Who(bytes[3]);
        uint index = bytes[4] % 6 == 0 ? 200u : bytes[4] % 5u;
        ulong ramp = bytes[5] % 30u, lockTimeout = ramp + (bytes[6] % 30u);
        var offer = new Offer(bytes[7], (UInt128)bytes[7] + bytes[8], now + (bytes[9] % 20u) - 5, ramp, lockTimeout, lockTimeout + (bytes[10] % 60u), bytes[11]);
        if (bytes[11] > 250) offer = offer with { RampUpPeriod = lockTimeout + 1 };
        if (bytes[11] == 250) offer = offer with { MaxPrice = UInt128.MaxValue, LockCollateral = UInt128.MaxValue };
        var statement = new Statement { Program = Hash32.Sha256("program"u8), Predicate = new Predicate(PredicateKind.Prefix, new Bytes([7])), Work = bytes[8] };
        if (bytes[10] < 230) last = (client, new RequestProof(index, statement, offer));
        (client, (index, statement, offer)) = last;
        var outcome = Do(last.Action, client);
        var id = RequestId.Of(client, index);
        if (outcome.IsApplied) versions.Add((id, Boundless.DigestOf(id, statement, offer)));
        return outcome;
    }

    Outcome Commit(byte[] bytes)
    {
        committed = FillsOf(bytes);
        committer = Who(bytes[3]);
        return Do(new Commit(Boundless.CommitmentOf(committer, committed)), committer);
    }

    Outcome Deliver(Name prover, byte[] bytes, Fill[] fills) => Market.Apply(CommandOf(prover, bytes, fills.Length), new Deliver(fills));

    Fill[] FillsOf(byte[] bytes)
    {
        var fills = new Fill[bytes[5] < 160 ? 1 : 1 + (bytes[5] % 4)];
        for (int i = 0; i < fills.Length; i++)
            fills[i] = new Fill(Pick(bytes[6 + i]).Id, Pick(bytes[6 + i]).Digest, bytes[10] % 3 != 0, new Bytes([bytes[11] < 16 ? (byte)8 : (byte)7]), Hash32.Sha256([bytes[9]]));
        return fills;
    }

    Command CommandOf(Name sender, byte[] bytes, int verdicts = 0)
    {
        var judged = new Verdict[verdicts];
        if (bytes[10] < 16 && verdicts > 0) judged[0] = Verdict.Invalid;
        return new Command { Now = now, Block = block, Sender = Find(sender), Verdicts = bytes[10] > 240 ? default : judged };
    }

    Outcome Do<T>(in T action, Name sender) where T : struct => Market.Apply(new Command { Now = now, Block = block, Sender = Find(sender) }, action);

    Account Find(Name name)
    {
        Market.Ledger.TryFind(name, out Account account);
        return account;
    }
}

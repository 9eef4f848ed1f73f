using Vendue.Mechanisms.BoundlessMarket;
using Vendue.Node.Storage;

namespace Vendue.Simulation.Tests.World;

/// <summary>
/// The accounts of every simulation and all that they will ever send, signed once: seeds differ in when, in which order, how
/// often and through which faults it arrives.
/// </summary>
static class Population
{
    const int Requests = 8;
    const uint Funds = 10_000;

    static readonly OwnerKey Custodian = OwnerKey.FromHex($"0x{77:x64}");
    static readonly OwnerKey[] Owners = [.. Enumerable.Range(1, 3).Select(i => OwnerKey.FromHex($"0x{i:x64}"))];
    static readonly DelegatedKey[] Keys = [.. Enumerable.Range(1, 3).Select(i => DelegatedKey.FromHex($"0x{i:x64}"))];
    static readonly Hash32 Program = Hash32.Sha256("program"u8), Input = Hash32.Sha256("input"u8);
    static readonly Statement Statement = new() { Program = Program, Input = Input, Work = 100 };
    static readonly ulong Begins = (ulong)SimulatedClock.Begin.ToUnixTimeMilliseconds();

    /// <summary>The operator's key, by which clients hold the operator to its word.</summary>
    public static DelegatedKey Operator { get; } = DelegatedKey.FromHex($"0x{99:x64}");

    public static BeaconChain Beacon { get; } = new(Hash32.Sha256("secret"u8));

    public static Genesis Genesis { get; } = new MarketSettings
    {
        Mechanism = "boundless",
        Development = true,
        Time = TimeUnit.Milliseconds,
        VerdictWait = 5_000,
        Parameters = new Bytes(Codec<BoundlessParameters>.Of.Encode(new BoundlessParameters
        {
            CommitRevealMinBlocks = 1,
            CommitmentLife = 20_000,
            SlashGrace = 5_000,
            LongestLife = 1_000_000,
            MarketFeeBps = 100,
            MaxRequests = 1_000,
            MaxCommitments = 1_000,
            MaxFlagWords = 1_000,
            MaxVersions = 4,
            MaxFills = 8,
        })),
    }.ToGenesis(Custodian.Address, Beacon.Anchor, SimulatedClock.Begin);

    static readonly Hash32 GenesisHash = Genesis.Hash();

    /// <summary>The input and the proofs, which the node's stores have.</summary>
    public static IStored Blobs { get; } = new Stored([Input, .. Enumerable.Range(0, 3 * Requests).Select(i => ProofOf(i / Requests, (uint)(i % Requests)))]);

    public static IPrograms Programs { get; } = new Stored([Program]);

    /// <summary>What is sent, lane by lane, in the order of its nonces. The first lanes make the others possible.</summary>
    public static IReadOnlyList<IReadOnlyList<SignedCommand>> Lanes { get; } = [.. All().Select(lane => lane.ToArray())];

    /// <summary>How many of the lanes come first.</summary>
    public static int Founding => 1 + Owners.Length;

    /// <summary>The verdict on a proof, the same whenever it is asked for.</summary>
    public static Verdict VerdictOn(Hash32 proof) => proof.ToArray()[0] % 4 == 0 ? Verdict.Invalid : Verdict.Valid;

    static IEnumerable<IEnumerable<SignedCommand>> All()
    {
        yield return Deposits();
        for (int a = 0; a < Owners.Length; a++) yield return [ByOwner(Owners[a], 0, 1, new AuthoriseKey(Keys[a].Public, [], ulong.MaxValue))];
        for (int a = 0; a < Owners.Length; a++)
        {
            int account = a, prover = (a + 1) % Owners.Length, other = (a + 2) % Owners.Length;
            yield return Lane(k => ByKey(account, 1, k, new RequestProof(k, Statement, OfferOf(k))));
            yield return Lane(k => ByKey(prover, 2, k, new LockRequest(IdOf(account, k), DigestOf(account, k))));
            yield return Lane(k => ByKey(prover, 3, k, new Deliver([FillOf(account, k)])));
            yield return Lane(k => ByKey(other, 4, k, new Commit(Boundless.CommitmentOf(Owners[other].Address, [FillOf(account, k) with { Priced = true }]))));
            yield return Lane(k => ByKey(other, 5, k, new Deliver([FillOf(account, k) with { Priced = true }])));
            yield return Lane(k => ByKey(account, 6, k, new Slash(IdOf(account, k))));
            yield return Enumerable.Range(1, 1).Select(n => ByOwner(Owners[account], 7, (ulong)n, new Withdraw(Genesis.Assets[0], 7, Hash32.Sha256([(byte)account, (byte)n]))));
        }
    }

    /// <summary>What each account begins with, and then drops that would be seen if they counted twice.</summary>
    static IEnumerable<SignedCommand> Deposits()
    {
        ushort lane = 1;
        foreach (var asset in Genesis.Assets)
            foreach (var owner in Owners) yield return Deposit(owner, asset, Funds, lane++, 1);
        for (int i = 0; i < 6; i++) yield return Deposit(Owners[i % Owners.Length], Genesis.Assets[0], 1, 0, (ulong)i + 1);
    }

    static SignedCommand Deposit(OwnerKey to, Name asset, uint amount, ushort lane, ulong nonce) =>
        ByOwner(Custodian, lane, nonce, new Deposit(to.Address, asset, amount, Hash32.Sha256([(byte)lane, (byte)nonce])));

    static IEnumerable<SignedCommand> Lane(Func<uint, SignedCommand> command) => Enumerable.Range(0, Requests).Select(k => command((uint)k));

    static SignedCommand ByKey<T>(int account, ushort lane, uint k, T action) where T : struct =>
        Keys[account].Sign(CommandEnvelope.Of(GenesisHash, Owners[account].Address, Keys[account].Public, lane, k + 1, ulong.MaxValue, action));

    static SignedCommand ByOwner<T>(OwnerKey owner, ushort lane, ulong nonce, T action) where T : struct =>
        owner.Sign(CommandEnvelope.Of(GenesisHash, owner.Address, default, lane, nonce, ulong.MaxValue, action), ActionSet.DescriptionOf(typeof(T)));

    static Offer OfferOf(uint k) => new(5 + k, 50, Begins + (k * 4_000), 5_000, 12_000, 24_000, 9);

    static Hash32 IdOf(int account, uint k) => RequestId.Of(Owners[account].Address, k);

    static Hash32 DigestOf(int account, uint k) => Boundless.DigestOf(IdOf(account, k), Statement, OfferOf(k));

    static Hash32 ProofOf(int account, uint k) => Hash32.Sha256([(byte)account, (byte)k, 1]);

    static Fill FillOf(int account, uint k) => new(IdOf(account, k), DigestOf(account, k), false, new Bytes(new byte[] { 1 }), ProofOf(account, k));

    sealed class Stored(IEnumerable<Hash32> hashes) : IPrograms
    {
        readonly HashSet<Hash32> hashes = [.. hashes];

        public bool Contains(Hash32 hash) => hashes.Contains(hash);

        public (Name System, ushort Version)? SystemOf(Hash32 program) => Contains(program) ? (Statement.System, Statement.Version) : null;
    }
}

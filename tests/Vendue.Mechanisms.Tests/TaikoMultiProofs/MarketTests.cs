using Vendue.Mechanisms.TaikoAssignedBlocks;
using Vendue.Mechanisms.TaikoBlocks;
using Vendue.Mechanisms.Tests.Playing;

namespace Vendue.Mechanisms.TaikoMultiProofs.Tests;

/// <summary>The mechanism and its policy as a whole under random moves.</summary>
public sealed class MarketTests
{
    const int People = 6;

    static readonly TaikoAssignedBlocksParameters Blocks = new()
    {
        Tiers =
        [
            new() { Name = "claim", Window = 40 },
            new() { Name = "proof", Window = 60, Programs = [default] },
            new() { Name = "two", Window = 80, Programs = [default, default] },
            new() { Name = "council", Window = 80, Guardians = "council", Approvals = 2 },
        ],
        MinimumTier = [new(3, "proof"), new(1, "claim")],
        LivenessBond = 11,
        Layout = new TransitionLayout(0, 1, TransitionLayout.None),
        LongestUnproven = 300,
        LongestOffer = 500,
        MostBlocks = 20,
        MostOffers = 4,
        MostApprovals = 6,
    };

    static readonly TaikoMultiProofsParameters Bonds = new()
    {
        Tiers =
        [
            new() { Name = "claim", Validity = 25, Contest = 51, Cooldown = 70 },
            new() { Name = "proof", Validity = 31, Contest = 203, Cooldown = 60 },
            new() { Name = "two", Validity = 57, Contest = 331, Cooldown = 50 },
            new() { Name = "council", Cooldown = 20 },
        ],
        LongestContest = 150,
        LongestWait = 200,
        MostParents = 2,
        MostRequests = 20,
        MostClaims = 30,
    };

    [Fact]
    public void Contestable_markets_keep_their_books() =>
        Survives(Blocks, Bonds, Arena.Roomy, "finality-contested", "finality-bonds-divided", "finality-abandoned", "finality-dropped", "finality-made-final", "finality-paused", "liveness-decided", "approved", "approvals-differ", "settled", "slashed", "ended Settled", "ended Voided", "ended Expired", "too-many-parents", "not-yet-open");

    [Fact]
    public void Markets_after_alpha_7_keep_their_books() =>
        Survives(Blocks with { Liveness = LivenessRule.AtFinality, BarAssignee = true }, Bonds with { Bonds = new(BondRule.Quarters, 0, 0, 0), BarAssignee = true, ByTimer = false }, Arena.Roomy, "finality-bonds-divided", "assignee-barred", "finality-made-final", "ended Settled", "ended Voided");

    [Fact]
    public void Markets_without_parents_keep_their_books() =>
        Survives(Blocks with { Layout = TransitionLayout.Unlinked }, Bonds, Arena.Roomy, "finality-bonds-divided", "finality-made-final", "ended Settled", "ended Voided", "ended Expired");

    [Fact]
    public void Markets_whose_tables_are_full_refuse_and_go_on() =>
        Survives(Blocks with { MostBlocks = 3, MostApprovals = 1 }, Bonds with { MostClaims = 3, MostRequests = 4 }, Arena.Roomy with { Holdings = 5, Timers = 6, Requests = 4, Receipts = 1 }, "table-full", "finality-made-final");

    static void Survives(TaikoAssignedBlocksParameters blocks, TaikoMultiProofsParameters bonds, Limits limits, params string[] mustOccur)
    {
        blocks.Check().ShouldBeNull();
        bonds.Check().ShouldBeNull();
        Move.Sample(150, game => Played(game, blocks, bonds, limits), mustOccur);
    }

    static Dictionary<string, int> Played(Move[] game, TaikoAssignedBlocksParameters blocks, TaikoMultiProofsParameters bonds, Limits limits)
    {
        var arena = new Arena("taiko-multi-proofs", entry => entry is TaikoMultiProofsEntry ? Arena.Encoded(bonds) : Arena.Encoded(blocks), limits, new("watchdog", "a2"), new("council", "a3"), new("council", "a4"), new("council", "a5"));
        for (uint i = 0; i < People; i++) arena.Fund($"a{i}", 500 + (UInt128)(i * i * 100));
        foreach (var move in game) Play(arena, move);
        arena.Send("a2", Finality(new Pause(false)));
        arena.Now += 1_000_000;
        arena.Send("clock", new Tick()).IsApplied.ShouldBeTrue();
        arena.Market.Requests.Count.ShouldBe(0);
        arena.Market.Timers.Count.ShouldBe(0);
        arena.Held().ShouldBe(UInt128.Zero);
        arena.ShouldBeEmpty("blocks", "approvals", "holdings", "finality/claims");
        return arena.Seen;
    }

    static Deed Finality<T>(in T action) where T : struct => Deed.Of(action).In(Scope.Finality);

    static void Play(Arena arena, Move move)
    {
        Name who = $"a{move.Who % People}";
        var request = Hash32.Sha256([(byte)(move.A % 6)]);
        switch (move.Kind)
        {
            case < 15: arena.Now += move.A % 40; arena.Send("clock", new Tick()); break;
            case < 20: arena.Send(who, new OfferService(move.A * 1_000, move.B % 4, move.C % 3 == 0 ? arena.Now + move.C : 0)); break;
            case < 30: Propose(arena, who, request, move); break;
            case < 36: arena.Send(who, new ProposeToCheapest(request, new Statement { Work = move.B % 20 }, move.C)); break;
            case < 46: arena.Send(who, Finality(new Contest(request, Element(move.B % 7 == 0 ? move.B % 3 : 0), Element(move.C % 4)))); break;
            case < 58: arena.Send(who, new Approve(request, "council", Values(move), move.C % 5 == 0)); break;
            case < 60: arena.Send("a2", Finality(new Pause(move.A % 2 == 0))); break;
            case < 63: arena.Send(who, Finality(new Verify(move.A % 70))); break;
            case < 67: Receive(arena, who, request, move); break;
            case < 69: arena.Restore(); break;
            case < 85: Follow(arena, who, move); break;
            default: Prove(arena, who, request, move, default); break;
        }
    }

    static void Propose(Arena arena, Name who, Hash32 request, Move move)
    {
        TierFee[] fees = [new("claim", move.B % 30), new("proof", move.C % 30)];
        var signature = move.A % 4 == 0 ? default : new Bytes([1]);
        arena.Send(who, new Propose(request, new Statement { Work = 1 + move.B }, $"a{move.C % People}", default, fees, arena.Now + (move.C % 3), 0, 0, signature), Judged(move.B % 9 == 0, 1));
    }

    static void Prove(Arena arena, Name who, Hash32 request, Move move, Hash32 receipt)
    {
        var (tier, proofs) = (move.B % 4) switch { 0 => ((Name)"claim", 0), 1 => ("proof", 1), 2 => ("two", 2), _ => ("proof", 1) };
        arena.Send(who, new Prove(request, tier, Values(move), new Hash32[proofs]), Judged(move.C % 6 == 0, proofs) with { Receipt = receipt });
    }

    static void Follow(Arena arena, Name who, Move move)
    {
        var open = arena.Market.Opportunities(arena.Find(who)).Where(o => o.Action == TaikoAssignedBlocks.Prove.Tag).ToArray();
        if (open.Length == 0) return;
        var chosen = open[move.A % (uint)open.Length];
        var terms = Codec<ProveTerms>.Of.Decode(chosen.Terms.Span.ToArray());
        arena.Send(who, new Prove(chosen.Request, terms.Tier, Values(move), new Hash32[terms.Proofs]), Judged(false, (int)terms.Proofs));
    }

    static void Receive(Arena arena, Name who, Hash32 request, Move move)
    {
        var digest = Hash32.Sha256(BitConverter.GetBytes(move.GetHashCode()));
        if (!arena.Send("clock", new ReceiveProof(digest, request, who)).IsApplied) return;
        arena.Now += move.B % 60;
        if (move.C % 2 == 0) Follow(arena, $"a{move.A % People}", move);
        Prove(arena, who, request, move, digest);
    }

    static Hash32 Element(uint number)
    {
        var bytes = new byte[Hash32.Size];
        bytes[^1] = (byte)number;
        return new Hash32(bytes);
    }

    /// <summary>Parent and result: few of each, so that claims meet.</summary>
    static Bytes Values(Move move)
    {
        var values = new byte[2 * Hash32.Size];
        values[31] = (byte)(move.B % 7 == 0 ? move.B % 3 : 0);
        values[63] = (byte)(move.C % 4 == 0 ? 0 : move.C % 3);
        return new Bytes(values);
    }

    static Command Judged(bool invalid, int proofs) => new() { Verdicts = Enumerable.Repeat(invalid ? Verdict.Invalid : Verdict.Valid, proofs).ToArray() };
}

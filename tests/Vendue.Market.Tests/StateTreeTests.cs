using CsCheck;

namespace Vendue.Kernel.Tests;

public sealed class StateTreeTests
{
    [Fact]
    public void The_root_kept_step_by_step_is_the_one_computed_from_nothing_and_survives_a_snapshot() =>
        Gen.Select(StateTests.Steps.Array[0, 60], Gen.Int[1, 7]).Sample((steps, every) =>
        {
            var trial = new TrialMarket("alice", "peggy");
            for (int i = 0; i < steps.Length; i++)
            {
                steps[i](trial);
                if (i % every != 0) continue;
                var root = trial.Market.StateTree.Root();
                root.AccountsRoot.ShouldBe(Naive(trial.Market.Ledger.Accounts, place => AccountLeaf(trial.Market, place)));
                root.RequestsRoot.ShouldBe(Naive((int)root.Requests, place => RequestLeaf(trial.Market, place)));
                root.State.ShouldBe(trial.Market.StateHash());
                trial.Restored().Market.StateTree.Root().ShouldBe(root);
            }
        }, iter: 60);

    [Fact]
    public void Every_account_and_every_open_request_is_proven_to_the_root_with_what_it_has()
    {
        var trial = Busy();
        var root = trial.Market.StateTree.Root().Hash();
        for (int i = 1; i <= trial.Market.Ledger.Accounts; i++)
        {
            var account = new Account(i);
            var proof = trial.Market.StateTree.Prove(account);
            proof.Proves(root).ShouldBeTrue();
            proof.Account().Account.ShouldBe(trial.Market.Ledger.NameOf(account));
            proof.Account().Balances.Select(b => b.Free).ShouldBe([trial.Market.Ledger.Balance(account, new Asset(0)), trial.Market.Ledger.Balance(account, new Asset(1))]);
        }
        trial.Market.Requests.TryFind(TrialMarket.Id("r1"), out var request).ShouldBeTrue();
        var open = trial.Market.StateTree.Prove(request);
        open.Proves(root).ShouldBeTrue();
        var standing = open.Request();
        (standing.Request, standing.Owner, standing.Ends).ShouldBe((TrialMarket.Id("r1"), (Name)"alice", 100ul));
        standing.Holdings.ShouldBe([new HeldAmount(Place.Escrow, "alice", "coin", 11), new HeldAmount(Place.Bond, "peggy", "coin", 7)]);
    }

    [Fact]
    public void What_is_held_is_part_of_an_accounts_proof()
    {
        var trial = Busy();
        trial.Market.StateTree.Prove(trial["alice"]).Account().Balances[0].ShouldBe(new AssetBalance("coin", 1_000 - 11 - 12, 23));
        trial.Market.StateTree.Prove(trial["peggy"]).Account().Balances[0].ShouldBe(new AssetBalance("coin", 1_000 - 7, 7));
    }

    [Fact]
    public void A_proof_changed_in_any_place_proves_nothing()
    {
        var trial = Busy();
        var root = trial.Market.StateTree.Root().Hash();
        trial.Market.Requests.TryFind(TrialMarket.Id("r2"), out var request).ShouldBeTrue();
        foreach (var proof in (InclusionProof[])[trial.Market.StateTree.Prove(trial["peggy"]), trial.Market.StateTree.Prove(request)])
        {
            var bytes = Codec<InclusionProof>.Of.Encode(proof);
            for (int at = 0; at < bytes.Length; at++)
            {
                byte[] changed = [.. bytes];
                changed[at] ^= 1;
                Proves(changed, root).ShouldBeFalse($"byte {at}");
            }
            proof.Proves(TrialMarket.Id("another root")).ShouldBeFalse();
            (proof with { Path = [.. proof.Path, Merkle.Empty] }).Proves(root).ShouldBeFalse();
            (proof with { Path = proof.Path[1..] }).Proves(root).ShouldBeFalse();
            (proof with { Place = proof.Place + (1u << proof.Path.Length) }).Proves(root).ShouldBeFalse();
        }

        static bool Proves(byte[] bytes, Hash32 root)
        {
            try
            {
                return Codec<InclusionProof>.Of.Decode(bytes).Proves(root);
            }
            catch (EncodingException)
            {
                return false;
            }
        }
    }

    [Fact]
    public void An_account_does_not_pass_for_a_request_nor_a_node_for_a_leaf()
    {
        var trial = Busy();
        var proof = trial.Market.StateTree.Prove(trial["alice"]);
        (proof with { Part = StatePart.Requests }).Proves(proof.Root.Hash()).ShouldBeFalse();
        Should.Throw<EncodingException>(() => proof.Request());
        byte[] pair = [.. Merkle.Leaf(proof.Part, proof.Leaf.Span).ToArray(), .. proof.Path[0].ToArray()];
        (proof with { Leaf = new Bytes(pair), Path = proof.Path[1..], Place = proof.Place >> 1 }).Proves(proof.Root.Hash()).ShouldBeFalse();
    }

    [Fact]
    public void A_balance_a_holding_and_any_other_row_each_change_the_root()
    {
        var trial = Busy();
        var roots = new List<Hash32> { trial.Market.StateTree.Root().Hash() };
        trial.Do("alice", new Give([new("peggy", 1, false)])).IsApplied.ShouldBeTrue();
        roots.Add(trial.Market.StateTree.Root().Hash());
        trial.Do("alice", new Withdraw("coin", 1, TrialMarket.Id("w"))).IsApplied.ShouldBeTrue();
        roots.Add(trial.Market.StateTree.Root().Hash());
        trial.Do("alice", new Note([new(1, 2, false)], false)).IsApplied.ShouldBeTrue();
        roots.Add(trial.Market.StateTree.Root().Hash());
        roots.Distinct().Count().ShouldBe(4);
        trial.Market.StateTree.Root().Hash().ShouldBe(roots[^1]);
    }

    [Fact]
    public void The_published_vector_of_the_empty_leaf_a_leaf_and_a_node_holds()
    {
        Merkle.Empty.ShouldBe(Hash32.Sha256("vendue/empty/1"u8));
        var leaf = Merkle.Leaf(StatePart.Accounts, [1, 2, 3]);
        leaf.ShouldBe(Hash32.Sha256([.. "vendue/leaf/1"u8, 0, 1, 2, 3]));
        Merkle.Node(leaf, Merkle.Empty).ShouldBe(Hash32.Sha256([.. "vendue/node/1"u8, .. leaf.ToArray(), .. Merkle.Empty.ToArray()]));
    }

    static TrialMarket Busy()
    {
        var trial = new TrialMarket("alice", "peggy");
        trial.Do("alice", new Post(TrialMarket.Id("r1"), 11, 100, new())).IsApplied.ShouldBeTrue();
        trial.Do("alice", new Post(TrialMarket.Id("r2"), 12, 100, new())).IsApplied.ShouldBeTrue();
        trial.Do("peggy", new Take(TrialMarket.Id("r1"), 7, 50)).IsApplied.ShouldBeTrue();
        return trial;
    }

    static Hash32 AccountLeaf(Market market, int place)
    {
        var account = new Account(place + 1);
        UInt128[] held = new UInt128[market.Ledger.Assets];
        foreach (var row in market.Ledger.AllHoldings())
            if (row.Owner == account) held[row.Asset.Index] += row.Amount;
        var standing = new AccountStanding(
            market.Ledger.NameOf(account),
            [.. Enumerable.Range(0, held.Length).Select(a => new AssetBalance(market.Ledger.NameOf(new Asset((byte)a)), market.Ledger.Balance(account, new Asset((byte)a)), held[a]))]);
        return Merkle.Leaf(StatePart.Accounts, Codec<AccountStanding>.Of.Encode(standing));
    }

    static Hash32 RequestLeaf(Market market, int place)
    {
        if (!market.Requests.TryAt(place, out var handle)) return Merkle.Empty;
        var row = market.Requests[handle];
        var standing = new RequestStanding(
            row.Key, market.Ledger.NameOf(row.Owner), Hash32.Sha256(Codec<Statement>.Of.Encode(market.Requests.StatementOf(handle))), row.Opened, row.Ends, row.PendingReceipts,
            [.. market.Ledger.AllHoldings().Where(h => h.Request == handle).Select(h => new HeldAmount(h.Place, market.Ledger.NameOf(h.Owner), market.Ledger.NameOf(h.Asset), h.Amount))]);
        return Merkle.Leaf(StatePart.Requests, Codec<RequestStanding>.Of.Encode(standing));
    }

    /// <summary>The root as its definition says, by halves.</summary>
    static Hash32 Naive(int places, Func<int, Hash32> leaf)
    {
        int width = 1;
        while (width < places) width *= 2;
        return Of(0, width);

        Hash32 Of(int first, int count) => count == 1
            ? (first < places ? leaf(first) : Merkle.Empty)
            : Merkle.Node(Of(first, count / 2), Of(first + (count / 2), count / 2));
    }
}

/// <summary>The holdings as a list.</summary>
static class HoldingRows
{
    public static List<Holding> AllHoldings(this Ledger ledger)
    {
        var found = new List<Holding>();
        for (var rows = ledger.Holdings; rows.MoveNext();) found.Add(ledger[rows.Current]);
        return found;
    }
}

using Vendue.Node.Tests.Running;

namespace Vendue.Node.Tests.EndToEnd;

/// <summary>Proofs of balances and requests, fetched from a running node and checked without it.</summary>
public sealed class ProofTests(Circuit circuit)
{
    [Fact]
    public async Task An_accounts_proof_states_what_it_has_and_holds_without_the_market()
    {
        await using var market = await LiveMarket.StartAsync();
        var owner = await market.AccountAsync(5_000);
        var client = await market.ClientAsync(owner);
        await LiveMarket.AskAsync(client, circuit, "proven", price: 700);
        (await client.SendAsync(new Withdraw(client.Genesis.Assets[0], 30, Hash32.Sha256([1])))).ThrowIfRefused();
        var proof = (await client.GetAccountProofAsync(owner.Address)).ShouldNotBeNull();
        await market.StopAsync();

        var saved = StateProof.FromJson(proof.ToJson());
        saved.Wrong(client.Market.GenesisHash, client.Market.OperatorKey).ShouldBeNull();
        saved.Inclusion().Account().Balances[0].ShouldBe(new AssetBalance(client.Genesis.Assets[0], 4_970, 30));
        saved.Stated().Sequence.ShouldBeGreaterThan(0ul);

        saved.Wrong(Hash32.Sha256([1])).ShouldNotBeNull().ShouldContain("market");
        saved.Wrong(operatorKey: Hash32.Sha256([1])).ShouldNotBeNull().ShouldContain("key");
        (saved with { OperatorKey = Hash32.Sha256([1]) }).Wrong().ShouldNotBeNull().ShouldContain("not signed");
        (saved with { Checkpoint = new Bytes((saved.Stated() with { Root = default }).Encode()) }).Wrong().ShouldNotBeNull().ShouldContain("not signed");
        var richer = saved.Inclusion() with { Leaf = new Bytes(Codec<AccountStanding>.Of.Encode(new AccountStanding(owner.Address, [new(client.Genesis.Assets[0], 1_000_000, 0)]))) };
        (saved with { Proof = new Bytes(Codec<InclusionProof>.Of.Encode(richer)) }).Wrong().ShouldNotBeNull().ShouldContain("not part");
        (saved with { Proof = new Bytes([1, 2, 3]) }).Wrong().ShouldNotBeNull().ShouldContain("malformed");
    }

    [Fact]
    public async Task An_open_requests_proof_states_what_is_held_for_it()
    {
        await using var market = await LiveMarket.StartAsync();
        var requester = await market.ClientAsync(await market.AccountAsync());
        var prover = await market.ClientAsync(await market.AccountAsync());
        var (request, digest, _) = await LiveMarket.AskAsync(requester, circuit, "locked", price: 700);
        (await prover.SendAsync(new Mechanisms.BoundlessMarket.LockRequest(request, digest))).ThrowIfRefused();
        var standing = (await requester.GetRequestProofAsync(request)).ShouldNotBeNull().Inclusion().Request();
        (standing.Request, standing.Owner).ShouldBe((request, requester.Signer!.Account));
        standing.Holdings.ShouldContain(h => h.Place == Place.Escrow && h.Amount == 700 && h.Owner == requester.Signer.Account);
        standing.Holdings.ShouldContain(h => h.Place == Place.Bond && h.Owner == prover.Signer!.Account);
        (await requester.GetRequestProofAsync(Hash32.Sha256([1]))).ShouldBeNull();
        (await requester.GetAccountProofAsync("nobody")).ShouldBeNull();
    }

    [Fact]
    public async Task Many_proofs_at_once_share_a_few_checkpoints_that_the_journal_keeps_and_the_audit_finds_true()
    {
        await using var market = await LiveMarket.StartAsync(LiveMarket.Quick with { CheckpointEvery = 1_000_000 });
        var owner = await market.AccountAsync();
        var client = await market.ClientAsync(owner);
        var proofs = await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
        {
            if (i % 5 == 0) (await client.SendAsync(new Withdraw(client.Genesis.Assets[0], 1, Hash32.Sha256([(byte)i])))).ThrowIfRefused();
            return (await client.GetAccountProofAsync(owner.Address)).ShouldNotBeNull();
        }));
        await market.StopAsync();
        using (var journal = Node.Journal.SqliteJournal.OpenToRead(VendueNode.JournalPath(market.Options.Folder)))
            proofs.Select(p => new SignedCheckpoint(p.Stated(), p.Signature)).ShouldAllBe(c => journal.Checkpoints().Contains(c));
        (await market.AuditAsync()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_checkpoint_is_the_operators_word_on_the_whole_state()
    {
        await using var market = await LiveMarket.StartAsync();
        var client = await market.ClientAsync(await market.AccountAsync());
        var checkpoint = (await client.GetCheckpointAsync()).Checkpoint;
        checkpoint.Market.ShouldBe(client.Market.GenesisHash);
        client.Genesis.OperatorKey.ShouldBe(client.Market.OperatorKey);
    }
}

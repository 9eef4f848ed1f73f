namespace Vendue.Client;

public sealed partial class MarketClient
{
    /// <summary>What the market says of itself now.</summary>
    /// <exception cref="MarketClientException">The node refused or was not reached.</exception>
    public async Task<MarketInfo> GetMarketAsync(CancellationToken cancel = default)
    {
        var market = await node.GetAsync<MarketInfo>("v1/market", cancel).ConfigureAwait(false);
        clock.Learn(market.Now);
        return market;
    }

    /// <summary>An account; null when the market has none of this name.</summary>
    /// <exception cref="MarketClientException">The node refused or was not reached.</exception>
    public Task<AccountView?> GetAccountAsync(Name name, CancellationToken cancel = default) =>
        node.FindAsync<AccountView>($"v1/accounts/{Uri.EscapeDataString(name.ToString())}", cancel);

    /// <summary>What a prover has done in the market, signed by its operator; null when the market has no account of this name.</summary>
    /// <exception cref="MarketClientException">The node refused or was not reached, or the signature is not the operator's.</exception>
    public async Task<SignedPerformance?> GetPerformanceAsync(Name prover, CancellationToken cancel = default)
    {
        var signed = await node.FindAsync<SignedPerformance>($"v1/accounts/{Uri.EscapeDataString(prover.ToString())}/performance", cancel).ConfigureAwait(false);
        if (signed is null) return null;
        return PerformanceRecord.Decode(signed.Record.Memory).Verify(Market.OperatorKey, signed.Signature)
            ? signed
            : throw new MarketClientException("bad-answer", "The record is not signed with the operator's key.");
    }

    /// <summary>The proof of what an account has, to be kept and checked without the market; null when the market has no such account. It was checked.</summary>
    /// <exception cref="MarketClientException">The node refused or was not reached, or its proof does not hold.</exception>
    public async Task<StateProof?> GetAccountProofAsync(Name name, CancellationToken cancel = default)
    {
        var proof = Checked(await node.FindAsync<StateProof>($"v1/accounts/{Uri.EscapeDataString(name.ToString())}/proof", cancel).ConfigureAwait(false));
        return proof is null || proof.Inclusion().Account().Account == name ? proof : throw new MarketClientException("bad-proof", "The node proved what another account has.");
    }

    /// <summary>The proof that a request is open, and of the money held for it; null when it is not open. It was checked.</summary>
    /// <exception cref="MarketClientException">The node refused or was not reached, or its proof does not hold.</exception>
    public async Task<StateProof?> GetRequestProofAsync(Hash32 id, CancellationToken cancel = default)
    {
        var proof = Checked(await node.FindAsync<StateProof>($"v1/requests/{id}/proof", cancel).ConfigureAwait(false));
        return proof is null || proof.Inclusion().Request().Request == id ? proof : throw new MarketClientException("bad-proof", "The node proved another request.");
    }

    /// <summary>Where a program's verifying key comes from, and whether it was revoked.</summary>
    /// <exception cref="MarketClientException">The node refused or was not reached.</exception>
    public Task<ProgramView> GetProgramStandingAsync(Hash32 program, CancellationToken cancel = default) => node.GetAsync<ProgramView>($"v1/programs/{program}/standing", cancel);

    /// <summary>The market's randomness, and who takes part in it.</summary>
    /// <exception cref="MarketClientException">The node refused or was not reached.</exception>
    public Task<BeaconView> GetBeaconAsync(CancellationToken cancel = default) => node.GetAsync<BeaconView>("v1/beacon", cancel);

    /// <summary>The operator's signed word on the whole state, as new as the node makes it. Its signature was checked.</summary>
    /// <exception cref="MarketClientException">The node refused or was not reached, or the checkpoint is not to be trusted.</exception>
    public async Task<SignedCheckpoint> GetCheckpointAsync(CancellationToken cancel = default)
    {
        var kept = await node.GetAsync<CheckpointView>("v1/checkpoint", cancel).ConfigureAwait(false);
        return kept.Read(Market.GenesisHash, Market.OperatorKey) ?? throw new MarketClientException("bad-proof", "The node's checkpoint is not its operator's signed word on this market.");
    }

    StateProof? Checked(StateProof? proof) =>
        proof?.Wrong(Market.GenesisHash, Market.OperatorKey) is { } wrong ? throw new MarketClientException("bad-proof", wrong) : proof;

    /// <summary>Accounts in order of opening.</summary>
    /// <param name="from">How many to pass over.</param>
    /// <param name="take">How many to give at most.</param>
    /// <param name="cancel">Cancels asking.</param>
    /// <exception cref="MarketClientException">The node refused or was not reached.</exception>
    public async Task<IReadOnlyList<AccountView>> GetAccountsAsync(uint from = 0, uint take = 100, CancellationToken cancel = default) =>
        await node.GetAsync<List<AccountView>>($"v1/accounts?from={from}&take={take}", cancel).ConfigureAwait(false);

    /// <summary>A request; null when the market has none of this id.</summary>
    /// <exception cref="MarketClientException">The node refused or was not reached.</exception>
    public Task<RequestView?> GetRequestAsync(Hash32 id, CancellationToken cancel = default) => node.FindAsync<RequestView>($"v1/requests/{id}", cancel);

    /// <summary>Requests in the node's order.</summary>
    /// <param name="from">How many to pass over.</param>
    /// <param name="take">How many to give at most.</param>
    /// <param name="cancel">Cancels asking.</param>
    /// <exception cref="MarketClientException">The node refused or was not reached.</exception>
    public async Task<IReadOnlyList<RequestView>> GetRequestsAsync(uint from = 0, uint take = 100, CancellationToken cancel = default) =>
        await node.GetAsync<List<RequestView>>($"v1/requests?from={from}&take={take}", cancel).ConfigureAwait(false);

    /// <summary>What an account can do now or soon.</summary>
    /// <exception cref="MarketClientException">The node refused or was not reached.</exception>
    public async Task<Opportunities> GetOpportunitiesAsync(Name account, CancellationToken cancel = default)
    {
        var view = await node.GetAsync<OpportunitiesView>($"v1/opportunities?account={Uri.EscapeDataString(account.ToString())}", cancel).ConfigureAwait(false);
        clock.Learn(view.Now);
        return new Opportunities(view.Now, view.Block, [.. view.Opportunities.Select((o, i) => Read<Opportunity>(o, names, $"opportunities[{i}]"))]);
    }

    /// <summary>All the money there is.</summary>
    /// <exception cref="MarketClientException">The node refused or was not reached.</exception>
    public Task<BooksView> GetBooksAsync(CancellationToken cancel = default) => node.GetAsync<BooksView>("v1/books", cancel);

    /// <summary>Stores bytes: an input, or a proof.</summary>
    /// <returns>Their SHA-256, by which they are found.</returns>
    /// <exception cref="MarketClientException">The node refused, was not reached, or stored something else.</exception>
    public async Task<Hash32> PutBlobAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel = default)
    {
        var stored = await node.SendBytesAsync<BlobStored>(HttpMethod.Put, "v1/blobs", bytes, cancel).ConfigureAwait(false);
        return stored.Hash == Hash32.Sha256(bytes.Span) ? stored.Hash : throw new MarketClientException("bad-answer", "The node stored the blob under another hash than its own.");
    }

    /// <summary>Stored bytes, checked against their hash; null when the node does not have them.</summary>
    /// <exception cref="MarketClientException">The node refused, was not reached, or gave other bytes.</exception>
    public async Task<byte[]?> GetBlobAsync(Hash32 hash, CancellationToken cancel = default)
    {
        var bytes = await node.FindBytesAsync($"v1/blobs/{hash}", options.MaxBlob, cancel).ConfigureAwait(false);
        if (bytes is not null && Hash32.Sha256(bytes) != hash) throw new MarketClientException("bad-answer", "The node gave a blob that does not have the hash asked for.");
        return bytes;
    }

    /// <summary>Registers a verifying key in its canonical encoding.</summary>
    /// <returns>The program that it verifies.</returns>
    /// <exception cref="MarketClientException">The node refused or was not reached.</exception>
    public async Task<Hash32> PutProgramAsync(ReadOnlyMemory<byte> verifyingKey, CancellationToken cancel = default) =>
        (await node.SendBytesAsync<ProgramStored>(HttpMethod.Put, "v1/programs", verifyingKey, cancel).ConfigureAwait(false)).Program;

    /// <summary>A registered verifying key in its canonical encoding; null when the node does not have it.</summary>
    /// <remarks>The caller checks it against the program's hash when it reads it.</remarks>
    /// <exception cref="MarketClientException">The node refused or was not reached.</exception>
    public Task<byte[]?> GetProgramAsync(Hash32 program, CancellationToken cancel = default) =>
        node.FindBytesAsync($"v1/programs/{program}", options.MaxBlob, cancel);
}

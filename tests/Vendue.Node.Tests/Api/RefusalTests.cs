using System.Net;
using System.Text;
using System.Text.Json;
using Vendue.Mechanisms.BoundlessMarket;
using Vendue.Node.Tests.Running;

namespace Vendue.Node.Tests.Api;

/// <summary>Each thing that can be wrong with a request has a stable code, changes nothing, and shows no inside.</summary>
public sealed class RefusalTests(Circuit circuit)
{
    [Fact]
    public async Task Whatever_is_wrong_with_a_command_is_refused_with_its_code_and_changes_nothing()
    {
        await using var market = await LiveMarket.StartAsync();
        var owner = await market.AccountAsync();
        var client = await market.ClientAsync(owner);
        string books = await LiveMarket.BooksAsync(client);
        var good = Sign(market, owner, 1);
        var stranger = OwnerKey.Generate();

        await Refused(market, "malformed", 400, []);
        await Refused(market, "malformed", 400, [1, 2, 3]);
        await Refused(market, "malformed", 400, [.. good.Encode(), 0]);
        await Refused(market, "malformed", 400, good.Encode()[..^1]);
        await Refused(market, "too-large", 413, new byte[market.Options.LargestCommand + 1]);
        await Refused(market, "wrong-length", 401, (good with { Signature = default }).Encode());
        await Refused(market, "bad-signature", 401, (good with { Envelope = good.Envelope with { Nonce = 2 } }).Encode());
        await Refused(market, "bad-signature", 401, (good with { Signature = Sign(market, stranger, 1).Signature }).Encode());
        await Refused(market, "unknown-account", 404, Sign(market, stranger, 1).Encode());
        await Refused(market, "wrong-market", 409, (good with { Envelope = good.Envelope with { Genesis = default } }).Encode());
        await Refused(market, "unknown-action", 400, (good with { Envelope = good.Envelope with { Action = 999 } }).Encode());
        await Refused(market, "bad-body", 400, (good with { Envelope = good.Envelope with { Body = new Bytes([9]) } }).Encode());
        await Refused(market, "malformed", 400, (good with { Envelope = good.Envelope with { Nonce = 0 } }).Encode());
        await Refused(market, "malformed", 400, (good with { Envelope = good.Envelope with { Expires = 0 } }).Encode());
        await Refused(market, "lane-out-of-range", 400, Sign(market, owner, 1, lane: 5_000).Encode());
        (await LiveMarket.BooksAsync(client)).ShouldBe(books);
        (await client.GetAccountAsync(owner.Address))!.Lanes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_that_the_owner_did_not_authorise_spends_none_of_its_nonces()
    {
        await using var market = await LiveMarket.StartAsync();
        var owner = await market.AccountAsync();
        using var key = DelegatedKey.Generate();
        var envelope = EnvelopeOf(market, owner.Address, 7, 0, new Withdraw(market.Node.Host.Genesis.Assets[0], 1, default)) with { Key = key.Public };
        await Refused(market, "key-unknown", 401, key.Sign(envelope).Encode());
        (await (await market.ClientAsync()).GetAccountAsync(owner.Address))!.Lanes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_delegated_key_cannot_use_up_the_lanes_in_which_its_owner_revokes_it()
    {
        await using var market = await LiveMarket.StartAsync();
        var owner = await market.AccountAsync();
        var client = await market.ClientAsync(owner);
        using var key = DelegatedKey.Generate();
        (await client.SendAsync(new AuthoriseKey(key.Public, [], ulong.MaxValue))).ThrowIfRefused();
        var stolen = EnvelopeOf(market, owner.Address, ulong.MaxValue, 0xFF00, new Slash(default)) with { Key = key.Public };
        await Refused(market, "lane-out-of-range", 400, key.Sign(stolen).Encode());
        var rescue = await market.ClientAsync(owner, firstLane: 0xFF00);
        (await rescue.SendAsync(new RevokeKey(key.Public))).IsApplied.ShouldBeTrue();
    }

    [Fact]
    public async Task A_command_sent_again_is_answered_as_the_first_time_even_after_a_restart_and_when_its_key_was_revoked()
    {
        await using var market = await LiveMarket.StartAsync();
        var owner = await market.AccountAsync();
        var client = await market.ClientAsync(owner);
        using var key = DelegatedKey.Generate();
        (await client.SendAsync(new AuthoriseKey(key.Public, [], ulong.MaxValue))).ThrowIfRefused();
        var command = key.Sign(EnvelopeOf(market, owner.Address, 1, 3, new Slash(default)) with { Key = key.Public });
        var copies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.SendAsync(command)));
        (await client.SendAsync(new RevokeKey(key.Public))).ThrowIfRefused();
        var later = await client.SendAsync(command);
        await market.RestartAsync();
        var after = await (await market.ClientAsync()).SendAsync(command);
        copies.Append(later).Append(after).Select(a => (a.Sequence, a.Head, a.Code, a.Now)).Distinct().Count().ShouldBe(1);
        after.Code.ShouldBe("unknown-request");
    }

    [Fact]
    public async Task An_expired_command_an_overspent_one_and_a_used_nonce_are_told_apart_and_move_no_money()
    {
        await using var market = await LiveMarket.StartAsync();
        var owner = await market.AccountAsync();
        var client = await market.ClientAsync(owner);
        var asset = market.Node.Host.Genesis.Assets[0];
        string books = await LiveMarket.BooksAsync(client);
        var expired = owner.Sign(EnvelopeOf(market, owner.Address, 5, 0, new Withdraw(asset, 1, default)) with { Expires = 1 }, ActionSet.DescriptionOf(typeof(Withdraw)));
        (await client.SendAsync(expired)).Code.ShouldBe("expired");
        (await client.SendAsync(new Withdraw(asset, 10 * (UInt128)LiveMarket.Plenty, default))).Code.ShouldBe("insufficient-balance");
        (await client.SendAsync(new Deposit(owner.Address, asset, 1, LiveMarket.NextReference()))).Code.ShouldBe("not-authorised");
        (await client.SendAsync(new Tick())).Code.ShouldBe("not-authorised");
        await Refused(market, "nonce-used", 409, Sign(market, owner, 4).Encode());
        (await LiveMarket.BooksAsync(client)).ShouldBe(books);
    }

    [Fact]
    public async Task Requests_and_proofs_that_name_what_is_not_there_are_refused()
    {
        await using var market = await LiveMarket.StartAsync();
        var requester = await market.ClientAsync(await market.AccountAsync());
        var prover = await market.ClientAsync(await market.AccountAsync());
        var other = await market.ClientAsync(await market.AccountAsync());
        var (request, digest, action) = await LiveMarket.AskAsync(requester, circuit, "one");
        var (second, secondDigest, _) = await LiveMarket.AskAsync(requester, circuit, "two");
        var (proof, values) = circuit.Prove("one");
        var stored = await prover.PutBlobAsync(proof.ToBytes());
        (await prover.SendAsync(new LockRequest(request, digest))).ThrowIfRefused();
        (await prover.SendAsync(new LockRequest(second, secondDigest))).ThrowIfRefused();
        var exact = action with { Index = 9, Statement = action.Statement with { Predicate = new Predicate(PredicateKind.Exact, circuit.Prove("two").PublicValues) } };
        (await requester.SendAsync(exact)).ThrowIfRefused();
        var third = RequestId.Of(requester.Signer!.Account, exact.Index);
        var thirdDigest = Boundless.DigestOf(third, exact.Statement, exact.Offer);
        (await prover.SendAsync(new LockRequest(third, thirdDigest))).ThrowIfRefused();
        string books = await LiveMarket.BooksAsync(prover);
        var fill = new Fill(request, digest, false, values, stored);

        await Throws(requester.SendAsync(action with { Index = 1, Statement = action.Statement with { Program = Hash32.Sha256([1]) } }), "unknown-program");
        await Throws(requester.SendAsync(action with { Index = 1, Statement = action.Statement with { System = "sp1-groth16" } }), "other-system");
        await Throws(requester.SendAsync(action with { Index = 1, Statement = action.Statement with { Version = 2 } }), "other-system");
        await Throws(requester.SendAsync(action with { Index = 1, Statement = action.Statement with { Input = Hash32.Sha256([1]) } }), "input-missing");
        await Throws(prover.SendAsync(new Deliver([fill with { Proof = Hash32.Sha256([1]) }])), "proof-missing");
        (await prover.SendAsync(new LockRequest(Hash32.Sha256([1]), digest))).Code.ShouldBe("unknown-request");
        (await prover.SendAsync(new Deliver([fill with { Request = Hash32.Sha256([1]) }]))).Outcome.ShouldBe(OutcomeKind.Refused);
        (await prover.SendAsync(new Deliver([fill with { PublicValues = new Bytes([.. values.Span[..^1], (byte)(values.Span[^1] ^ 1)]) }]))).Code.ShouldBe("invalid-proof");
        (await prover.SendAsync(new Deliver([fill with { PublicValues = default }]))).Code.ShouldBe("invalid-proof");
        (await prover.SendAsync(new Deliver([fill with { Proof = await prover.PutBlobAsync(new byte[256]) }]))).Code.ShouldBe("invalid-proof");
        (await prover.SendAsync(new Deliver([fill with { Proof = await prover.PutBlobAsync(new byte[] { 1 }) }]))).Code.ShouldBe("invalid-proof");
        (await prover.SendAsync(new Deliver([fill with { Request = third, Digest = thirdDigest }]))).Code.ShouldBe("predicate-fails");
        var anothers = await other.SendAsync(new Deliver([fill]));
        anothers.Outcome.ShouldBe(OutcomeKind.Marked);
        anothers.Code.ShouldBe("request-is-locked");
        (await LiveMarket.BooksAsync(prover)).ShouldBe(books);
    }

    [Theory]
    [InlineData("GET", "/v1/nothing", "unknown", 404)]
    [InlineData("GET", "/v1/commands", "malformed", 405)]
    [InlineData("DELETE", "/v1/blobs", "malformed", 405)]
    [InlineData("GET", "/v1/requests/xyz", "malformed", 400)]
    [InlineData("GET", "/v1/requests/0x0000000000000000000000000000000000000000000000000000000000000000", "unknown", 404)]
    [InlineData("GET", "/v1/blobs/..%2f..%2fkeys%2foperator.json", "malformed", 400)]
    [InlineData("GET", "/v1/programs/0x0000000000000000000000000000000000000000000000000000000000000000", "unknown", 404)]
    [InlineData("GET", "/v1/accounts/nobody", "unknown", 404)]
    [InlineData("GET", "/v1/accounts?take=100000", "malformed", 400)]
    [InlineData("GET", "/v1/requests?from=-1", "malformed", 400)]
    [InlineData("GET", "/v1/opportunities", "unknown", 404)]
    [InlineData("GET", "/v1/events?from=99999999999999999999", "malformed", 400)]
    [InlineData("PUT", "/v1/programs", "", 400)]
    public async Task Wrong_paths_methods_and_parameters_are_errors_of_the_published_form(string method, string path, string code, int status)
    {
        await using var market = await LiveMarket.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method != "GET") request.Content = new ByteArrayContent([1, 2, 3]);
        using var response = await market.Http.SendAsync(request);
        string found = await CodeOf(response);
        ((int)response.StatusCode).ShouldBe(status);
        if (code.Length > 0) found.ShouldBe(code);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"sender\":\"\\ud800\"}")]
    [InlineData("{\"sender\":\"a\",\"lane\":0,\"nonce\":1,\"expires\":1,\"action\":\"\\ud800\",\"body\":{},\"signature\":\"0x\"}")]
    [InlineData("{\"sender\":\"a\",\"lane\":0,\"nonce\":1,\"expires\":1,\"action\":\"withdraw\",\"body\":{\"asset\":\"\\ud800\",\"amount\":\"1\",\"reference\":\"0x\"},\"signature\":\"0x\"}")]
    [InlineData("{\"sender\":\"a\",\"sender\":\"b\"}")]
    [InlineData("{\"sender\":\"a\",\"lane\":0,\"nonce\":1,\"expires\":1,\"action\":\"withdraw\",\"body\":7,\"signature\":\"0x\"}")]
    public async Task Broken_json_is_refused(string json)
    {
        await using var market = await LiveMarket.StartAsync();
        using var response = await market.Http.PostAsync("/v1/commands", new StringContent(json, Encoding.UTF8, "application/json"));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await CodeOf(response)).ShouldBe("malformed");
    }

    [Fact]
    public async Task Deep_json_and_a_body_of_unknown_length_are_cut_off()
    {
        await using var market = await LiveMarket.StartAsync();
        var deep = new StringContent(new string('[', 20_000), Encoding.UTF8, "application/json");
        using var refused = await market.Http.PostAsync("/v1/commands", deep);
        (await CodeOf(refused)).ShouldBe("malformed");
        using var endless = new HttpRequestMessage(HttpMethod.Post, "/v1/commands") { Content = new StreamContent(new MemoryStream(new byte[market.Options.LargestCommand + 1])) };
        endless.Headers.TransferEncodingChunked = true;
        using var cut = await market.Http.SendAsync(endless);
        (await CodeOf(cut)).ShouldBe("too-large");
    }

    [Fact]
    public async Task An_address_that_asks_too_often_is_told_so_in_the_published_form()
    {
        await using var market = await LiveMarket.StartAsync(LiveMarket.Quick with { RequestsPerSecond = 3 });
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => market.Http.GetAsync("/v1/market")));
        var turned = answers.First(a => a.StatusCode == HttpStatusCode.TooManyRequests);
        (await CodeOf(turned)).ShouldBe("too-many");
        foreach (var answer in answers) answer.Dispose();
    }

    static SignedCommand Sign(LiveMarket market, OwnerKey owner, ulong nonce, ushort lane = 0) =>
        owner.Sign(EnvelopeOf(market, owner.Address, nonce, lane, new Withdraw(market.Node.Host.Genesis.Assets[0], 1, default)), ActionSet.DescriptionOf(typeof(Withdraw)));

    static CommandEnvelope EnvelopeOf<T>(LiveMarket market, Name sender, ulong nonce, ushort lane, in T action) where T : struct =>
        CommandEnvelope.Of(market.Node.Host.GenesisHash, sender, default, lane, nonce, ulong.MaxValue, action);

    static async Task Refused(LiveMarket market, string code, int status, byte[] body)
    {
        using var response = await market.Http.PostAsync("/v1/commands", new ByteArrayContent(body));
        (await CodeOf(response)).ShouldBe(code);
        ((int)response.StatusCode).ShouldBe(status);
    }

    static async Task Throws(Task<CommandAnswer> sending, string code) => (await Should.ThrowAsync<MarketClientException>(sending)).Code.ShouldBe(code);

    static async Task<string> CodeOf(HttpResponseMessage response)
    {
        string body = await response.Content.ReadAsStringAsync();
        body.ShouldNotContain(" at Vendue");
        using var json = JsonDocument.Parse(body);
        json.RootElement.GetProperty("error").GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
        return json.RootElement.GetProperty("error").GetProperty("code").GetString()!;
    }
}

using System.Text;
using Microsoft.AspNetCore.Http;
using Vendue.Mechanisms;

namespace Vendue.Client.Tests;

public class MarketClientTests
{
    static readonly Lock Good = new(Hash32.Sha256("request"u8), 5);

    static MarketClientOptions Signing => new() { Signer = Samples.Owner };

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connecting_learns_the_market_and_checks_its_genesis()
    {
        await using var node = await FakeNode.StartAsync();
        using var client = await node.ConnectAsync(new() { Genesis = node.Genesis.Hash(), OperatorKey = node.Operator.Public });
        client.Genesis.Hash().ShouldBe(node.Genesis.Hash());
        client.Market.Mechanism.ShouldBe("fake");
        client.Market.Actions.ShouldContain(a => a.Name == "lock" && a.Type == Eip712.TypeOf(ActionSet.DescriptionOf(typeof(Lock))));
    }

    [Fact]
    public async Task Another_market_or_operator_than_expected_is_refused()
    {
        await using var node = await FakeNode.StartAsync();
        (await Should.ThrowAsync<MarketClientException>(node.ConnectAsync(new() { Genesis = Hash32.Sha256("other"u8) }))).Code.ShouldBe("wrong-market");
        (await Should.ThrowAsync<MarketClientException>(node.ConnectAsync(new() { OperatorKey = Hash32.Sha256("other"u8) }))).Code.ShouldBe("wrong-market");
    }

    [Fact]
    public async Task A_signed_action_is_applied_and_receipted()
    {
        await using var node = await FakeNode.StartAsync();
        using var client = await node.ConnectAsync(Signing);
        var answer = await client.SendAsync(Good, Cancel);
        answer.IsApplied.ShouldBeTrue();
        Acknowledgement.Decode(answer.Receipt.Span.ToArray()).Verify(node.Operator.Public, answer.Signature).ShouldBeTrue();
    }

    [Fact]
    public async Task What_a_strategy_wants_to_send_is_sent()
    {
        await using var node = await FakeNode.StartAsync();
        using var client = await node.ConnectAsync(Signing);
        (await client.SendAsync(Deed.Of(Good), Cancel)).IsApplied.ShouldBeTrue();
        (await Should.ThrowAsync<MarketClientException>(client.SendAsync(Deed.Of(new Unlock()), Cancel))).Code.ShouldBe("unknown-action");
    }

    [Fact]
    public async Task A_refusal_by_the_market_is_an_answer_and_an_error_only_on_demand()
    {
        await using var node = await FakeNode.StartAsync();
        using var client = await node.ConnectAsync(Signing);
        var answer = await client.SendAsync(Good with { Bond = 0 }, Cancel);
        (answer.Outcome, answer.Code).ShouldBe((OutcomeKind.Refused, "amount-zero"));
        Should.Throw<MarketClientException>(answer.ThrowIfRefused).Code.ShouldBe("amount-zero");
    }

    [Fact]
    public async Task A_delegated_key_acts_once_its_owner_has_authorised_it()
    {
        await using var node = await FakeNode.StartAsync();
        using var owner = await node.ConnectAsync(Signing);
        using var agent = await node.ConnectAsync(new() { Signer = Samples.Delegated.For(Samples.Owner.Address), FirstLane = 1 });
        (await agent.SendAsync(Good, Cancel)).Code.ShouldBe("key-unknown");
        (await owner.SendAsync(new AuthoriseKey(Samples.Delegated.Public, [], 1_000_000), Cancel)).IsApplied.ShouldBeTrue();
        (await agent.SendAsync(Good, Cancel)).IsApplied.ShouldBeTrue();
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_asked_for_again_and_the_command_counts_once()
    {
        await using var node = await FakeNode.StartAsync();
        using var client = await node.ConnectAsync(Signing);
        await client.SendAsync(Good, Cancel);
        ulong before = node.Sequence;
        LoseAnswer(node);
        (await client.SendAsync(Good, Cancel)).IsApplied.ShouldBeTrue();
        node.Sequence.ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_node_that_is_busy_or_stopping_is_asked_again()
    {
        await using var node = await FakeNode.StartAsync();
        using var client = await node.ConnectAsync(Signing);
        node.Faults.Enqueue((context, _) => FakeNode.RefuseAsync(context, ApiError.Stopping));
        node.Faults.Enqueue((context, _) => FakeNode.RefuseAsync(context, ApiError.TooMany));
        (await client.SendAsync(Good, Cancel)).IsApplied.ShouldBeTrue();
    }

    [Fact]
    public async Task A_node_that_keeps_failing_is_given_up()
    {
        await using var node = await FakeNode.StartAsync();
        using var client = await node.ConnectAsync(Signing with { Retries = 2 });
        for (int i = 0; i < 3; i++) node.Faults.Enqueue((context, _) => FakeNode.RefuseAsync(context, ApiError.Stopping));
        (await Should.ThrowAsync<MarketClientException>(client.GetBooksAsync(Cancel))).Code.ShouldBe("stopping");
        node.Requests["/v1/books"].ShouldBe(3);
    }

    [Fact]
    public async Task An_error_that_does_not_pass_is_told_at_once()
    {
        await using var node = await FakeNode.StartAsync();
        using var client = await node.ConnectAsync(Signing);
        var elsewhere = Samples.Owner.Sign(CommandEnvelope.Of(Hash32.Sha256("other"u8), Samples.Owner.Address, default, 0, 1, 9, Good), ActionSet.DescriptionOf(typeof(Lock)));
        var error = await Should.ThrowAsync<MarketClientException>(client.SendAsync(elsewhere, Cancel));
        (error.Code, error.Message).ShouldBe((ApiError.WrongMarket.Code, ApiError.WrongMarket.Message));
        node.Requests["/v1/commands"].ShouldBe(1);
    }

    public static TheoryData<string> Lies => [.. Distortions.Keys];

    static readonly Dictionary<string, Func<CommandAnswer, CommandAnswer>> Distortions = new()
    {
        ["another id"] = a => a with { Id = Hash32.Sha256("other"u8) },
        ["another outcome"] = a => a with { Outcome = OutcomeKind.Refused },
        ["another code"] = a => a with { Code = "marked" },
        ["another place"] = a => a with { Sequence = a.Sequence + 1 },
        ["another time"] = a => a with { Now = a.Now + 1 },
        ["another head"] = a => a with { Head = Hash32.Sha256("other"u8) },
        ["no signature"] = a => a with { Signature = default },
        ["a signature of another key"] = a => a with { Signature = Acknowledgement.Decode(a.Receipt.Span.ToArray()).Sign(Samples.Delegated) },
        ["no receipt"] = a => a with { Receipt = default },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task An_answer_that_the_receipt_does_not_bear_out_is_refused(string lie)
    {
        await using var node = await FakeNode.StartAsync();
        using var client = await node.ConnectAsync(Signing);
        node.Distort = Distortions[lie];
        (await Should.ThrowAsync<MarketClientException>(client.SendAsync(Good, Cancel))).Code.ShouldBe("bad-receipt");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Commands_sent_at_once_are_numbered_so_that_all_count(ushort lanes)
    {
        await using var node = await FakeNode.StartAsync();
        using var client = await node.ConnectAsync(Signing with { Lanes = lanes });
        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => client.SendAsync(Good, Cancel)));
        answers.ShouldAllBe(a => a.IsApplied);
        answers.Select(a => a.Id).Distinct().Count().ShouldBe(24);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_nonce_that_somebody_else_used_up_is_replaced(bool foundByNode)
    {
        await using var node = await FakeNode.StartAsync();
        node.RejectsUsedNonces = foundByNode;
        using var one = await node.ConnectAsync(Signing);
        using var other = await node.ConnectAsync(Signing);
        for (int i = 0; i < 3; i++)
        {
            (await one.SendAsync(Good, Cancel)).IsApplied.ShouldBeTrue();
            (await other.SendAsync(Good, Cancel)).IsApplied.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_command_whose_first_arrival_may_have_counted_is_not_numbered_anew()
    {
        await using var node = await FakeNode.StartAsync();
        using var client = await node.ConnectAsync(Signing);
        ulong before = node.Sequence;
        LoseAnswer(node);
        node.TurnAway = _ => node.Sequence == before ? null : new ApiError(409, "nonce-used", "The nonce is used.");
        (await Should.ThrowAsync<MarketClientException>(client.SendAsync(Good, Cancel))).Code.ShouldBe("nonce-used");
        node.Sequence.ShouldBe(before + 1);
        node.Requests["/v1/commands"].ShouldBe(2);
    }

    [Fact]
    public async Task A_node_that_calls_every_nonce_used_is_not_asked_for_ever()
    {
        await using var node = await FakeNode.StartAsync();
        using var client = await node.ConnectAsync(Signing);
        node.TurnAway = _ => new ApiError(409, "nonce-used", "The nonce is used.");
        (await Should.ThrowAsync<MarketClientException>(client.SendAsync(Good, Cancel))).Code.ShouldBe("nonce-used");
        node.Requests["/v1/commands"].ShouldBe(4);
    }

    [Fact]
    public async Task A_client_without_a_key_only_reads()
    {
        await using var node = await FakeNode.StartAsync();
        using var client = await node.ConnectAsync();
        (await Should.ThrowAsync<MarketClientException>(client.SendAsync(Good, Cancel))).Code.ShouldBe("no-signer");
        (await client.GetAccountAsync(Samples.Owner.Address, Cancel))!.Balances["USD"].ShouldBe(1_000);
    }

    [Fact]
    public async Task An_account_the_market_does_not_have_is_null()
    {
        await using var node = await FakeNode.StartAsync();
        using var client = await node.ConnectAsync();
        (await client.GetAccountAsync("nobody/?&", Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Opportunities_are_read_with_the_markets_assets()
    {
        await using var node = await FakeNode.StartAsync();
        using var client = await node.ConnectAsync();
        var view = await client.GetOpportunitiesAsync(Samples.Owner.Address, Cancel);
        (view.Now, view.Block).ShouldBe((60ul, 2ul));
        var one = view.List.ShouldHaveSingleItem();
        (one.Kind, one.Payment, one.Price).ShouldBe((OpportunityKind.Prove, new Asset(1), UInt128.MaxValue));
        one.Statement.Predicate.ShouldBe(new Predicate(PredicateKind.Prefix, new Bytes([1, 2])));
    }

    [Fact]
    public async Task A_blob_is_stored_and_found_by_its_hash()
    {
        await using var node = await FakeNode.StartAsync();
        using var client = await node.ConnectAsync();
        var bytes = Encoding.ASCII.GetBytes("an input");
        var hash = await client.PutBlobAsync(bytes, Cancel);
        hash.ShouldBe(Hash32.Sha256(bytes));
        (await client.GetBlobAsync(hash, Cancel)).ShouldBe(bytes);
        (await client.GetBlobAsync(Hash32.Sha256("none"u8), Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task A_blob_with_other_bytes_than_its_hash_says_is_refused()
    {
        await using var node = await FakeNode.StartAsync();
        using var client = await node.ConnectAsync();
        node.Faults.Enqueue((context, _) => context.Response.WriteAsync("something else"));
        (await Should.ThrowAsync<MarketClientException>(client.GetBlobAsync(Hash32.Sha256("x"u8), Cancel))).Code.ShouldBe("bad-answer");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_larger_than_the_limit_is_not_read(bool declared)
    {
        await using var node = await FakeNode.StartAsync();
        using var client = await node.ConnectAsync(new() { MaxAnswer = 20_000 });
        node.Faults.Enqueue(async (context, _) =>
        {
            if (declared) context.Response.ContentLength = 20_001;
            await context.Response.WriteAsync(new string(' ', 20_001));
        });
        (await Should.ThrowAsync<MarketClientException>(client.GetBooksAsync(Cancel))).Code.ShouldBe("too-large");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("<html>")]
    [InlineData("""{"accounts":[],"burnt":{},"issued":{"USD":5},"conserved":true}""")]
    [InlineData("""{"accounts":[],"burnt":{},"issued":{},"conserved":true,"conserved":false}""")]
    public async Task An_answer_of_another_form_is_refused(string body)
    {
        await using var node = await FakeNode.StartAsync();
        using var client = await node.ConnectAsync();
        node.Faults.Enqueue((context, _) => context.Response.WriteAsync(body));
        (await Should.ThrowAsync<MarketClientException>(client.GetBooksAsync(Cancel))).Code.ShouldBe("bad-answer");
    }

    [Fact]
    public async Task Fields_that_a_later_node_adds_are_passed_over()
    {
        await using var node = await FakeNode.StartAsync();
        using var client = await node.ConnectAsync();
        node.Faults.Enqueue((context, _) => context.Response.WriteAsync("""{"accounts":[{"name":"a","balances":{"USD":"-5"},"held":{}}],"burnt":{},"issued":{"USD":"5"},"conserved":true,"later":1}"""));
        (await client.GetBooksAsync(Cancel)).Accounts.ShouldHaveSingleItem().Balances["USD"].ShouldBe(-5);
    }

    [Fact]
    public async Task A_request_keeps_what_the_node_says_besides()
    {
        await using var node = await FakeNode.StartAsync();
        using var client = await node.ConnectAsync();
        var zero = default(Hash32).ToString();
        node.Faults.Enqueue((context, _) => context.Response.WriteAsync(
            $$"""[{"id":"{{zero}}","requester":"a","program":"{{zero}}","input":"{{zero}}","work":1,"opened":2,"ends":3,"state":"open","price":"7"}]"""));
        var request = (await client.GetRequestsAsync(cancel: Cancel)).ShouldHaveSingleItem();
        request.State.ShouldBe("open");
        request.More!["price"].GetString().ShouldBe("7");
    }

    [Fact]
    public async Task A_node_that_is_silent_is_given_up_after_the_timeout()
    {
        await using var node = await FakeNode.StartAsync();
        var clock = new ManualClock();
        using var client = await node.ConnectAsync(new() { Retries = 0, Clock = clock });
        var arrived = Hang(node);
        var asking = client.GetBooksAsync(Cancel);
        await arrived;
        clock.RunOut();
        (await Should.ThrowAsync<MarketClientException>(asking)).Code.ShouldBe("timeout");
    }

    [Fact]
    public async Task Cancelling_ends_a_request()
    {
        await using var node = await FakeNode.StartAsync();
        using var client = await node.ConnectAsync();
        using var stop = new CancellationTokenSource();
        var arrived = Hang(node);
        var asking = client.GetBooksAsync(stop.Token);
        await arrived;
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(asking);
    }

    [Fact]
    public async Task A_node_that_is_not_there_is_unreachable()
    {
        var node = await FakeNode.StartAsync();
        var address = node.Address;
        await node.DisposeAsync();
        (await Should.ThrowAsync<MarketClientException>(MarketClient.ConnectAsync(address, new() { Retries = 1, RetryDelay = TimeSpan.Zero }, Cancel))).Code.ShouldBe("unreachable");
    }

    /// <summary>The next command is taken, and the connection breaks before its answer is sent.</summary>
    static void LoseAnswer(FakeNode node)
    {
        async Task Lose(HttpContext context, RequestDelegate next)
        {
            if (context.Request.Path != "/v1/commands")
            {
                node.Faults.Enqueue(Lose);
                await next(context);
            }
            else
            {
                context.Response.Body = new MemoryStream();
                await next(context);
                context.Abort();
            }
        }
        node.Faults.Enqueue(Lose);
    }

    static Task Hang(FakeNode node)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        node.Faults.Enqueue((context, _) =>
        {
            arrived.SetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        return arrived.Task;
    }
}

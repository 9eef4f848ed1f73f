using System.Text;
using System.Text.Json;
using CsCheck;
using Microsoft.AspNetCore.Http;

namespace Vendue.Client.Tests;

public class SubscriptionTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static string Item(ulong sequence, uint index) =>
        $"id: {sequence}.{index}\nevent: moved\ndata: {JsonSerializer.Serialize(new MarketEvent(sequence, index, 50 + sequence, "moved", JsonDocument.Parse("{}").RootElement), WireJson.Options)}\n\n";

    static async Task<List<(ulong, uint)>> TakeAsync(MarketClient client, ulong from, int count)
    {
        var seen = new List<(ulong, uint)>();
        await foreach (var happened in client.SubscribeAsync(from, Cancel))
        {
            seen.Add((happened.Sequence, happened.Index));
            if (seen.Count == count) break;
        }
        return seen;
    }

    [Fact]
    public async Task Events_come_in_order_and_comments_are_passed_over()
    {
        await using var node = await FakeNode.StartAsync();
        using var client = await node.ConnectAsync();
        node.Stream = (context, _) => context.Response.WriteAsync($": hello\n\n{Item(4, 0)}: still here\n\n{Item(4, 1)}{Item(5, 0)}");
        (await TakeAsync(client, 4, 3)).ShouldBe([(4, 0), (4, 1), (5, 0)]);
    }

    [Fact]
    public async Task A_stream_that_ends_or_breaks_goes_on_where_it_stopped_and_no_event_comes_twice()
    {
        await using var node = await FakeNode.StartAsync();
        using var client = await node.ConnectAsync();
        var asked = new List<ulong>();
        node.Stream = async (context, from) =>
        {
            asked.Add(from);
            if (from == 1) await context.Response.WriteAsync(Item(1, 0) + Item(2, 0) + Item(2, 1));
            else if (asked.Count == 2) await context.Response.WriteAsync(Item(2, 0) + Item(2, 1) + Item(2, 2) + Item(3, 0)[..9]);
            else await context.Response.WriteAsync(Item(2, 0) + Item(2, 1) + Item(2, 2) + Item(3, 0));
            if (asked.Count == 2)
            {
                await context.Response.Body.FlushAsync();
                context.Abort();
            }
        };
        (await TakeAsync(client, 1, 5)).ShouldBe([(1, 0), (2, 0), (2, 1), (2, 2), (3, 0)]);
        asked.ShouldBe([1, 2, 2]);
    }

    [Fact]
    public async Task A_node_that_stops_for_a_while_is_asked_again()
    {
        await using var node = await FakeNode.StartAsync();
        using var client = await node.ConnectAsync();
        node.Stream = (context, _) => context.Response.WriteAsync(Item(1, 0));
        node.Faults.Enqueue((context, _) => FakeNode.RefuseAsync(context, ApiError.Stopping));
        (await TakeAsync(client, 0, 1)).ShouldBe([(1, 0)]);
    }

    [Fact]
    public async Task A_silent_stream_is_opened_again()
    {
        await using var node = await FakeNode.StartAsync();
        var clock = new ManualClock();
        using var client = await node.ConnectAsync(new() { Clock = clock });
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        node.Faults.Enqueue(async (context, _) =>
        {
            await context.Response.WriteAsync(": hello\n\n");
            await context.Response.Body.FlushAsync();
            opened.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        node.Stream = (context, _) => context.Response.WriteAsync(Item(1, 0));
        var taking = TakeAsync(client, 0, 1);
        await opened.Task;
        clock.RunOut();
        (await taking).ShouldBe([(1, 0)]);
    }

    [Fact]
    public async Task A_refusal_that_does_not_pass_ends_the_subscription()
    {
        await using var node = await FakeNode.StartAsync();
        using var client = await node.ConnectAsync();
        node.Stream = (context, _) => FakeNode.RefuseAsync(context, ApiError.Malformed);
        (await Should.ThrowAsync<MarketClientException>(TakeAsync(client, 0, 1))).Code.ShouldBe("malformed");
    }

    [Fact]
    public async Task An_event_of_another_form_ends_the_subscription()
    {
        await using var node = await FakeNode.StartAsync();
        using var client = await node.ConnectAsync();
        node.Stream = (context, _) => context.Response.WriteAsync("data: {}\n\n");
        (await Should.ThrowAsync<MarketClientException>(TakeAsync(client, 0, 1))).Code.ShouldBe("bad-answer");
    }

    [Fact]
    public async Task Cancelling_ends_the_subscription()
    {
        await using var node = await FakeNode.StartAsync();
        using var client = await node.ConnectAsync();
        using var stop = new CancellationTokenSource();
        node.Stream = async (context, _) =>
        {
            await context.Response.WriteAsync(Item(1, 0));
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in client.SubscribeAsync(0, stop.Token)) await stop.CancelAsync();
        });
    }

    [Fact]
    public async Task An_event_without_end_is_not_held_in_memory()
    {
        var endless = new EventLines(new MemoryStream(Enumerable.Repeat((byte)'x', EventLines.MaxEvent + 1).ToArray()));
        (await Should.ThrowAsync<MarketClientException>(endless.NextAsync(Cancel).AsTask())).Code.ShouldBe("too-large");
        var many = new EventLines(new MemoryStream(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("data: 0123456789\n", (EventLines.MaxEvent / 11) + 2)))));
        (await Should.ThrowAsync<MarketClientException>(many.NextAsync(Cancel).AsTask())).Code.ShouldBe("too-large");
    }

    [Fact]
    public void However_the_bytes_arrive_and_lines_end_the_events_are_the_same()
    {
        string[] lines = ["data: one", "", ": comment", "data:two", "data:  three", "id: 5", "", "event: x", "", "data:", "", "data: cut off"];
        Gen.Select(Gen.Int[0, 2].Select(i => new[] { "\n", "\r\n", "\r" }[i]), Gen.Int[1, 7]).Sample((end, size) =>
        {
            var stream = new Pieces(Encoding.UTF8.GetBytes(string.Join(end, lines)), size);
            Read(stream).ShouldBe(["one", "", "two\n three", ""]);
        });
    }

    static List<string> Read(Stream stream)
    {
        var lines = new EventLines(stream);
        var seen = new List<string>();
        while (lines.NextAsync(default).AsTask().GetAwaiter().GetResult() is { } data) seen.Add(data);
        return seen;
    }

    /// <summary>A stream that gives so many bytes at a time.</summary>
    sealed class Pieces(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..int.Min(size, buffer.Length)], cancellationToken);
    }
}

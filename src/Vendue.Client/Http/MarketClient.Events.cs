using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Vendue.Client;

public sealed partial class MarketClient
{
    /// <summary>
    /// The market's events from a place in the journal on, each once and in order, without end. A broken or silent stream is
    /// opened again where it stopped.
    /// </summary>
    /// <param name="from">The first place in the journal whose events are wanted.</param>
    /// <param name="cancel">Ends the stream.</param>
    /// <exception cref="MarketClientException">The node refused for a reason that does not pass by itself.</exception>
    public async IAsyncEnumerable<MarketEvent> SubscribeAsync(ulong from, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var place = new Place(from);
        for (int failures = 0; ; failures++)
        {
            var stream = ReadStreamAsync(place, cancel).GetAsyncEnumerator(cancel);
            await using (stream.ConfigureAwait(false))
            {
                while (await MoveAsync(stream, cancel).ConfigureAwait(false))
                {
                    failures = 0;
                    clock.Learn(stream.Current.Now);
                    yield return stream.Current;
                }
            }
            await node.WaitAsync(node.DelayBefore(failures), cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Goes to the stream's next event; false when it ended or broke in a way that passes.</summary>
    static async ValueTask<bool> MoveAsync(IAsyncEnumerator<MarketEvent> stream, CancellationToken cancel)
    {
        try
        {
            return await stream.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception broken) when (IsPassing(broken))
        {
            cancel.ThrowIfCancellationRequested();
            return false;
        }
    }

    static bool IsPassing(Exception broken) =>
        broken is HttpRequestException or IOException or OperationCanceledException || (broken is MarketClientException refusal && NodeConnection.MayPass(refusal));

    async IAsyncEnumerable<MarketEvent> ReadStreamAsync(Place place, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var silence = new CancellationTokenSource(options.Silence, options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, silence.Token);
        using var response = await node.OpenStreamAsync($"v1/events?from={place.Sequence}", either.Token).ConfigureAwait(false);
        var stream = await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var lines = new EventLines(stream);
            while (await lines.NextAsync(either.Token).ConfigureAwait(false) is { } data)
            {
                silence.CancelAfter(options.Silence);
                if (data.Length > 0 && Parse(data) is var happened && place.Advance(happened)) yield return happened;
            }
        }
    }

    static MarketEvent Parse(string data)
    {
        try
        {
            return JsonSerializer.Deserialize<MarketEvent>(data, WireJson.Options) ?? throw new JsonException("it is null");
        }
        catch (JsonException wrong)
        {
            throw new MarketClientException("bad-answer", $"The node's event is not of the published form: {wrong.Message}", wrong);
        }
    }

    /// <summary>Where a subscription stands: a stream opened again begins with the last command's events, of which some were seen.</summary>
    sealed class Place(ulong from)
    {
        uint next;

        public ulong Sequence { get; private set; } = from;

        public bool Advance(MarketEvent happened)
        {
            if (happened.Sequence < Sequence || (happened.Sequence == Sequence && happened.Index < next)) return false;
            Sequence = happened.Sequence;
            next = happened.Index + 1;
            return true;
        }
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Vendue.Client;

/// <summary>Requests to one node: bounded in time and size, repeated when they did not arrive, errors as one exception.</summary>
sealed class NodeConnection(HttpClient http, MarketClientOptions options)
{
    public const string Octets = "application/octet-stream";

    /// <summary>Asks for JSON.</summary>
    public async Task<T> GetAsync<T>(string path, CancellationToken cancel) where T : class =>
        Parse<T>(await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), options.MaxAnswer, cancel).ConfigureAwait(false));

    /// <summary>Asks for JSON that may not be there.</summary>
    public async Task<T?> FindAsync<T>(string path, CancellationToken cancel) where T : class =>
        await FindBytesAsync(path, options.MaxAnswer, cancel).ConfigureAwait(false) is { } json ? Parse<T>(json) : null;

    /// <summary>Asks for bytes that may not be there.</summary>
    public async Task<byte[]?> FindBytesAsync(string path, int limit, CancellationToken cancel)
    {
        try
        {
            return await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), limit, cancel).ConfigureAwait(false);
        }
        catch (MarketClientException absent) when (absent.InnerException is HttpRequestException { StatusCode: HttpStatusCode.NotFound })
        {
            return null;
        }
    }

    /// <summary>Sends bytes; sending them twice does no more than sending them once.</summary>
    /// <param name="method">PUT or POST.</param>
    /// <param name="path">The path below the node's address.</param>
    /// <param name="bytes">The body.</param>
    /// <param name="cancel">Cancels sending.</param>
    /// <param name="repeating">Told before the bytes are sent once more.</param>
    public async Task<T> SendBytesAsync<T>(HttpMethod method, string path, ReadOnlyMemory<byte> bytes, CancellationToken cancel, Action? repeating = null) where T : class =>
        Parse<T>(await SendAsync(() => WithBytes(new HttpRequestMessage(method, path), bytes), options.MaxAnswer, cancel, repeating).ConfigureAwait(false));

    /// <summary>Opens a stream of events.</summary>
    /// <exception cref="MarketClientException">The node refused.</exception>
    /// <exception cref="HttpRequestException">The node was not reached.</exception>
    public async Task<HttpResponseMessage> OpenStreamAsync(string path, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel).ConfigureAwait(false);
        if (response.IsSuccessStatusCode) return response;
        using (response) throw await ErrorOfAsync(response, cancel).ConfigureAwait(false);
    }

    /// <summary>How long to wait before a repetition, from 0: doubling, with up to a quarter more so that clients do not return in step.</summary>
    public TimeSpan DelayBefore(int repetition)
    {
        var delay = options.RetryDelay * double.Min(Math.Pow(2, repetition), 1e6);
        if (delay > options.LongestDelay) delay = options.LongestDelay;
        return delay * (1 + (Random.Shared.NextDouble() / 4));
    }

    public Task WaitAsync(TimeSpan delay, CancellationToken cancel) =>
        delay > TimeSpan.Zero ? Task.Delay(delay, options.Clock, cancel) : Task.CompletedTask;

    /// <summary>Whether a failure may pass by itself, so that the same request is worth repeating.</summary>
    public static bool MayPass(MarketClientException failure) => failure.Code is "unreachable" or "timeout"
        || failure.InnerException is HttpRequestException { StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout };

    async Task<byte[]> SendAsync(Func<HttpRequestMessage> make, int limit, CancellationToken cancel, Action? repeating = null)
    {
        for (int repetition = 0; ; repetition++)
        {
            try
            {
                return await AttemptAsync(make, limit, cancel).ConfigureAwait(false);
            }
            catch (MarketClientException failure) when (repetition < options.Retries && MayPass(failure))
            {
                await WaitAsync(DelayBefore(repetition), cancel).ConfigureAwait(false);
                repeating?.Invoke();
            }
        }
    }

    async Task<byte[]> AttemptAsync(Func<HttpRequestMessage> make, int limit, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            using var request = make();
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode) throw await ErrorOfAsync(response, either.Token).ConfigureAwait(false);
            return await ReadAsync(response, limit, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException late) when (!cancel.IsCancellationRequested)
        {
            throw new MarketClientException("timeout", $"The node did not answer within {options.Timeout.TotalSeconds:0.#} s; check that it runs and is not overloaded.", late);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            throw new MarketClientException("unreachable", $"The node at {http.BaseAddress} was not reached ({broken.Message.TrimEnd('.')}); check the address, and that the node runs.", broken);
        }
    }

    static async Task<MarketClientException> ErrorOfAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        const int limit = 64 * 1024;
        var cause = new HttpRequestException(null, null, response.StatusCode);
        try
        {
            var error = JsonSerializer.Deserialize<ErrorAnswer>(await ReadAsync(response, limit, cancel).ConfigureAwait(false), WireJson.Options);
            if (error is not null) return new MarketClientException(error.Error.Code, error.Error.Message, cause);
        }
        catch (Exception unreadable) when (unreadable is JsonException or MarketClientException)
        {
            // Whatever stands between client and node answers in a form of its own; the status is all there is to tell.
        }
        return new MarketClientException("bad-answer", $"The node answered with HTTP status {(int)response.StatusCode} and no error of the published form; check the address {response.RequestMessage?.RequestUri}.", cause);
    }

    static async Task<byte[]> ReadAsync(HttpResponseMessage response, int limit, CancellationToken cancel)
    {
        if (response.Content.Headers.ContentLength > limit) throw TooLarge(limit);
        var stream = await response.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var read = new MemoryStream();
            var buffer = new byte[16 * 1024];
            for (int count; (count = await stream.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0;)
            {
                if (read.Length + count > limit) throw TooLarge(limit);
                read.Write(buffer, 0, count);
            }
            return read.ToArray();
        }
    }

    static MarketClientException TooLarge(int limit) => new("too-large", $"The node's answer has more than {limit} bytes; ask for less, or raise the limit in the client's options.");

    static T Parse<T>(byte[] json) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, WireJson.Options) ?? throw new JsonException("it is null");
        }
        catch (JsonException wrong)
        {
            throw new MarketClientException("bad-answer", $"The node's answer is not of the published form: {wrong.Message}", wrong);
        }
    }

    static HttpRequestMessage WithBytes(HttpRequestMessage request, ReadOnlyMemory<byte> bytes)
    {
        request.Content = new ReadOnlyMemoryContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(Octets) } };
        return request;
    }
}

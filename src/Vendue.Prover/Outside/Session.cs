using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;

namespace Vendue.Prover.Outside;

/// <summary>One conversation with one process of an outside prover, from its handshake to its end.</summary>
sealed class Session : IAsyncDisposable
{
    const int MostWaiting = 4096;
    const int LongestLogLine = 4096;

    readonly ChildProcess process;
    readonly OutsideProverOptions options;
    readonly CancellationTokenSource stop = new();
    readonly Channel<string> toSay = Channel.CreateBounded<string>(MostWaiting);
    readonly ConcurrentDictionary<Hash32, long> awaited = new();
    readonly BoundedLines lines;
    readonly Task logging;
    long heardAt = TimeProvider.System.GetTimestamp();

    Session(OutsideProverOptions options, Action<string> log)
    {
        this.options = options;
        process = ChildProcess.Start(options);
        lines = new BoundedLines(process.Output, options.LongestLine);
        logging = LogAsync(log);
    }

    /// <summary>What it announced.</summary>
    public Announcement Announcement { get; private set; } = null!;

    /// <summary>Starts the process and shakes hands.</summary>
    /// <exception cref="OutsideException">It cannot be started, says nothing in time, or something else than it should.</exception>
    public static async Task<Session> OpenAsync(OutsideProverOptions options, Action<string> log, CancellationToken stop)
    {
        var session = new Session(options, log);
        try
        {
            session.Announcement = await session.ShakeHandsAsync(stop).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Hears and says until the process ends, breaks the contract or falls silent.</summary>
    /// <param name="hear">Told each message, one at a time.</param>
    /// <returns>Why it ended, in a phrase.</returns>
    public async Task<string> RunAsync(Action<OutsideMessage> hear)
    {
        Task<string>[] parts = [HearAsync(hear), SayAsync(), WatchAsync()];
        string why = await (await Task.WhenAny(parts).ConfigureAwait(false)).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        process.Kill();
        await Task.WhenAll(parts.Cast<Task>()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return why;
    }

    /// <summary>Says something, in order; lost when the process is gone.</summary>
    public void Say(string line) => toSay.Writer.TryWrite(line);

    /// <summary>Says something of a job, to which an answer must come in time.</summary>
    public void Ask(Hash32 id, string line)
    {
        awaited[id] = TimeProvider.System.GetTimestamp();
        Say(line);
    }

    /// <summary>Kills the process, which ends the session.</summary>
    public void Kill() => process.Kill();

    /// <summary>Asks the process to end, and kills it when it does not.</summary>
    public Task EndAsync() => process.EndAsync(options.Grace);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        process.Kill();
        // Its last words say why it ended; a grandchild that lives on may hold the stream open.
        await Task.WhenAny(logging, Task.Delay(options.Grace)).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        await process.DisposeAsync().ConfigureAwait(false);
        await logging.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    async Task<Announcement> ShakeHandsAsync(CancellationToken stopped)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopped, stop.Token);
        limit.CancelAfter(options.HandshakeWithin);
        try
        {
            await GreetAsync(limit.Token).ConfigureAwait(false);
            var line = await lines.NextAsync(cut: false, limit.Token).ConfigureAwait(false)
                ?? throw new OutsideException("outside-ended", $"The outside prover `{options.Command[0]}` ended before it was ready ({await process.EndedAsync(limit.Token).ConfigureAwait(false)}): run it by hand to see why.");
            return OutsideMessage.Parse(line) is OutsideMessage.Ready ready ? ready.Announcement : throw new OutsideException("outside-protocol", "The outside prover's first message is not 'ready': see docs/outside-provers.md.");
        }
        catch (OperationCanceledException) when (!stopped.IsCancellationRequested)
        {
            throw new OutsideException("outside-handshake", $"The outside prover `{options.Command[0]}` was not ready within {options.HandshakeWithin.TotalSeconds:0.#} s of its start: see what it logs, or allow more time.");
        }
    }

    async Task GreetAsync(CancellationToken stopped)
    {
        try
        {
            await WriteAsync(AgentMessage.Hello(Path.GetFullPath(options.Folder)), stopped).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It does not listen; what it says tells why.
        }
    }

    async Task<string> HearAsync(Action<OutsideMessage> hear)
    {
        var messages = new TokenBucket(options.MostMessagesPerSecond);
        try
        {
            while (await lines.NextAsync(cut: false, stop.Token).ConfigureAwait(false) is { } line)
            {
                Interlocked.Exchange(ref heardAt, TimeProvider.System.GetTimestamp());
                if (!messages.TryTake(1)) return $"it sent more than {options.MostMessagesPerSecond} messages a second";
                var message = OutsideMessage.Parse(line);
                if (message is OutsideMessage.OfJob about) awaited.TryRemove(about.Id, out _);
                hear(message);
            }
            return await process.EndedAsync(stop.Token).WaitAsync(options.Grace, stop.Token).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return "it closed its output";
        }
        catch (OutsideException broken)
        {
            return broken.Message;
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or ObjectDisposedException)
        {
            return "its output ended";
        }
    }

    async Task<string> SayAsync()
    {
        try
        {
            await foreach (string line in toSay.Reader.ReadAllAsync(stop.Token).ConfigureAwait(false)) await WriteAsync(line, stop.Token).ConfigureAwait(false);
            return "nothing is left to say";
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The process is about to be found ended, with its exit code; a process that only closed its input is ended here.
            if (!stop.IsCancellationRequested) await Task.Delay(options.Grace, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return "it closed its input";
        }
    }

    /// <summary>Asks whether it lives, and ends the session when it does not say so, or says nothing of a job.</summary>
    async Task<string> WatchAsync()
    {
        using var timer = new PeriodicTimer(options.PingEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token).ConfigureAwait(false))
            {
                if (TimeProvider.System.GetElapsedTime(Interlocked.Read(ref heardAt)) > options.SilenceWithin) return $"it said nothing for {options.SilenceWithin.TotalSeconds:0.#} s";
                if (awaited.Values.Any(since => TimeProvider.System.GetElapsedTime(since) > options.AnswerWithin)) return $"it said nothing of a job for {options.AnswerWithin.TotalSeconds:0.#} s";
                Say(AgentMessage.Ping());
            }
        }
        catch (OperationCanceledException)
        {
            // The session ends otherwise.
        }
        return "it is watched no more";
    }

    async Task WriteAsync(string line, CancellationToken stopped)
    {
        await process.Input.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), stopped).ConfigureAwait(false);
        await process.Input.FlushAsync(stopped).ConfigureAwait(false);
    }

    /// <summary>Passes on what the process writes to its error stream, within bounds.</summary>
    async Task LogAsync(Action<string> log)
    {
        var bytes = new TokenBucket(options.LogBytesPerSecond);
        var errors = new BoundedLines(process.Errors, LongestLogLine);
        long dropped = 0;
        try
        {
            while (await errors.NextAsync(cut: true, stop.Token).ConfigureAwait(false) is { } line)
            {
                if (!bytes.TryTake(line.Length + 1))
                {
                    dropped++;
                    continue;
                }
                if (dropped > 0) log($"({dropped} lines dropped)");
                dropped = 0;
                log(OutsideMessage.Shown(Encoding.UTF8.GetString(line.Span)));
            }
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The process is gone.
        }
    }
}

using System.Collections.Concurrent;

namespace Vendue.Prover;

/// <summary>The jobs that are worked on, each of which can be given up alone. Used from several threads.</summary>
sealed class WorkUnderWay
{
    readonly record struct Entry(Task Work, CancellationTokenSource Unwanted);

    readonly ConcurrentDictionary<Hash32, Entry> entries = new();

    /// <summary>How many there are.</summary>
    public int Count => entries.Count;

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => entries.IsEmpty;

    /// <summary>The end of all that are under way now.</summary>
    public Task Ended => Task.WhenAll(entries.Values.Select(e => e.Work));

    public bool Has(Hash32 request) => entries.ContainsKey(request);

    /// <summary>Begins to work for a request.</summary>
    /// <param name="request">The request; nothing is under way for it.</param>
    /// <param name="work">The work, given what is cancelled when nobody wants it any more.</param>
    /// <param name="ended">Called when it is no longer under way.</param>
    public void Begin(Hash32 request, Func<CancellationToken, Task> work, Action ended)
    {
        // Never disposed: it holds no timer, and may be cancelled while its work ends.
        var unwanted = new CancellationTokenSource();
        var entered = new TaskCompletionSource();
        entries[request] = new Entry(RunAsync(), unwanted);
        entered.SetResult();

        async Task RunAsync()
        {
            await entered.Task.ConfigureAwait(false);
            try
            {
                await work(unwanted.Token).ConfigureAwait(false);
            }
            finally
            {
                entries.TryRemove(request, out _);
                ended();
            }
        }
    }

    /// <summary>Nobody wants a request's proof any more.</summary>
    public void GiveUp(Hash32 request)
    {
        if (entries.TryGetValue(request, out var entry)) entry.Unwanted.Cancel();
    }
}

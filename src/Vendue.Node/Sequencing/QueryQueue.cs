using System.Diagnostics;

namespace Vendue.Node.Sequencing;

/// <summary>A question to a market that waits for its turn.</summary>
abstract class PendingQuery
{
    public abstract void Answer(MarketView view);

    public abstract void Fail(Exception reason);
}

/// <summary>A question with an answer of a known type.</summary>
sealed class PendingQuery<T>(Func<MarketView, T> query, CancellationToken wanted) : PendingQuery
{
    readonly TaskCompletionSource<T> result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Result => result.Task;

    public override void Answer(MarketView view)
    {
        if (wanted.IsCancellationRequested)
        {
            result.TrySetCanceled(wanted);
            return;
        }
        try
        {
            result.TrySetResult(query(view));
        }
#pragma warning disable CA1031 // A query's failure is its caller's to handle, never the market's.
        catch (Exception failed)
#pragma warning restore CA1031
        {
            result.TrySetException(failed);
        }
    }

    public override void Fail(Exception reason) => result.TrySetException(reason);
}

/// <summary>The questions that wait, answered a slice of time at a time, so that they never hold up the commands for long.</summary>
sealed class QueryQueue
{
    static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(4);

    readonly Queue<PendingQuery> waiting = new();

    public int Count => waiting.Count;

    public void Add(PendingQuery query) => waiting.Enqueue(query);

    public void AnswerSome(MarketView view)
    {
        long begin = Stopwatch.GetTimestamp();
        while (waiting.TryDequeue(out var query))
        {
            query.Answer(view);
            if (Stopwatch.GetElapsedTime(begin) > Slice) return;
        }
    }

    public void FailAll(Exception reason)
    {
        while (waiting.TryDequeue(out var query)) query.Fail(reason);
    }
}

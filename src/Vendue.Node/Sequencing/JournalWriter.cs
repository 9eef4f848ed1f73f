using System.Collections.Concurrent;

namespace Vendue.Node.Sequencing;

/// <summary>Writes sealed groups on a thread of its own, so that the disk and the next commands' work go on at the same time.</summary>
sealed class JournalWriter : IDisposable
{
    readonly BlockingCollection<(PendingGroup Group, TaskCompletionSource Written)> groups = [];
    readonly Thread thread;

    /// <summary>Begins to write.</summary>
    /// <param name="write">Makes a group durable.</param>
    /// <param name="written">Told after each group, whether or not it could be written.</param>
    public JournalWriter(Action<PendingGroup> write, Action written)
    {
        thread = new Thread(() => WriteAll(write, written)) { IsBackground = true, Name = "vendue journal" };
        thread.Start();
    }

    public Task WriteAsync(PendingGroup group)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        groups.Add((group, written));
        return written.Task;
    }

    /// <summary>Ends once what it was given is written.</summary>
    public void Dispose()
    {
        groups.CompleteAdding();
        thread.Join();
        groups.Dispose();
    }

    void WriteAll(Action<PendingGroup> write, Action written)
    {
        foreach (var (group, done) in groups.GetConsumingEnumerable())
        {
            try
            {
                write(group);
                done.SetResult();
            }
#pragma warning disable CA1031 // Whatever fails here is the loop's to see: it stops the market.
            catch (Exception failed)
#pragma warning restore CA1031
            {
                done.SetException(failed);
            }
            written();
        }
    }
}

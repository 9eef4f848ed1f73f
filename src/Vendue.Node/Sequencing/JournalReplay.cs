using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Vendue.Node.Journal;

namespace Vendue.Node.Sequencing;

/// <summary>Reads, checks and decodes a journal on a thread of its own, so that applying its entries does not wait for it.</summary>
static class JournalReplay
{
    const int GroupsAhead = 8;

    /// <summary>The entries of the groups, in order.</summary>
    /// <exception cref="JournalException">The journal is damaged, or an entry is none.</exception>
    public static IEnumerable<JournalEntry[]> Ahead(IEnumerable<CommitGroup> groups)
    {
        using var decoded = new BlockingCollection<JournalEntry[]>(GroupsAhead);
        using var enough = new CancellationTokenSource();
        var reading = Task.Factory.StartNew(() => Read(groups, decoded, enough.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            foreach (var group in decoded.GetConsumingEnumerable(CancellationToken.None)) yield return group;
            if (reading.GetAwaiter().GetResult() is { } failed) failed.Throw();
        }
        finally
        {
            enough.Cancel();
            reading.Wait();
        }
    }

    static ExceptionDispatchInfo? Read(IEnumerable<CommitGroup> groups, BlockingCollection<JournalEntry[]> to, CancellationToken enough)
    {
        try
        {
            foreach (var group in groups) to.Add(Decode(group), enough);
            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception failed)
        {
            return ExceptionDispatchInfo.Capture(failed);
        }
        finally
        {
            to.CompleteAdding();
        }
    }

    static JournalEntry[] Decode(CommitGroup group)
    {
        var entries = new JournalEntry[group.Entries.Count];
        for (int i = 0; i < entries.Length; i++)
        {
            try
            {
                entries[i] = Codec<JournalEntry>.Of.Decode(group.Entries[i]);
            }
            catch (EncodingException wrong)
            {
                throw new JournalException("entry-malformed", $"Entry {group.First + (ulong)i} of the journal is no entry: {wrong.Message}", wrong);
            }
        }
        return entries;
    }
}

using System.Diagnostics.CodeAnalysis;

namespace Vendue.Prover.Outside;

/// <summary>Counts failures in a row, and says how long to rest after each and when to give up.</summary>
sealed class Restarts(OutsideProverOptions options)
{
    const int CalmAfterRests = 10;

    readonly Lock gate = new();
    int failures;

    /// <summary>The rest before the next start: RestartAfter · 2^(failures − 1), at most RestartAfterAtMost.</summary>
    public TimeSpan Rest
    {
        get
        {
            lock (gate) return TimeSpan.FromTicks((long)Math.Min(options.RestartAfterAtMost.Ticks, options.RestartAfter.Ticks * Math.Pow(2, Math.Max(0, failures - 1))));
        }
    }

    /// <summary>A proof was verified: what failed before counts no more.</summary>
    public void Succeeded()
    {
        lock (gate) failures = 0;
    }

    /// <summary>It lived so long: long enough, and what failed before counts no more.</summary>
    public void Lived(TimeSpan time)
    {
        if (time > options.RestartAfterAtMost * CalmAfterRests) Succeeded();
    }

    /// <summary>Counts a failure.</summary>
    /// <returns>Whether it may be tried again.</returns>
    public bool MayGoOn(string why, [NotNullWhen(false)] out OutsideException? broken)
    {
        lock (gate) failures++;
        broken = failures < options.MostFailures ? null : new OutsideException(
            "outside-crash-loop", $"The outside prover `{options.Command[0]}` failed {options.MostFailures} times in a row and is left alone; the last time {why.TrimEnd('.')}. Mend it and start the agent again: its jobs are kept.");
        return broken is null;
    }
}

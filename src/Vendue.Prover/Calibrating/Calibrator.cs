namespace Vendue.Prover.Calibrating;

/// <summary>How long and how often is measured.</summary>
/// <param name="Threads">Most threads of one proof.</param>
/// <param name="EachSize">How long one size is proven again and again, after its first proof; at least three times, and at most fifty. As long is proven before anything counts but first proofs: the runtime compiles its code while it runs.</param>
public sealed record CalibratorOptions(int Threads, TimeSpan EachSize);

/// <summary>Measures proving, one proof at a time.</summary>
public static class Calibrator
{
    const int LeastRuns = 3, MostRuns = 50;

    /// <summary>Measures subjects, the ones of a program, or of none, to one series. Each is let go before the next is made.</summary>
    /// <param name="subjects">What to measure.</param>
    /// <param name="options">How.</param>
    /// <param name="begins">Told of each subject, once its size is known.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static async Task<IReadOnlyList<MeasuredSeries>> MeasureAsync(IEnumerable<ICalibrationSubject> subjects, CalibratorOptions options, Action<ICalibrationSubject> begins, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(begins);
        var series = new List<MeasuredSeries>();
        foreach (var subject in subjects)
        {
            using (subject)
            {
                await subject.PrepareAsync(cancellation).ConfigureAwait(false);
                begins(subject);
                var point = await MeasureAsync(subject, options, warmUp: series.Count == 0, cancellation).ConfigureAwait(false);
                int known = series.FindIndex(s => (s.Label, s.System, s.SystemVersion, s.Unit, s.Program) == (subject.Label, subject.System, subject.SystemVersion, subject.Unit, subject.Program));
                if (known < 0) series.Add(new MeasuredSeries(subject.Label, subject.System, subject.SystemVersion, subject.Unit, subject.Program, [point]));
                else series[known] = series[known] with { Points = [.. series[known].Points.Append(point).OrderBy(p => p.Work)] };
            }
        }
        return series;
    }

    static async Task<MeasuredPoint> MeasureAsync(ICalibrationSubject subject, CalibratorOptions options, bool warmUp, CancellationToken cancellation)
    {
        GC.Collect();
        using var memory = new PeakMemory();
        ulong cold = await TimeOneAsync(subject, options.Threads, cancellation).ConfigureAwait(false);
        var runs = new List<ulong>();
        long begin = TimeProvider.System.GetTimestamp();
        while (warmUp && TimeProvider.System.GetElapsedTime(begin) < options.EachSize) await subject.ProveAsync(options.Threads, cancellation).ConfigureAwait(false);
        begin = TimeProvider.System.GetTimestamp();
        while (runs.Count < LeastRuns || (runs.Count < MostRuns && TimeProvider.System.GetElapsedTime(begin) < options.EachSize))
            runs.Add(await TimeOneAsync(subject, options.Threads, cancellation).ConfigureAwait(false));
        return new MeasuredPoint(subject.Work, cold, [.. runs.Order()], memory.Bytes);
    }

    static async Task<ulong> TimeOneAsync(ICalibrationSubject subject, int threads, CancellationToken cancellation)
    {
        long begin = TimeProvider.System.GetTimestamp();
        await subject.ProveAsync(threads, cancellation).ConfigureAwait(false);
        return (ulong)Math.Max(1, TimeProvider.System.GetElapsedTime(begin).Ticks * TimeSpan.NanosecondsPerTick);
    }
}

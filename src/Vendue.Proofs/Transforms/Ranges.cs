namespace Vendue.Proofs.Transforms;

/// <summary>Work on indices that do not depend on one another, in runs of consecutive ones.</summary>
static class Ranges
{
    /// <summary>Runs for each thread: what one has left over when another is done stays small.</summary>
    const int RunsPerThread = 8;

    /// <summary>Longest time between two looks at the token, in runs of a single thread's work.</summary>
    const int SingleRuns = 64;

    /// <summary>Does the work; the token is looked at between runs.</summary>
    /// <param name="count">Number of indices.</param>
    /// <param name="fewest">Indices that a run is not worth its start without.</param>
    /// <param name="options">Threads and cancellation.</param>
    /// <param name="body">Takes the first index of a run and the one after its last.</param>
    public static void Run(int count, int fewest, ParallelOptions options, Action<int, int> body)
    {
        int threads = options.MaxDegreeOfParallelism < 0 ? Environment.ProcessorCount : options.MaxDegreeOfParallelism;
        int runs = Math.Max(1, Math.Min(count / fewest, Math.Max(SingleRuns, RunsPerThread * threads)));
        if (threads == 1)
        {
            for (int run = 0; run < runs; run++)
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                body(First(run), First(run + 1));
            }

            return;
        }

        Parallel.For(0, runs, options, run => body(First(run), First(run + 1)));

        int First(int run) => (int)((long)count * run / runs);
    }
}

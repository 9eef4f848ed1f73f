using System.Diagnostics;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Bench;

/// <summary>How long a proof goes on after it was cancelled, at moments spread over its whole course.</summary>
static class Cancellation
{
    const int Moments = 25;

    public static double SlowestMilliseconds(Groth16Prover prover, Witness witness, int threads, double proveMilliseconds)
    {
        double slowest = 0;
        for (int i = 1; i <= Moments; i++)
        {
            using var source = new CancellationTokenSource();
            long asked = 0;
            Task cancelling = CancelAsync(TimeSpan.FromMilliseconds(proveMilliseconds * i / (Moments + 1)));
            try
            {
                prover.Prove(witness, threads, source.Token);
            }
            catch (OperationCanceledException)
            {
                slowest = Math.Max(slowest, Stopwatch.GetElapsedTime(Volatile.Read(ref asked)).TotalMilliseconds);
            }

            cancelling.Wait();

            async Task CancelAsync(TimeSpan after)
            {
                await Task.Delay(after);
                Volatile.Write(ref asked, Stopwatch.GetTimestamp());
                await source.CancelAsync();
            }
        }

        return slowest;
    }
}

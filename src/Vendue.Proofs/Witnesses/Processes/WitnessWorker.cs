namespace Vendue.Proofs.Witnesses;

/// <summary>The child's side of <see cref="WitnessProcess"/>: one generator, one witness, then the end.</summary>
public static class WitnessWorker
{
    /// <summary>The one argument of a program that is to be a worker.</summary>
    public const string Argument = "witness-worker";

    /// <summary>Beyond the generator's time: for reading and answering.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Reads what is asked, computes, answers.</summary>
    /// <param name="asked">Standard input.</param>
    /// <param name="answered">Standard output.</param>
    /// <returns>The exit code: zero when there was an answer.</returns>
    public static async Task<int> RunAsync(Stream asked, Stream answered)
    {
        OfferToTheMemoryKiller();
        try
        {
            var limits = WorkerProtocol.DecodeLimits(await Frame.ReadAsync(asked, WorkerProtocol.LimitsLength).ConfigureAwait(false));

            // Nobody may be left to end this process when its parent was killed, and nothing else stops a compilation.
            await using var end = new Timer(_ => Environment.Exit(1), null, limits.Time + Grace, Timeout.InfiniteTimeSpan);
            var generator = await Frame.ReadAsync(asked, limits.ModuleBytes).ConfigureAwait(false);
            if (Load(generator, limits, out var refusal) is not { } loaded)
            {
                await SayAsync(answered, refusal!).ConfigureAwait(false);
                return 0;
            }
            using (loaded)
            {
                await SayAsync(answered, []).ConfigureAwait(false);

                // The input comes when there is one; a parent that ended sends the end.
                end.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                var input = await Frame.ReadAsync(asked, int.MaxValue).ConfigureAwait(false);
                end.Change(limits.Time + Grace, Timeout.InfiniteTimeSpan);
                await SayAsync(answered, Answer(loaded, input, limits)).ConfigureAwait(false);
            }
            return 0;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            return 1;
        }
    }

    static async Task SayAsync(Stream answered, byte[] content)
    {
        await Frame.WriteAsync(answered, content).ConfigureAwait(false);
        await answered.FlushAsync().ConfigureAwait(false);
    }

    static CircomWitness? Load(byte[] generator, WitnessLimits limits, out byte[]? refusal)
    {
        try
        {
            refusal = null;
            return CircomWitness.Load(generator, limits);
        }
        catch (WitnessException refused)
        {
            refusal = WorkerProtocol.Encode(refused);
            return null;
        }
    }

    static byte[] Answer(CircomWitness generator, byte[] input, WitnessLimits limits)
    {
        try
        {
            // The parent has read the input within its limits; written again it may be longer.
            WitnessInput values = WitnessInput.Parse(input, limits with { InputBytes = int.MaxValue });
            return WorkerProtocol.Encode(generator.Compute(values));
        }
        catch (WitnessException refusal)
        {
            return WorkerProtocol.Encode(refusal);
        }
    }

    /// <summary>When memory is short, Linux is to end this process rather than the node.</summary>
    static void OfferToTheMemoryKiller()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            File.WriteAllText("/proc/self/oom_score_adj", "1000");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It is an offer: without it the limits still hold.
        }
    }
}

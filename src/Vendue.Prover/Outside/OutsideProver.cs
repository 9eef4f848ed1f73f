namespace Vendue.Prover.Outside;

/// <summary>
/// An outside prover under supervision: started once and kept, started again when it fails, left alone when it fails too
/// often. Jobs outlive it and this process: see <c>docs/outside-provers.md</c>. Used from several threads.
/// </summary>
public sealed partial class OutsideProver : IAsyncDisposable
{
    static readonly TimeSpan longestWait = TimeSpan.FromDays(40);

    readonly OutsideProverOptions options;
    readonly Action<string> tell;
    readonly Lock gate = new();
    readonly Dictionary<Hash32, OutsideJob> jobs = [];
    readonly Dictionary<Hash32, TaskCompletionSource<bool>> judged = [];
    readonly HashSet<Hash32> toCancel = [];
    readonly HashSet<Hash32> discarded = [];
    readonly SemaphoreSlim slots;
    readonly TokenBucket stages = new(1);
    readonly Restarts restarts;
    readonly CancellationTokenSource stop = new();
    readonly Task supervising;
    Session? session;

    OutsideProver(OutsideProverOptions options, Action<string> tell, Session first)
    {
        this.options = options;
        this.tell = tell;
        restarts = new Restarts(options);
        Announcement = first.Announcement;
        slots = new SemaphoreSlim(Announcement.Slots);
        supervising = SuperviseAsync(first);
    }

    /// <summary>What it announced when it was started last.</summary>
    public Announcement Announcement { get; private set; }

    /// <summary>Its programs, as it announced them first.</summary>
    public IReadOnlyList<OutsideProgram> Programs { get; private set; } = [];

    /// <summary>Why it was left alone; null while it is not.</summary>
    public OutsideException? Broken { get; private set; }

    /// <summary>The jobs' folder.</summary>
    internal string Folder => options.Folder;

    internal OutsideProverOptions Options => options;

    /// <summary>Starts an outside prover.</summary>
    /// <param name="options">Its command and limits.</param>
    /// <param name="tell">Told what goes wrong and what the process logs; called from several threads.</param>
    /// <param name="stop">Ends the wait for it.</param>
    /// <exception cref="OutsideException">It cannot be started, is not ready in time, or announces what cannot be used.</exception>
    public static async Task<OutsideProver> StartAsync(OutsideProverOptions options, Action<string> tell, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        JobFolder.Sweep(options.Folder);
        var prover = new OutsideProver(options, tell, await Session.OpenAsync(options, tell, stop).ConfigureAwait(false));
        try
        {
            prover.Programs = [.. prover.Announcement.Programs.Select(announced => OutsideProgram.Of(prover, announced))];
            return prover;
        }
        catch
        {
            await prover.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Asks the process to end, and kills it when it does not within its grace. Jobs stay as they are.</summary>
    public async ValueTask DisposeAsync()
    {
        Session? last;
        lock (gate) last = session;
        await stop.CancelAsync().ConfigureAwait(false);
        if (last is not null) await last.EndAsync().ConfigureAwait(false);
        await supervising.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var program in Programs) program.Release();
    }

    /// <summary>Whether it is there and holds a program as it was announced.</summary>
    internal bool Holds(AnnouncedProgram program)
    {
        lock (gate) return session is not null && Announcement.Programs.Contains(program);
    }

    async Task SuperviseAsync(Session current)
    {
        while (true)
        {
            Attach(current);
            long begin = TimeProvider.System.GetTimestamp();
            string why = await current.RunAsync(Hear).ConfigureAwait(false);
            lock (gate) session = null;
            await current.DisposeAsync().ConfigureAwait(false);
            restarts.Lived(TimeProvider.System.GetElapsedTime(begin));
            if (stop.IsCancellationRequested || await RestartAsync(why).ConfigureAwait(false) is not { } next) break;
            current = next;
        }
        if (Broken is null) LeaveAlone(new OutsideException("outside-stopped", "The outside prover was stopped."));
    }

    void Attach(Session attached)
    {
        lock (gate)
        {
            session = attached;
            discarded.Clear();
            Announcement = attached.Announcement;
            foreach (var id in toCancel) Discard(attached, id);
            toCancel.Clear();
            foreach (var job in jobs.Values.Where(j => !j.Done.Task.IsCompleted)) Introduce(attached, job);
        }
    }

    /// <returns>The next session; null when there is to be none.</returns>
    async Task<Session?> RestartAsync(string why)
    {
        try
        {
            while (Broken is null)
            {
                if (!restarts.MayGoOn(why, out var broken))
                {
                    LeaveAlone(broken);
                    return null;
                }
                tell($"The outside prover '{Announcement.Name}' failed: {why}. It is started again in {restarts.Rest.TotalSeconds:0.#} s.");
                await Task.Delay(restarts.Rest, stop.Token).ConfigureAwait(false);
                try
                {
                    return await Session.OpenAsync(options, tell, stop.Token).ConfigureAwait(false);
                }
                catch (OutsideException failed)
                {
                    why = failed.Message;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // It is stopped while it rests.
        }
        return null;
    }

    void LeaveAlone(OutsideException why)
    {
        OutsideJob[] left;
        Session? last;
        lock (gate)
        {
            Broken ??= why;
            left = [.. jobs.Values];
            last = session;
            session = null;
        }
        if (!stop.IsCancellationRequested) tell(why.Message);
        foreach (var job in left) job.Done.TrySetException(why);
        last?.Kill();
    }
}

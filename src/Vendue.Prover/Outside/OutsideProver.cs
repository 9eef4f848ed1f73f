namespace Vendue.Prover.Outside;

/// <summary>
/// An outside prover under supervision: started once and kept, started again when it fails, left alone when it fails too
/// often. Jobs outlive it and this process: see <c>docs/outside-provers.md</c>. Used from several threads.
/// </summary>
public sealed class OutsideProver : IAsyncDisposable
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

    /// <summary>Has a job done, in a slot of its own.</summary>
    /// <exception cref="OutsideException">It was not done.</exception>
    internal async Task<OutsideMessage.Result> RunAsync(OutsideJob job, CancellationToken unwanted, CancellationToken stopped)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopped, unwanted);
        if (job.Deadline is { } deadline && deadline - DateTimeOffset.UtcNow is var left && left < longestWait) limit.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        bool begun = false;
        try
        {
            await slots.WaitAsync(limit.Token).ConfigureAwait(false);
            begun = true;
            Begin(job);
            return await job.Done.Task.WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stopped.IsCancellationRequested)
        {
            await WithdrawAsync(job).ConfigureAwait(false);
            throw unwanted.IsCancellationRequested
                ? new OutsideException("unwanted", "The proof is not wanted any more.", isFinal: true)
                : new OutsideException("deadline-passed", "The outside prover did not make the proof before its deadline.", isFinal: true);
        }
        finally
        {
            lock (gate) jobs.Remove(job.Id);
            if (begun) slots.Release();
        }
    }

    /// <summary>Asks the prover itself what it thinks of a proof.</summary>
    /// <exception cref="OutsideException">It did not say.</exception>
    internal async Task<bool> VerifyAsync(OutsideJob job, OutsideMessage.Result result, CancellationToken stopped)
    {
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            judged[job.Id] = answer;
            session?.Say(AgentMessage.Verify(job, result.Proof, result.PublicValues));
        }
        try
        {
            return await answer.Task.WaitAsync(options.HandshakeWithin, stopped).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new OutsideException("outside-verify", "The outside prover did not say whether its proof is valid.");
        }
        finally
        {
            lock (gate) judged.Remove(job.Id);
        }
    }

    /// <summary>A proof of it was verified.</summary>
    internal void Proved() => restarts.Succeeded();

    /// <summary>It gave something that is no proof of the job: it is to begin anew, and may not do so often.</summary>
    internal void Deceived(OutsideJob job, string how)
    {
        tell($"The outside prover '{Announcement.Name}' gave no proof of its job: {how}");
        lock (gate)
        {
            job.Folder.BeginAnew();
            if (session is not null) Discard(session, job.Id);
        }
        if (!restarts.MayGoOn(how, out var broken)) LeaveAlone(broken);
    }

    /// <summary>What it keeps of a job may go.</summary>
    internal void Forget(Hash32 id)
    {
        Say(AgentMessage.Forget(id));
        JobFolder.Delete(options.Folder, id);
    }

    void Say(string line)
    {
        lock (gate) session?.Say(line);
    }

    void Begin(OutsideJob job)
    {
        lock (gate)
        {
            if (Broken is { } broken) throw broken;
            jobs[job.Id] = job;
            job.BegunAt = TimeProvider.System.GetTimestamp();
            if (session is not null) Introduce(session, job);
        }
    }

    /// <summary>Has the prover forget a job that may be submitted again: what it says of it until it obeys is about the old one.</summary>
    void Discard(Session of, Hash32 id)
    {
        if (discarded.Add(id)) of.Ask(id, AgentMessage.Cancel(id));
    }

    /// <summary>Submits a job, or takes it up where it may have been submitted before.</summary>
    static void Introduce(Session session, OutsideJob job)
    {
        job.IsResumed = job.Folder.WasSubmitted;
        job.IsWatched &= !job.IsResumed;
        if (!job.IsResumed) job.Folder.MarkSubmitted();
        session.Ask(job.Id, job.IsResumed ? AgentMessage.Resume(job) : AgentMessage.Submit(job));
    }

    /// <summary>Cancels a job: asks, and kills the process when it does not obey. Other jobs are then taken up again.</summary>
    async Task WithdrawAsync(OutsideJob job)
    {
        Session? asked;
        bool begun;
        lock (gate)
        {
            asked = session;
            begun = jobs.ContainsKey(job.Id);
            // What waited for a slot may have been submitted before a restart.
            if (asked is null) toCancel.Add(job.Id);
            else if (begun || job.Folder.WasSubmitted) asked.Say(AgentMessage.Cancel(job.Id));
        }
        if (asked is not null && begun && !await EndsAsync(job).ConfigureAwait(false))
        {
            lock (gate) jobs.Remove(job.Id);
            tell($"The outside prover '{Announcement.Name}' did not cancel a job within {options.Grace.TotalSeconds:0.#} s, and is killed.");
            asked.Kill();
        }
        job.Folder.Delete();
    }

    async Task<bool> EndsAsync(OutsideJob job)
    {
        await Task.WhenAny(job.Done.Task, Task.Delay(options.Grace, stop.Token)).ConfigureAwait(false);
        return job.Done.Task.IsCompleted;
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

    void Hear(OutsideMessage message)
    {
        string? news;
        lock (gate) news = Take(message);
        if (news is not null) tell(news);
    }

    /// <summary>Does what a message asks for.</summary>
    /// <returns>What is worth telling; null for nothing.</returns>
    string? Take(OutsideMessage message)
    {
        if (message is OutsideMessage.Verified verdict && judged.TryGetValue(verdict.Id, out var waiting)) waiting.TrySetResult(verdict.Valid);
        if (message is not OutsideMessage.OfJob about) return null;
        if (discarded.Contains(about.Id))
        {
            if (about is OutsideMessage.Cancelled) discarded.Remove(about.Id);
            return null;
        }
        // What comes of a job that nobody waits for came too late.
        return jobs.TryGetValue(about.Id, out var job) ? Take(about, job) : null;
    }

    string? Take(OutsideMessage.OfJob message, OutsideJob job)
    {
        switch (message)
        {
            case OutsideMessage.Progress progress:
                bool isNews = job.Stage != progress.Stage && stages.TryTake(1);
                job.Stage = progress.Stage;
                return isNews ? $"{job.ProgramName} {progress.Fraction:P0} {progress.Stage}" : null;
            case OutsideMessage.Result result:
                job.Done.TrySetResult(result);
                break;
            case OutsideMessage.Failed failed:
                job.Folder.BeginAnew();
                job.Done.TrySetException(new OutsideException($"outside-{failed.Code}", $"The outside prover failed: {failed.Why}", failed.Impossible));
                break;
            case OutsideMessage.Cancelled:
                job.Folder.BeginAnew();
                job.Done.TrySetException(new OutsideException("outside-cancelled", "The outside prover gave the job up."));
                break;
            case OutsideMessage.Unknown when job.IsResumed:
                job.Folder.BeginAnew();
                if (session is not null) Introduce(session, job);
                break;
            default:
                break;
        }
        return null;
    }
}

namespace Vendue.Prover.Outside;

/// <content>A job from its submission to its end.</content>
public sealed partial class OutsideProver
{
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
            if (unwanted.IsCancellationRequested) throw await GiveUpAsync(job).ConfigureAwait(false);
            await WithdrawAsync(job).ConfigureAwait(false);
            throw new OutsideException("deadline-passed", "The outside prover did not make the proof before its deadline.", isFinal: true);
        }
        finally
        {
            lock (gate) jobs.Remove(job.Id);
            if (begun) slots.Release();
        }
    }

    /// <summary>Cancels a job that nobody wants any more, wherever it stands.</summary>
    /// <returns>What is to be thrown for it.</returns>
    internal async Task<OutsideException> GiveUpAsync(OutsideJob job)
    {
        await WithdrawAsync(job).ConfigureAwait(false);
        return new OutsideException("unwanted", "The proof is not wanted any more.", isFinal: true);
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
                job.Done.TrySetException(new OutsideException($"outside-{failed.Code}", $"The outside prover failed: {failed.Why.TrimEnd('.')}.", failed.Impossible));
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

namespace Vendue.Prover.Outside;

/// <summary>A job as the supervision holds it from submission to its end.</summary>
sealed class OutsideJob
{
    public required Hash32 Id { get; init; }

    public required Hash32 Program { get; init; }

    public required string ProgramName { get; init; }

    public required Name System { get; init; }

    public required ushort Version { get; init; }

    public required JobFolder Folder { get; init; }

    public Hash32? Binding { get; init; }

    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Its end.</summary>
    public TaskCompletionSource<OutsideMessage.Result> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether it was taken up rather than submitted, the last time.</summary>
    public bool IsResumed { get; set; }

    /// <summary>Whether it was submitted in this life of this process, and never taken up again.</summary>
    public bool IsWatched { get; set; } = true;

    /// <summary>When its slot was free.</summary>
    public long BegunAt { get; set; }

    /// <summary>What the prover said last that it does for it.</summary>
    public string Stage { get; set; } = "";
}

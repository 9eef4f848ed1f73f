using System.Collections.Concurrent;

namespace Vendue.Prover.Jobs;

/// <summary>The jobs of a prover, one file each, written whole before the work they tell of goes on.</summary>
public sealed class JobBook
{
    const int KeptEnded = 1000;

    readonly string folder;
    readonly ConcurrentDictionary<Hash32, Job> jobs = new();

    /// <summary>Opens the book in a folder, made if it is not there. Files that are no jobs are left alone.</summary>
    public JobBook(string folder)
    {
        this.folder = folder;
        Directory.CreateDirectory(folder);
        foreach (string path in Directory.EnumerateFiles(folder, "*.job"))
            if (TryRead(path) is { } job) jobs[job.Request] = job;
    }

    /// <summary>Jobs that have not ended.</summary>
    public IEnumerable<Job> Open => jobs.Values.Where(j => j.State is JobState.Proving or JobState.Proved).OrderBy(j => j.Request);

    /// <summary>The job for a request, if there is one.</summary>
    public Job? Find(Hash32 request) => jobs.GetValueOrDefault(request);

    /// <summary>Keeps a job, durably.</summary>
    public void Keep(Job job)
    {
        ArgumentNullException.ThrowIfNull(job);
        string path = PathOf(job.Request), beside = path + ".part";
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write))
        {
            file.Write(Codec<Job>.Of.Encode(job));
            file.Flush(flushToDisk: true);
        }
        File.Move(beside, path, overwrite: true);
        jobs[job.Request] = job;
        if (jobs.Count > 2 * KeptEnded) ForgetEnded();
    }

    void ForgetEnded()
    {
        var ended = jobs.Values.Where(j => j.State is JobState.Delivered or JobState.Abandoned).OrderBy(j => j.Opportunity.ProofDue).ToList();
        foreach (var job in ended.SkipLast(KeptEnded))
        {
            jobs.TryRemove(job.Request, out _);
            File.Delete(PathOf(job.Request));
        }
    }

    string PathOf(Hash32 request) => Path.Combine(folder, $"{Convert.ToHexStringLower(request.ToArray())}.job");

    static Job? TryRead(string path)
    {
        try
        {
            return Codec<Job>.Of.Decode(File.ReadAllBytes(path));
        }
        catch (EncodingException)
        {
            return null;
        }
    }
}

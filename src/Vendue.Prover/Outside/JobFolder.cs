namespace Vendue.Prover.Outside;

/// <summary>
/// The files of one job: the input for the prover, its proof and public values for the agent, and a mark that it was
/// submitted, which outlives both. Only the owner can read them, and a group where the folder of all jobs is that group's.
/// </summary>
sealed class JobFolder
{
    /// <summary>The input's file.</summary>
    public const string Input = "input";

    const string Mark = "submitted";
    const int LongestName = 64;
    const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    const UnixFileMode Group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.SetGroup;
    static readonly TimeSpan kept = TimeSpan.FromDays(7);

    JobFolder(string path) => Path = path;

    /// <summary>Its absolute path.</summary>
    public string Path { get; }

    /// <summary>Whether the job was submitted before, by this process or another.</summary>
    public bool WasSubmitted => File.Exists(Of(Mark));

    public static string PathIn(string folder, Hash32 id) => System.IO.Path.Combine(System.IO.Path.GetFullPath(folder), Convert.ToHexStringLower(id.ToArray()));

    /// <summary>The folder of a job, with its input written.</summary>
    public static JobFolder Prepare(string folder, Hash32 id, ReadOnlySpan<byte> input)
    {
        var job = new JobFolder(PathIn(folder, id));
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(job.Path);
        else
        {
            Directory.CreateDirectory(job.Path, Owner);
            // What is made in such a folder is its group's; the mask of new files would take the group's leave away.
            if (File.GetUnixFileMode(System.IO.Path.GetFullPath(folder)).HasFlag(Group)) File.SetUnixFileMode(job.Path, Owner | Group);
        }
        if (!job.WasSubmitted) job.Write(Input, input);
        return job;
    }

    /// <summary>Forgets jobs that nobody asked for in a week.</summary>
    public static void Sweep(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var old in new DirectoryInfo(folder).EnumerateDirectories().Where(d => d.Name.Length == 2 * Hash32.Size && d.LastWriteTimeUtc < DateTime.UtcNow - kept)) old.Delete(recursive: true);
    }

    public void MarkSubmitted() => Write(Mark, []);

    /// <summary>Takes back what a prover made, so that the job begins anew.</summary>
    public void BeginAnew()
    {
        foreach (string path in Directory.EnumerateFiles(Path).Where(p => System.IO.Path.GetFileName(p) != Input)) File.Delete(path);
    }

    public void Delete()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }

    /// <summary>Deletes a job's folder, if it is there.</summary>
    public static void Delete(string folder, Hash32 id) => new JobFolder(PathIn(folder, id)).Delete();

    /// <summary>Reads a file that the prover wrote: a plain file within its limit.</summary>
    /// <exception cref="OutsideException">It is not.</exception>
    public byte[] Read(string name, int largest)
    {
        var file = new FileInfo(Of(name));
        if (!file.Exists || file.LinkTarget is not null) throw new OutsideException("outside-file", $"The outside prover's file '{name}' is not there, or no plain file: write it into the job's folder before saying so.");
        if (file.Length > largest) throw new OutsideException("outside-file", $"The outside prover's file '{name}' has {file.Length} bytes; at most {largest} are possible.");
        // A pipe or a device has no length either, and would be read for ever.
        if (file.Length == 0) return [];
        using var stream = file.OpenRead();
        var bytes = new byte[file.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Checks the name of a file: no path leads out of the folder.</summary>
    /// <exception cref="FormatException">It is no plain name.</exception>
    public static string FileName(string name) =>
        name.Length is > 0 and <= LongestName && name[0] != '.' && name is not (Input or Mark) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_')
            ? name
            : throw new FormatException();

    string Of(string name) => System.IO.Path.Combine(Path, name);

    void Write(string name, ReadOnlySpan<byte> bytes)
    {
        string beside = Of(name + ".part");
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }
        File.Move(beside, Of(name), overwrite: true);
    }
}

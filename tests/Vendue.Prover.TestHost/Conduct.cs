namespace Vendue.Prover.TestHost;

/// <summary>How an outside prover of the tests behaves. "Once" is remembered in its folder, over restarts.</summary>
enum Conduct
{
    /// <summary>Keeps to the contract.</summary>
    Honest,
    /// <summary>Keeps to it, and finishes no job before the file "go" is in its folder.</summary>
    Waiting,
    /// <summary>Ends, once, between accepting a job and proving it; remembers nothing.</summary>
    CrashesOnce,
    /// <summary>Ends, once, after a proof is written and before it is told; finds its files again.</summary>
    CrashesOnceWhenDone,
    /// <summary>Ends whenever it is given a job.</summary>
    AlwaysCrashes,
    /// <summary>Says nothing, not even that it is ready.</summary>
    Mute,
    /// <summary>Says that it is ready, and nothing after.</summary>
    FallsSilent,
    /// <summary>Answers pings, and no job.</summary>
    IgnoresJobs,
    /// <summary>Answers a job with garbage.</summary>
    Garbage,
    /// <summary>Answers a job with a line that does not end before a gigabyte.</summary>
    EndlessLine,
    /// <summary>Answers a job with messages without end.</summary>
    Flood,
    /// <summary>Gives points that are none of a proof of the statement.</summary>
    WrongProof,
    /// <summary>Gives a wrong proof once, and true ones after.</summary>
    WrongProofOnce,
    /// <summary>Gives a valid proof about another input.</summary>
    OtherStatement,
    /// <summary>Does so, and names no generator by which one could tell.</summary>
    OtherStatementUnforeseen,
    /// <summary>Names a file outside the job's folder.</summary>
    OtherFolder,
    /// <summary>Gives a link to a device instead of a file.</summary>
    Device,
    /// <summary>Gives a file larger than any proof.</summary>
    LargeFile,
    /// <summary>Never finishes, and does not hear "cancel"; starts a process of its own that does not either.</summary>
    IgnoresCancel,
    /// <summary>Says of every job that no proof exists.</summary>
    SaysImpossible,
    /// <summary>Announces a key under another's hash.</summary>
    WrongKey,
    /// <summary>Speaks a version to come.</summary>
    OtherVersion,
    /// <summary>A system that nobody else can verify, and its own word for its proofs.</summary>
    OwnWord,
    /// <summary>Such a system, whose proofs it finds wrong itself.</summary>
    OwnWordAgainstItself,
    /// <summary>Writes all of its environment to its folder, and to its log without end.</summary>
    TellsAll,
}

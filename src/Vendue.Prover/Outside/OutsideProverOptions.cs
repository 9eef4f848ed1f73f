using Vendue.Prover.Programs;

namespace Vendue.Prover.Outside;

/// <summary>How an outside prover is started and what it is allowed.</summary>
public sealed record OutsideProverOptions
{
    /// <summary>The program that is started, and its arguments. No shell reads them.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>The folder of its jobs, one folder each; nobody else writes there.</summary>
    public required string Folder { get; init; }

    /// <summary>Variables of this process's environment that it is given; it gets no others.</summary>
    public IReadOnlyList<string> Environment { get; init; } = DefaultEnvironment;

    /// <summary>What programs need to run at all, none of which is a secret.</summary>
    public static IReadOnlyList<string> DefaultEnvironment { get; } =
        ["PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "TEMP", "TMP", "SystemRoot", "USERPROFILE", "DOTNET_ROOT", "DOTNET_CLI_TELEMETRY_OPTOUT"];

    /// <summary>How the witness generators that it announces are run, by which public values are foretold.</summary>
    public WitnessRunning Witnesses { get; init; } = WitnessRunning.InThisProcess;

    /// <summary>How long it may take from its start to its first message.</summary>
    public TimeSpan HandshakeWithin { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long it may take to say anything of a job that it was given or asked about.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often it is asked whether it lives.</summary>
    public TimeSpan PingEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long it may say nothing at all before it is taken for dead.</summary>
    public TimeSpan SilenceWithin { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a cancelled job, or the end of its input, may take before its processes are killed.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long it rests before it is started again for the first time; each time after that twice as long.</summary>
    public TimeSpan RestartAfter { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest such rest.</summary>
    public TimeSpan RestartAfterAtMost { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many times in a row it may fail, by ending, breaking the contract or giving a wrong proof, before it is left alone.</summary>
    public int MostFailures { get; init; } = 5;

    /// <summary>Longest message, bytes.</summary>
    public int LongestLine { get; init; } = 1 << 16;

    /// <summary>Most messages a second, over a burst of ten seconds' worth.</summary>
    public int MostMessagesPerSecond { get; init; } = 200;

    /// <summary>Largest proof, bytes.</summary>
    public int LargestProof { get; init; } = 1 << 20;

    /// <summary>Largest file of public values, bytes.</summary>
    public int LargestPublicValues { get; init; } = 1 << 20;

    /// <summary>Most bytes a second of its error stream that are passed on, over a burst of ten seconds' worth.</summary>
    public int LogBytesPerSecond { get; init; } = 8 << 10;
}

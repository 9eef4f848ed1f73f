namespace Vendue.Cli.CommandLine;

/// <summary>What the process says to whoever started it.</summary>
static class ExitCode
{
    /// <summary>Done; or the answer is yes.</summary>
    internal const int Success = 0;

    /// <summary>Everything could be read and done, and the answer is no: a proof does not hold, an audit finds a difference.</summary>
    internal const int Negative = 1;

    /// <summary>What was given cannot be used: wrong arguments, missing or damaged files, limits exceeded.</summary>
    internal const int Unusable = 2;

    /// <summary>A fault of vendue itself.</summary>
    internal const int Fault = 3;

    /// <summary>Interrupted from the keyboard, as shells count it.</summary>
    internal const int Interrupted = 130;
}

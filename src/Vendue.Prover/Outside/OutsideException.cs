namespace Vendue.Prover.Outside;

/// <summary>An outside prover did not do what was asked of it.</summary>
public sealed class OutsideException : Exception
{
    /// <summary>A failure without a message of its own.</summary>
    public OutsideException() : this("outside-failed", "The outside prover failed.") { }

    /// <summary>A failure told in one sentence.</summary>
    public OutsideException(string message) : this("outside-failed", message) { }

    /// <summary>A failure told in one sentence, and the error behind it.</summary>
    public OutsideException(string message, Exception innerException) : base(message, innerException) => Code = "outside-failed";

    /// <summary>A failure with a stable code.</summary>
    /// <param name="code">Lower-case words joined by hyphens.</param>
    /// <param name="message">One sentence: the cause and the next step.</param>
    /// <param name="isFinal">Whether trying again is of no use.</param>
    public OutsideException(string code, string message, bool isFinal = false) : base(message)
    {
        Code = code;
        IsFinal = isFinal;
    }

    /// <summary>A stable code for machines.</summary>
    public string Code { get; }

    /// <summary>Whether trying again is of no use: the deadline has passed, or the prover says that no proof exists.</summary>
    public bool IsFinal { get; }
}

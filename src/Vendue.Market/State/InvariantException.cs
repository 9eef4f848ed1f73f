namespace Vendue.Kernel;

/// <summary>An invariant of the kernel or of a mechanism is broken: a defect, never a user's mistake. The market stops.</summary>
public sealed class InvariantException : Exception
{
    /// <summary>A broken invariant without a message of its own.</summary>
    public InvariantException() : this("An invariant is broken.") { }

    /// <summary>A broken invariant, told in one sentence.</summary>
    public InvariantException(string message) : base(message) { }

    /// <summary>A broken invariant, told in one sentence, and the error behind it.</summary>
    public InvariantException(string message, Exception innerException) : base(message, innerException) { }
}

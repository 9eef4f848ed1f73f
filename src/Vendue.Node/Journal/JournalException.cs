namespace Vendue.Node.Journal;

/// <summary>The journal cannot be read or written as it should be.</summary>
public sealed class JournalException : Exception
{
    /// <summary>A failure without a message of its own.</summary>
    public JournalException() : this("journal-failed", "The journal failed.") { }

    /// <summary>A failure told in one sentence.</summary>
    public JournalException(string message) : this("journal-failed", message) { }

    /// <summary>A failure told in one sentence, and the error behind it.</summary>
    public JournalException(string message, Exception innerException) : base(message, innerException) => Code = "journal-failed";

    /// <summary>A failure with a stable code, told in one sentence.</summary>
    public JournalException(string code, string message) : base(message) => Code = code;

    /// <summary>A failure with a stable code, told in one sentence, and the error behind it.</summary>
    public JournalException(string code, string message, Exception innerException) : base(message, innerException) => Code = code;

    /// <summary>A stable code for machines.</summary>
    public string Code { get; }
}

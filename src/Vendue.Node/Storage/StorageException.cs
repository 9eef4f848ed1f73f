namespace Vendue.Node.Storage;

/// <summary>Something could not be stored, or is not what was stored.</summary>
public sealed class StorageException : Exception
{
    /// <summary>A failure without a message of its own.</summary>
    public StorageException() : this("storage-failed", "The store failed.") { }

    /// <summary>A failure told in one sentence.</summary>
    public StorageException(string message) : this("storage-failed", message) { }

    /// <summary>A failure told in one sentence, and the error behind it.</summary>
    public StorageException(string message, Exception innerException) : base(message, innerException) => Code = "storage-failed";

    /// <summary>A failure with a stable code, told in one sentence.</summary>
    public StorageException(string code, string message) : base(message) => Code = code;

    /// <summary>A stable code for machines.</summary>
    public string Code { get; }
}

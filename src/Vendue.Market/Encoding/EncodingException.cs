namespace Vendue.Kernel;

/// <summary>Bytes or JSON are not the encoding of the value asked for. The message says what is wrong, in one sentence.</summary>
public sealed class EncodingException : Exception
{
    /// <summary>A failure without a message of its own.</summary>
    public EncodingException() : this("The value is not encoded as it should be.") { }

    /// <summary>A failure with its cause in one sentence.</summary>
    public EncodingException(string message) : base(message) { }

    /// <summary>A failure with its cause in one sentence, and the error behind it.</summary>
    public EncodingException(string message, Exception innerException) : base(message, innerException) { }
}

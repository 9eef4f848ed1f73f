namespace Vendue.Proofs.Formats;

/// <summary>Bytes from outside are not what they should be. Every reader of this project fails with this type and no other.</summary>
public sealed class ProofFormatException : Exception
{
    /// <summary>States a failure.</summary>
    /// <param name="code">Stable, for machines: lower-case words joined by hyphens.</param>
    /// <param name="message">One sentence for humans: the cause, and what to do.</param>
    public ProofFormatException(string code, string message)
        : base(message)
    {
        Code = code;
    }

    /// <summary>Stable code of the failure, such as <c>zkey-truncated</c> or <c>point-not-on-curve</c>.</summary>
    public string Code { get; }
}

namespace Vendue.Proofs.Groth16;

/// <summary>A proof could not be made.</summary>
public sealed class ProvingException : Exception
{
    /// <summary>States a failure.</summary>
    /// <param name="code">Stable, for machines.</param>
    /// <param name="message">One sentence for humans: the cause, and what to do.</param>
    public ProvingException(string code, string message)
        : base(message)
    {
        Code = code;
    }

    /// <summary>Stable code: <c>witness-mismatch</c> or <c>witness-unsatisfied</c>.</summary>
    public string Code { get; }
}

namespace Vendue.Proofs.ZkVms;

/// <summary>A well-formed receipt states something other than what was asked for.</summary>
/// <param name="code">Stable, for machines.</param>
/// <param name="message">One sentence for humans: the cause, and what to do.</param>
sealed class ReceiptRefusal(string code, string message) : Exception(message)
{
    /// <summary>Stable code.</summary>
    public string Code { get; } = code;
}

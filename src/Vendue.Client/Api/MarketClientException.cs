namespace Vendue.Client;

/// <summary>A node refused, could not be reached, or gave an answer that cannot be trusted.</summary>
public sealed class MarketClientException : Exception
{
    /// <summary>A failure without a cause of its own.</summary>
    public MarketClientException() : this("failed", "The node did not answer as it should.") { }

    /// <summary>A failure with its cause in one sentence.</summary>
    public MarketClientException(string message) : this("failed", message) { }

    /// <summary>A failure with its cause in one sentence, and the error behind it.</summary>
    public MarketClientException(string message, Exception innerException) : this("failed", message, innerException) { }

    /// <summary>A failure with its code and its cause in one sentence.</summary>
    public MarketClientException(string code, string message, Exception? innerException = null) : base(message, innerException) => Code = code;

    /// <summary>
    /// A stable code for machines: the node's or the market's own, or "unreachable", "timeout", "bad-answer",
    /// "bad-receipt", "bad-proof", "wrong-market", "too-large", "no-signer".
    /// </summary>
    public string Code { get; }
}

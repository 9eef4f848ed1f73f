namespace Vendue.Client;

/// <summary>Why the node's interface refused a request before the market saw it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">A stable code for machines: lower-case words joined by hyphens.</param>
/// <param name="Message">One sentence for people: the cause and the next step.</param>
public sealed record ApiError(int Status, string Code, string Message)
{
    /// <summary>The same error with a sentence that says more.</summary>
    public ApiError Because(string message) => this with { Message = message };

#pragma warning disable CS1591 // Each error's sentence says what it means.
    public static readonly ApiError Malformed = new(400, "malformed", "The request is not of the published form; compare it with the interface's description.");
    public static readonly ApiError BadBody = new(400, "bad-body", "The action's bytes are not its canonical encoding; encode it with the published schema.");
    public static readonly ApiError UnknownAction = new(400, "unknown-action", "This market has no such action; ask the market for its actions.");
    public static readonly ApiError BadSender = new(400, "bad-sender", "The sender is no Ethereum address in lower case, 0x and 40 digits; an owner's signature needs one.");
    public static readonly ApiError WrongLength = new(401, "wrong-length", "The signature has the wrong length; an owner's has 65 bytes, a delegated key's 64.");
    public static readonly ApiError HighS = new(401, "high-s", "The signature's s is in the upper half of the group; sign with low s.");
    public static readonly ApiError BadRecovery = new(401, "bad-recovery", "The signature's last byte is neither 27 nor 28.");
    public static readonly ApiError BadSignature = new(401, "bad-signature", "The signature is not the sender's over this command; sign exactly what is sent, with the sender's key.");
    public static readonly ApiError Unknown = new(404, "unknown", "The market has nothing under this name.");
    public static readonly ApiError WrongMarket = new(409, "wrong-market", "The command is signed for a market with another genesis; ask the market for its genesis hash.");
    public static readonly ApiError TooLarge = new(413, "too-large", "The request is larger than this node takes.");
    public static readonly ApiError TooMany = new(429, "too-many", "Too many requests came from this account or address; try again in a while.");
    public static readonly ApiError Failed = new(500, "failed", "The node failed to answer; its operator finds the cause in the log.");
    public static readonly ApiError Stopping = new(503, "stopping", "The node is stopping; send the same command again later.");
#pragma warning restore CS1591
}

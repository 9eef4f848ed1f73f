namespace Vendue.Client;

/// <summary>What became of a command: the answer to <c>POST /v1/commands</c>. A refusal is an answer too: it stands in the journal.</summary>
/// <param name="Id">The command's id.</param>
/// <param name="Outcome">Applied, marked or refused.</param>
/// <param name="Code">The outcome's stable code; "applied" when it was done.</param>
/// <param name="Message">The outcome in one sentence.</param>
/// <param name="Items">The outcomes of the command's items, where it is a batch.</param>
/// <param name="Sequence">Its place in the journal.</param>
/// <param name="Now">The market's instant at which it counted.</param>
/// <param name="Block">The height of the market's block clock.</param>
/// <param name="Head">The head of the journal's hash chain after it.</param>
/// <param name="Receipt">The canonical <see cref="Acknowledgement"/>.</param>
/// <param name="Signature">The operator's signature of it.</param>
public sealed record CommandAnswer(
    Hash32 Id, OutcomeKind Outcome, string Code, string Message, IReadOnlyList<ItemAnswer> Items, ulong Sequence, ulong Now, ulong Block,
    Hash32 Head, Bytes Receipt, Bytes Signature)
{
    /// <summary>Whether it was done.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsApplied => Outcome == OutcomeKind.Applied;

    /// <summary>This answer, unless the market refused the command.</summary>
    /// <exception cref="MarketClientException">It was refused; the code and the sentence are the market's.</exception>
    public CommandAnswer ThrowIfRefused() => Outcome == OutcomeKind.Refused ? throw new MarketClientException(Code, Message) : this;

    /// <summary>The answer to a command that stands in the journal, signed by the operator.</summary>
    public static CommandAnswer Of(Acknowledgement acknowledgement, string message, IReadOnlyList<ItemAnswer> items, DelegatedKey operatorKey) => new(
        acknowledgement.Command, acknowledgement.Outcome, acknowledgement.Code.ToString(), message, items, acknowledgement.Sequence,
        acknowledgement.Now, acknowledgement.Block, acknowledgement.Head, new Bytes(acknowledgement.Encode()), acknowledgement.Sign(operatorKey));

    /// <summary>What the receipt lacks to be the operator's signed word for exactly this answer; null when it lacks nothing.</summary>
    /// <param name="market">The hash of the market's genesis.</param>
    /// <param name="command">The id of the command that was sent.</param>
    /// <param name="operatorKey">The operator's key.</param>
    public string? CheckReceipt(Hash32 market, Hash32 command, Hash32 operatorKey)
    {
        if (Id != command) return "The node answered for another command.";
        var said = new Acknowledgement(market, Id, Sequence, Now, Block, Outcome, Name.TryParse(Code, out var code) ? code : default, Head);
        if (!Receipt.Span.SequenceEqual(said.Encode())) return "The node's receipt says something else than its answer.";
        return said.Verify(operatorKey, Signature) ? null : "The node's receipt is not signed with the operator's key.";
    }
}

/// <summary>What became of one item of a batch.</summary>
/// <param name="Outcome">Applied, marked or refused.</param>
/// <param name="Code">The outcome's stable code.</param>
/// <param name="Message">The outcome in one sentence.</param>
public sealed record ItemAnswer(OutcomeKind Outcome, string Code, string Message)
{
    /// <summary>The answer that an outcome of the kernel is.</summary>
    public static ItemAnswer Of(Outcome outcome) => new(outcome.Kind, outcome.Code, outcome.Sentence);
}

/// <summary>An error, as the interface always writes it.</summary>
/// <param name="Error">The error.</param>
public sealed record ErrorAnswer(ErrorBody Error)
{
    /// <summary>The answer that an error is.</summary>
    public static ErrorAnswer Of(ApiError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new ErrorAnswer(new ErrorBody(error.Code, error.Message));
    }
}

/// <summary>An error's code and sentence.</summary>
/// <param name="Code">A stable code for machines.</param>
/// <param name="Message">One sentence for people.</param>
public sealed record ErrorBody(string Code, string Message);

namespace Vendue.Node.Tests.Crashes;

/// <summary>A sender of signed commands in one lane, who keeps every acknowledgement and sends again what was not answered.</summary>
sealed class Loader(Name account, DelegatedKey? key, OwnerKey? owner, Hash32 genesis, Func<ulong, (Type Action, Bytes Body)> next)
{
    readonly List<(SignedCommand Command, CommandAnswer Answer)> acknowledged = [];
    SignedCommand? unanswered;
    ulong nonce;

    public IReadOnlyList<(SignedCommand Command, CommandAnswer Answer)> Acknowledged => acknowledged;

    /// <summary>Sends until the node is gone.</summary>
    public async Task RunAsync(MarketClient market, Action acknowledgedOne)
    {
        try
        {
            while (true)
            {
                unanswered ??= Sign();
                var answer = await market.SendAsync(unanswered.Value);
                acknowledged.Add((unanswered.Value, answer));
                unanswered = null;
                acknowledgedOne();
            }
        }
        catch (MarketClientException gone) when (gone.Code is "unreachable" or "timeout" or "stopping")
        {
            // What was not answered is sent again to the next node.
        }
    }

    SignedCommand Sign()
    {
        var (type, body) = next(++nonce);
        var action = ActionSet.DescriptionOf(type);
        var envelope = new CommandEnvelope(genesis, account, key?.Public ?? default, 1, nonce, ulong.MaxValue, action.Tag, body);
        return key is not null ? key.Sign(envelope) : owner!.Sign(envelope, action);
    }
}

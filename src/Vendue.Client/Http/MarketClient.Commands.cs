using Vendue.Mechanisms;

namespace Vendue.Client;

public sealed partial class MarketClient
{
    const int MostRenumberings = 3;

    /// <summary>
    /// Signs an action and sends it, repeating the same command until the node answers. The operator's receipt is checked.
    /// </summary>
    /// <typeparam name="T">The action's type, declared with <see cref="ActionAttribute"/>.</typeparam>
    /// <returns>What became of it; a refusal by the market is an answer too.</returns>
    /// <exception cref="MarketClientException">The node refused or was not reached, or its receipt is not to be trusted.</exception>
    public Task<CommandAnswer> SendAsync<T>(T action, CancellationToken cancel = default) where T : struct =>
        SendAsync(ActionSet.DescriptionOf(typeof(T)), new Bytes(Codec<T>.Of.Encode(action)), cancel);

    /// <summary>As <see cref="SendAsync{T}"/>, for what a participant's strategy wants to send. When to send it is the caller's.</summary>
    /// <exception cref="MarketClientException">The node refused or was not reached, or its receipt is not to be trusted.</exception>
    public Task<CommandAnswer> SendAsync(Deed deed, CancellationToken cancel = default) => SendAsync(deed, null, cancel);

    /// <summary>As <see cref="SendAsync{T}"/>, for a sender that keeps each command before it is sent: sending it again after a crash gives the first outcome.</summary>
    /// <param name="deed">What to send.</param>
    /// <param name="signed">Told the signed command before it is sent, and again when it had to be numbered anew.</param>
    /// <param name="cancel">Cancels sending.</param>
    /// <exception cref="MarketClientException">The node refused or was not reached, or its receipt is not to be trusted.</exception>
    public async Task<CommandAnswer> SendAsync(Deed deed, Action<SignedCommand>? signed, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(deed);
        return Actions.TryFind(deed.Action, out var action)
            ? await SendAsync(action, deed.Body, signed, cancel).ConfigureAwait(false)
            : throw new MarketClientException("unknown-action", $"The market has no action {deed.Action}.");
    }

    /// <summary>As <see cref="SendAsync{T}"/>, for an action given as its description and canonical bytes.</summary>
    /// <exception cref="MarketClientException">The node refused or was not reached, or its receipt is not to be trusted.</exception>
    public Task<CommandAnswer> SendAsync(ActionDescription action, Bytes body, CancellationToken cancel = default) => SendAsync(action, body, null, cancel);

    async Task<CommandAnswer> SendAsync(ActionDescription action, Bytes body, Action<SignedCommand>? signed, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(action);
        var signer = options.Signer ?? throw new MarketClientException("no-signer", "The client has no key to sign with; give it one in its options.");
        CheckPublished(action);
        var lane = await lanes.TakeAsync(cancel).ConfigureAwait(false);
        try
        {
            return await SendAsync(signer, lane, action, body, signed, cancel).ConfigureAwait(false);
        }
        finally
        {
            lanes.Return(lane);
        }
    }

    /// <summary>Sends a command that was signed elsewhere, repeating it until the node answers. The operator's receipt is checked.</summary>
    /// <exception cref="MarketClientException">The node refused or was not reached, or its receipt is not to be trusted.</exception>
    public Task<CommandAnswer> SendAsync(SignedCommand command, CancellationToken cancel = default) => SendAsync(command, null, cancel);

    async Task<CommandAnswer> SendAsync(SignedCommand command, Action? repeating, CancellationToken cancel)
    {
        var answer = await node.SendBytesAsync<CommandAnswer>(HttpMethod.Post, "v1/commands", command.Encode(), cancel, repeating).ConfigureAwait(false);
        if (answer.CheckReceipt(Market.GenesisHash, command.Id(), Market.OperatorKey) is { } wrong) throw new MarketClientException("bad-receipt", wrong);
        clock.Learn(answer.Now);
        return answer;
    }

    /// <summary>
    /// Sends in a lane. When somebody else used up the nonce, nothing was done, and it is numbered anew; but a command that
    /// had to be repeated is not, because then its own first arrival may be what used the nonce.
    /// </summary>
    async Task<CommandAnswer> SendAsync(ISigner signer, NonceLane lane, ActionDescription action, Bytes body, Action<SignedCommand>? signed, CancellationToken cancel)
    {
        bool repeated = false;
        for (int renumberings = 0; ; renumberings++)
        {
            if (lane.IsUnknown) lane.Learn(await LastNonceAsync(signer.Account, lane.Number, cancel).ConfigureAwait(false));
            var envelope = new CommandEnvelope(
                Market.GenesisHash, signer.Account, signer.Key, lane.Number, lane.Next(), clock.After(options.CommandLife), action.Tag, body);
            var command = signer.Sign(envelope, action);
            signed?.Invoke(command);
            try
            {
                var answer = await SendAsync(command, () => repeated = true, cancel).ConfigureAwait(false);
                if (answer.Code != Refused.NonceUsed.Code || repeated || renumberings == MostRenumberings) return answer;
            }
            catch (MarketClientException used) when (used.Code == Refused.NonceUsed.Code && !repeated && renumberings < MostRenumberings)
            {
                // The node found it before the market did; the market would have refused it.
            }
            lane.Forget();
        }
    }

    async Task<ulong> LastNonceAsync(Name account, ushort lane, CancellationToken cancel) =>
        await GetAccountAsync(account, cancel).ConfigureAwait(false) is { } view && view.Lanes.TryGetValue(lane, out ulong last) ? last : 0;

    /// <summary>A client and a node that mean different things by one number must find out before anything is signed.</summary>
    void CheckPublished(ActionDescription action)
    {
        if (!publishedTypes.TryGetValue(action.Tag, out var type))
            throw new MarketClientException("unknown-action", $"The market has no action '{action.Name}'; it has: {string.Join(", ", Market.Actions.Select(a => a.Name))}.");
        if (type != Eip712.TypeOf(action))
            throw new MarketClientException("wrong-market", $"The market's action {action.Tag} is not the '{action.Name}' that this program knows; use a program of the market's version.");
    }
}

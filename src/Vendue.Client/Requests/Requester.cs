using Vendue.Mechanisms;

namespace Vendue.Client;

/// <summary>Asks for proofs as the market's mechanism wants it, and takes the later steps that it asks of a requester.</summary>
/// <param name="market">The connection, with the requester's key.</param>
/// <param name="answered">Told the answer to every command, refusals too, so that receipts can be kept.</param>
public sealed class Requester(MarketClient market, Action<CommandAnswer>? answered = null)
{
    (RulesInForce Rules, IRequesterStrategy Strategy) known = (market.Rules, Catalogue.Of(market.Rules).Requester);
    readonly Dictionary<Hash32, Wish> open = [];
    readonly Dictionary<Hash32, byte[]> inputKeys = [];

    /// <summary>The requests asked for here that are still followed.</summary>
    public IReadOnlyCollection<Hash32> Open => open.Keys;

    /// <summary>Asks for a proof.</summary>
    /// <returns>The request's id, and the answer to the last command that asked.</returns>
    /// <exception cref="MarketClientException">The market refused; nothing was asked for.</exception>
    public async Task<(Hash32 Request, CommandAnswer Answer)> AskAsync(Wish wish, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(wish);
        CommandAnswer? last = null;
        foreach (var deed in Strategy.Ask(wish)) last = (await SendAsync(deed, cancel).ConfigureAwait(false)).ThrowIfRefused();
        var request = Strategy.RequestOf(wish);
        open[request] = wish;
        return (request, last ?? throw new MarketClientException("nothing-to-send", "The mechanism's strategy has no way to ask for this."));
    }

    /// <summary>The strategy for the rules in force.</summary>
    IRequesterStrategy Strategy
    {
        get
        {
            if (known.Rules != market.Rules) known = (market.Rules, Catalogue.Of(market.Rules).Requester);
            return known.Strategy;
        }
    }

    /// <summary>The id that a request has, before and after it is asked for.</summary>
    public Hash32 RequestOf(Wish wish) => Strategy.RequestOf(wish);

    /// <summary>Follows a request that was asked for elsewhere, such as in a process that has ended.</summary>
    /// <returns>The request's id.</returns>
    public Hash32 Follow(Wish wish)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var request = Strategy.RequestOf(wish);
        open[request] = wish;
        return request;
    }

    /// <summary>Stops following a request.</summary>
    public void Forget(Hash32 request)
    {
        open.Remove(request);
        inputKeys.Remove(request);
    }

    /// <summary>Keeps the key of a request's private input, to hand it to the assignee when there is one.</summary>
    public void KeepKey(Hash32 request, byte[] key) => inputKeys[request] = key;

    /// <summary>Takes the steps that the mechanism asks for now, such as opening a sealed bid.</summary>
    /// <returns>The instant at which to come again; 0 for none in particular.</returns>
    public async Task<ulong> StepAsync(CancellationToken cancel = default)
    {
        if (open.Count == 0) return 0;
        var found = await market.GetOpportunitiesAsync(market.Signer!.Account, cancel).ConfigureAwait(false);
        ulong next = 0;
        foreach (var opportunity in found.List.Where(o => o.Kind == OpportunityKind.Step))
        {
            if (!open.TryGetValue(opportunity.Request, out var wish)) continue;
            if (opportunity.Action == PrivateInputs.DeliverTag)
            {
                await DeliverKeyAsync(opportunity, cancel).ConfigureAwait(false);
                continue;
            }
            var decision = Strategy.Decide(opportunity, wish with { Now = found.Now });
            foreach (var deed in decision.Deeds) await SendAsync(deed, cancel).ConfigureAwait(false);
            if (decision.LookAgainAt > 0) next = next == 0 ? decision.LookAgainAt : ulong.Min(next, decision.LookAgainAt);
        }
        return next;
    }

    async Task DeliverKeyAsync(Opportunity opportunity, CancellationToken cancel)
    {
        if (!inputKeys.TryGetValue(opportunity.Request, out var key)) return;
        var sealedKey = SealedInput.SealKey(key, new Hash32(opportunity.Terms.Span), opportunity.Request);
        var answer = await market.SendAsync(new DeliverKey(opportunity.Request, sealedKey), cancel).ConfigureAwait(false);
        answered?.Invoke(answer);
    }

    async Task<CommandAnswer> SendAsync(Deed deed, CancellationToken cancel)
    {
        var answer = await market.SendAsync(deed, cancel).ConfigureAwait(false);
        answered?.Invoke(answer);
        return answer;
    }
}

namespace Vendue.Client;

/// <summary>
/// Holds a seat in a market's beacon: commits to a chain, and reveals its next link once a round has opened, which it
/// believes only of the true next link of the operator's chain. So no link of its own is had for nothing.
/// </summary>
/// <param name="market">The market, with the owner's key of an account that holds the office "beacon".</param>
/// <param name="chain">Its chain.</param>
/// <param name="tell">Told what happens, in sentences.</param>
public sealed class BeaconAgent(MarketClient market, BeaconChain chain, Action<string>? tell = null)
{
    Hash32 operatorLink = market.Genesis.BeaconAnchor;

    Name Account => market.Signer?.Account ?? throw new MarketClientException("no-signer", "A party of the beacon needs its owner's key.");

    /// <summary>Takes part until it is cancelled.</summary>
    /// <exception cref="MarketClientException">The node refused, was not reached, or shows an operator's link that is none; the message says which.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        ulong from = (await market.GetMarketAsync(stop).ConfigureAwait(false)).Sequence + 1;
        await StepAsync(stop).ConfigureAwait(false);
        await foreach (var happened in market.SubscribeAsync(from, stop).ConfigureAwait(false))
            if (happened.Event is "beacon-opened" or "beacon-revealed" or "beacon-voided" or "beacon-seat") await StepAsync(stop).ConfigureAwait(false);
    }

    /// <summary>Does what the beacon's state asks of this party now: takes its seat, or reveals its link.</summary>
    /// <exception cref="MarketClientException">The node refused, was not reached, or shows an operator's link that is none.</exception>
    public async Task StepAsync(CancellationToken stop)
    {
        var beacon = await market.GetBeaconAsync(stop).ConfigureAwait(false);
        Follow(beacon);
        var own = beacon.Parties.FirstOrDefault(p => p.Account == Account);
        if (own is { Seated: true })
        {
            if (beacon.Open && own.Revealed < beacon.Opened) await RevealAsync(beacon, own, stop).ConfigureAwait(false);
        }
        else if (!beacon.Open && (own is null || beacon.Opened >= own.Returns))
        {
            var end = own is not null && chain.PlaceOf(own.Link) is not null ? own.Link : chain.Anchor;
            Say(await market.SendAsync(new CommitBeacon(end), stop).ConfigureAwait(false), "Took a seat in the beacon");
        }
    }

    /// <summary>An operator whose link does not lead back to the one known would have the parties' links before its own.</summary>
    void Follow(BeaconView beacon)
    {
        const int most = 1 << 20;
        var link = beacon.OperatorLink;
        for (int steps = 0; link != operatorLink; steps++)
        {
            if (steps == most) throw new MarketClientException("bad-beacon", "The node shows an operator's link that does not lead back to the genesis: nothing is revealed to it.");
            link = Hash32.Sha256(link.ToArray());
        }
        operatorLink = beacon.OperatorLink;
    }

    async Task RevealAsync(BeaconView beacon, BeaconPartyView own, CancellationToken stop)
    {
        if (chain.PlaceOf(own.Link) is not { } place) throw new MarketClientException("bad-beacon", "The seat's link is of another chain than this one: start with the secret that it was taken with.");
        if (place >= BeaconChain.Length) throw new MarketClientException("beacon-chain-ended", "The chain has no more links: leave the seat and take it again with a new secret.");
        Say(await market.SendAsync(new RevealLink(beacon.Opened, chain.ValueOf(place + 1)), stop).ConfigureAwait(false), $"Revealed a link for round {beacon.Opened}");
    }

    void Say(CommandAnswer answer, string done) => tell?.Invoke(answer.IsApplied ? $"{done} (entry {answer.Sequence})." : $"{done}, but the market says {answer.Code}: {answer.Message}");
}

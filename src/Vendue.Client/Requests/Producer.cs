using System.Security.Cryptography;
using Vendue.Mechanisms;

namespace Vendue.Client;

/// <summary>Produces a chain's blocks as the market's mechanism wants it, with what others want proven in them.</summary>
/// <param name="market">The connection, with the producer's key.</param>
/// <param name="answered">Told the answer to every command, refusals too, with why it was sent.</param>
public sealed class Producer(MarketClient market, Action<CommandAnswer, string>? answered = null)
{
    readonly IProducerStrategy strategy = Catalogue.Of(market.Rules).Producer ?? throw new ArgumentException($"Under '{market.Genesis.Mechanism}' nobody produces blocks.", nameof(market));
    readonly Market rules = Catalogue.Open(market.Genesis);
    readonly List<Wish> pending = [];
    readonly Hash32 secret = new(RandomNumberGenerator.GetBytes(Hash32.Size));

    /// <summary>What is wanted and is in no block yet.</summary>
    public int Pending => pending.Count;

    /// <summary>Takes up what somebody wants proven, for one of the next blocks.</summary>
    public void Add(Wish wish) => pending.Add(wish);

    /// <summary>Produces what it is the producer's turn to produce, and takes the steps that the mechanism asks of it.</summary>
    /// <returns>The instant at which to come again; 0 for none in particular.</returns>
    public async Task<ulong> StepAsync(CancellationToken cancel = default)
    {
        var account = market.Signer!.Account;
        var found = await market.GetOpportunitiesAsync(account, cancel).ConfigureAwait(false);
        var mine = found.List.Where(o => o.Kind is OpportunityKind.Produce or OpportunityKind.Step).ToList();
        if (mine.Count == 0) return 0;
        var me = await SituationAsync(account, found, cancel).ConfigureAwait(false);
        ulong next = 0;
        foreach (var opportunity in mine)
        {
            var decision = strategy.Decide(opportunity, me with { Pending = [.. pending] });
            foreach (var deed in decision.Deeds) await SendAsync(deed, decision.Why, cancel).ConfigureAwait(false);
            if (decision.LookAgainAt > 0) next = next == 0 ? decision.LookAgainAt : ulong.Min(next, decision.LookAgainAt);
        }
        return next;
    }

    async Task SendAsync(Deed deed, string why, CancellationToken cancel)
    {
        var answer = await market.SendAsync(deed, cancel).ConfigureAwait(false);
        answered?.Invoke(answer, why);
        if (answer.Outcome == OutcomeKind.Refused) return;
        foreach (var statement in rules.StatementsIn(deed.Action, deed.Body.Memory))
        {
            int taken = pending.FindIndex(w => w.Statement.Input == statement.Input && w.Statement.Program == statement.Program);
            if (taken >= 0) pending.RemoveAt(taken);
        }
    }

    async Task<ProducerSituation> SituationAsync(Name account, Opportunities found, CancellationToken cancel)
    {
        var view = await market.GetAccountAsync(account, cancel).ConfigureAwait(false);
        var assets = market.Genesis.Assets;
        return new ProducerSituation
        {
            Account = account,
            Now = found.Now,
            Block = found.Block,
            UnitsPerSecond = market.Market.UnitsPerSecond,
            FreePayment = Free(view, assets[0]),
            FreeCollateral = Free(view, assets[int.Min(1, assets.Length - 1)]),
            Secret = secret,
        };
    }

    static UInt128 Free(AccountView? view, Name asset) =>
        view is not null && view.Balances.TryGetValue(asset.ToString(), out var amount) && amount > 0 ? (UInt128)amount : 0;
}

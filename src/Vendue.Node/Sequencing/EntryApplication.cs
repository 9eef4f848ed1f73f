using Vendue.Node.Journal;

namespace Vendue.Node.Sequencing;

/// <summary>Applies journal entries to a market: the one way for the live node, its recovery and every audit.</summary>
public static class EntryApplication
{
    /// <summary>Applies an entry.</summary>
    /// <exception cref="JournalException">It announces rules that this program does not have: the journal is one of another program.</exception>
    public static Outcome Apply(Market market, JournalEntry entry)
    {
        var envelope = entry.Command.Envelope;
        market.Ledger.TryFind(envelope.Sender, out Account sender);
        var command = new Command
        {
            Now = entry.Now,
            Block = entry.Block,
            Sender = sender,
            Key = envelope.Key,
            Lane = envelope.Lane,
            Nonce = envelope.Nonce,
            Expires = envelope.Expires,
            Receipt = entry.Receipt,
            Verdicts = entry.Verdicts,
        };
        var outcome = market.Apply(command, envelope.Action, envelope.Body.Memory);
        return outcome.Reason == Refused.RulesUnknown ? throw Missing(market, envelope.Body) : outcome;
    }

    /// <summary>A node never sequences an upgrade to rules that it does not have, so whoever journaled this one had them.</summary>
    static JournalException Missing(Market market, Bytes body) =>
        new("rules-missing", $"Entry {market.Sequence}: {market.Editions.Explain(Codec<Upgrade>.Of.Decode(body.Memory))} Replay it with a program that has them.");
}

using Vendue.Node.Journal;

namespace Vendue.Node.Sequencing;

/// <summary>Applies journal entries to a market: the one way for the live node, its recovery and every audit.</summary>
public static class EntryApplication
{
    /// <summary>Applies an entry.</summary>
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
        return market.Apply(command, envelope.Action, envelope.Body.Memory);
    }
}

using Vendue.Mechanisms;
using Vendue.Node.Journal;
using Vendue.Node.Sequencing;

namespace Vendue.Simulation.Tests.World;

/// <content>Once the faults end, everybody gets an answer, and the books are opened.</content>
sealed partial class Simulation
{
    const int Rounds = 8;

    /// <summary>Without faults, every client that goes on sending gets its last word within a bounded time.</summary>
    void Heal()
    {
        store.FailOneIn(0);
        superseded?.Dispose();
        superseded = null;
        if (store.IsDead) LosePower();
        store.LosePowerAfter(int.MaxValue);
        if (node is null) Start();
        for (int round = 0; round < Rounds && !beyondRepair && Undecided().Any(); round++)
            foreach (var command in Undecided().ToList()) Attend(command);
        if (!beyondRepair && Undecided().FirstOrDefault() is { Envelope.Nonce: > 0 } left)
            throw new Violation($"Nobody ever gets an answer to command {left.Id()}, action {left.Envelope.Action} of lane {left.Envelope.Lane}.");
    }

    static IEnumerable<SignedCommand> Everything => Population.Lanes.SelectMany(lane => lane);

    IEnumerable<SignedCommand> Undecided() => Everything.Where(c => !promises.IsDecided(c.Id()));

    void Attend(SignedCommand command)
    {
        clock.Pass(TimeSpan.FromMilliseconds(chance.Next(1, 100)));
        var submission = node!.Take(command);
        waiting.Add(submission);
        while (node.Verifier.Pending > 0) node.Verifier.Release(fails: false);
        if (chance.Next(4) == 0) node.Sequencer.LetTimePass();
        node.Drain();
        if (!submission.Result.IsCompleted) throw new Violation($"Command {submission.Id} is neither answered nor turned away, and nothing is under way.");
        Hear();
    }

    /// <summary>Stops and starts again, and holds the journal against a replay from nothing and an audit.</summary>
    void Settle()
    {
        var before = Picture();
        Stop();
        Start();
        if (Picture() is var after && after != before) throw new Violation($"Started again the node shows something else.\n{before}\n{after}");
        promises.StandIn(node!.Journal);
        if (isAudited && Audit(promises.Receipts()).Findings is [var found, ..]) throw new Violation($"The audit finds: {found.Code} at entry {found.Sequence}: {found.Message}");
        var entries = node.Journal.Read().SelectMany(g => g.Entries).Select(e => Codec<JournalEntry>.Of.Decode(e)).ToList();
        promises.Count(entries);
        Replay(entries);
    }

    /// <summary>What a query could show.</summary>
    string Picture()
    {
        var view = node!.Sequencer.View();
        var held = Enumerable.Range(1, view.Market.Ledger.Accounts).SelectMany(a => Enumerable.Range(0, view.Market.Ledger.Assets).Select(i => view.Held(new Account(a), new Asset((byte)i))));
        return $"{view.Position} {view.Head} {view.Market.StateHash()} {string.Join(' ', held)} {string.Join('\n', view.Requests)}";
    }

    /// <summary>A replay from nothing gives the node's state, and as much money as was deposited and not paid out.</summary>
    void Replay(List<JournalEntry> entries)
    {
        var replayed = Catalogue.Open(Population.Genesis);
        Int128 deposited = 0;
        foreach (var entry in entries)
            if (EntryApplication.Apply(replayed, entry).IsApplied && entry.Command.Envelope.Action == ActionSet.DescriptionOf(typeof(Deposit)).Tag)
                deposited += (Int128)Codec<Deposit>.Of.Decode(entry.Command.Envelope.Body.Memory).Amount;
        if (replayed.StateHash() != node!.Sequencer.Market.StateHash()) throw new Violation("A replay from nothing gives another state than the node has.");
        var issued = Enumerable.Range(0, replayed.Ledger.Assets).Select(i => replayed.Ledger.Balance(Account.Issued, new Asset((byte)i))).Aggregate((a, b) => a + b);
        if (-issued != deposited) throw new Violation($"{deposited} were deposited, and {-issued} are there.");
        Conserved(node.Sequencer.Market);
    }
}

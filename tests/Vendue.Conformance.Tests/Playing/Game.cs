using Vendue.Conformance.Tests.Generating;

namespace Vendue.Conformance.Tests.Playing;

/// <summary>
/// One game: default participants bring a market into its deep states while strangers, thieves, fools and broken software
/// send it whatever its actions' shapes allow. The same seed plays the same game.
/// </summary>
sealed class Game
{
    const int Remembered = 60;
    const ushort FirstOfModules = 64;

    readonly Subject subject;
    readonly Chance chance;
    readonly Memory memory = new();
    readonly Trial trial;
    readonly Values values;
    readonly Participants participants;
    readonly KernelMoves kernel;
    readonly Envelopes envelopes;
    readonly Passage passage;
    readonly List<Waiting> waiting = [];
    readonly List<Intent> sent = [];
    readonly ActionDescription[] actions;
    readonly Dictionary<ushort, int> accepted = [];

    public Game(Subject subject, ulong seed, Coverage coverage)
    {
        this.subject = subject;
        chance = new Chance(seed);
        trial = new Trial(subject, coverage);
        passage = new Passage(subject, trial, chance);
        values = new Values(chance, memory, () => passage.Now, [.. Cast.Everybody, .. subject.Genesis.Assets]);
        participants = new Participants(subject, trial, chance, memory, chance.Of(subject.Patience));
        kernel = new KernelMoves(trial, chance, memory);
        envelopes = new Envelopes(trial, chance, kernel);
        actions = [.. trial.Market.Actions.Where(a => a.Tag % Scope.Tags >= FirstOfModules)];
    }

    /// <summary>What was played so far: with it the game can be played again without chance.</summary>
    public List<Act> Script { get; } = [];

    public void Play(int acts)
    {
        foreach (var (who, amount) in Cast.Purses)
            foreach (var asset in subject.Genesis.Assets)
                Send(Intent.Of(Cast.Bank, new Deposit(who, asset, amount, chance.Hash())), honest: true);
        while (Script.Count < acts) Step();
        Violation.Unless(Scripts.Replay(subject, Script).StateHash() == trial.Market.StateHash(), "the same commands gave another state");
        trial.End(passage.Block);
    }

    void Step()
    {
        bool struck = (!waiting.Exists(IsDue) || chance.Percent(8)) && passage.Pass(waiting, participants.Instants);
        if (struck && chance.Percent(60)) WakeAll();
        if (chance.Percent(6)) Harvest();
        if (TakeDue() is { } due)
        {
            Carry(due);
            return;
        }
        switch (chance.Weighted([41, 14, 7, 7, 14, 8, 2, 6, 3]))
        {
            case 8: HoldDeadline(); break;
            case 0: Follow(); break;
            case 1: foreach (var intent in participants.Ask(passage.Now)) Vary(intent); break;
            case 2 when sent.Count > 0: Send(chance.Of(sent), honest: false); break;
            case 3 when sent.Count > 0: Send(Mutated(chance.Of(sent)), honest: false); break;
            case 4: Send(Invented(), honest: false); break;
            case 5: Send(kernel.Next(passage.Now), honest: chance.Percent(90)); break;
            case 6: Send(kernel.Reveal(), honest: true); break;
            default: WakeAll(); break;
        }
    }

    bool IsDue(Waiting later) => later.At <= passage.Now && later.AtBlock <= passage.Block;

    /// <summary>Time passes in the market too, and everybody does what there is to do, as on a live market whose agents are awake.</summary>
    void WakeAll()
    {
        Send(Intent.Of(Cast.Clock, new Tick()), honest: true);
        foreach (var who in Cast.Actors) waiting.AddRange(participants.Attend(who, passage.Now, passage.Block));
    }

    void Follow()
    {
        var next = participants.Follow(passage.Now, passage.Block);
        if (next.Count > 0) Carry(next[0]);
        waiting.AddRange(next.Skip(1));
    }

    /// <summary>Does what is due: sends it, or delivers the proof that is done; what must wait longer waits.</summary>
    void Carry(Waiting due)
    {
        if (due.At > passage.Now || due.AtBlock > passage.Block) waiting.Add(due);
        else if (due.Proven is not null) waiting.AddRange(participants.Deliver(due, passage.Now, passage.Block));
        else Vary(due.Intent!);
    }

    Waiting? TakeDue()
    {
        if (waiting.Count > 60) waiting.RemoveAt(chance.Below(waiting.Count));
        var due = waiting.FindAll(IsDue);
        if (due.Count == 0 || chance.Percent(25)) return null;
        // Usually in order, at times another that is due: reordered commands.
        var chosen = chance.Percent(80) ? due[0] : chance.Of(due);
        waiting.Remove(chosen);
        return chosen;
    }

    /// <summary>Sends what a participant wants to send, mostly as it is.</summary>
    void Vary(Intent intent)
    {
        switch (chance.Weighted([82, 10, 4, 2, 2]))
        {
            case 0: SendReceived(intent); break;
            case 1: Send(Mutated(intent), honest: true); break;
            case 2: Send(intent with { Sender = chance.Percent(90) ? chance.Of(Cast.Actors) : "nobody" }, honest: true); break;
            case 3: Send(intent with { Body = values.Corrupted(intent.Body) }, honest: true); break;
            default: Send(intent, honest: false); break;
        }
    }

    /// <summary>Sends an honest action; one with proofs at times as a node does whose verifier is slow: received first, sequenced later.</summary>
    void SendReceived(Intent intent)
    {
        var requests = envelopes.RequestsProvenBy(intent);
        if (requests.Count == 0 || chance.Percent(70))
        {
            Send(intent, honest: true);
            return;
        }
        var digest = chance.Hash();
        foreach (var request in requests) Send(kernel.Receive(digest, request, intent.Sender), honest: true);
        ulong verifying = chance.Below((subject.Genesis.VerdictWait * 5 / 4) + 1);
        waiting.Add(new Waiting(passage.Now + verifying, 0, intent with { Receipt = digest }, intent.Sender));
    }

    Intent Mutated(Intent intent)
    {
        try
        {
            return trial.ActionOf(intent.Tag) is { } action ? intent with { Body = values.Mutated(action.Codec.Shape, intent.Body) } : intent;
        }
        catch (EncodingException)
        {
            return intent with { Body = values.Corrupted(intent.Body) };
        }
    }

    /// <summary>A proof arrives just before the next thing that happens, and is judged after it: what waits for its verdict can be done early.</summary>
    void HoldDeadline()
    {
        Send(kernel.Receive(), honest: true);
        passage.Strike();
        for (int i = 0; i < 3; i++) Send(Invented(), honest: true);
    }

    Intent Invented()
    {
        var action = chance.Weighted([40, 40, 20]) switch { 0 => Rarest(), 1 => chance.Of(actions), _ => chance.Of(trial.Market.Actions.ToArray()) };
        ushort tag = chance.Percent(99) ? action.Tag : (ushort)chance.Below(70_000);
        switch (chance.Weighted([20, 40, 20, 20]))
        {
            case 0 when kernel.AnyRequest() is { } request: return Concerning(request, tag, action);
            case 1 when participants.Sketch(passage.Now, passage.Block) is { Count: > 0 } sketched: return Beside(chance.Of(sketched), tag, action);
            case 2 when sent.Count > 0: return Beside(chance.Of(sent), tag, action);
            default: return new Intent(chance.Of(Cast.Actors), tag, values.Any(action.Codec.Shape));
        }
    }

    /// <summary>An action about a request that stands, often by its requester.</summary>
    Intent Concerning((Hash32 Key, Name Owner) request, ushort tag, ActionDescription action)
    {
        values.Focus = request.Key;
        var intent = new Intent(chance.Percent(60) ? request.Owner : chance.Of(Cast.Actors), tag, values.Any(action.Codec.Shape));
        values.Focus = default;
        return intent;
    }

    Intent Beside(Intent other, ushort tag, ActionDescription action) =>
        new(chance.Percent(80) ? other.Sender : chance.Of(Cast.Actors), tag, Beside(action, other));

    /// <summary>The action that was accepted least often in this game: what is hard to reach is tried most.</summary>
    ActionDescription Rarest() => actions.OrderBy(a => accepted.GetValueOrDefault(a.Tag)).ThenBy(_ => chance.Next()).First();

    byte[] Beside(ActionDescription action, Intent other)
    {
        try
        {
            return values.Beside(action.Codec.Shape, ValueTree.Read(trial.ActionOf(other.Tag)!.Codec.Shape, other.Body));
        }
        catch (EncodingException)
        {
            return values.Any(action.Codec.Shape);
        }
    }

    void Send(Intent intent, bool honest)
    {
        var act = envelopes.Dress(intent, passage.Now, passage.Block, honest);
        Script.Add(act);
        var outcome = trial.Play(act);
        if (outcome.IsRefused) return;
        accepted[act.Tag] = accepted.GetValueOrDefault(act.Tag) + 1;
        if (trial.ActionOf(act.Tag) is { } action) memory.Learn(ValueTree.Read(action.Codec.Shape, act.Body), trial.Market.Ledger);
        if (sent.Count == Remembered) sent.RemoveAt(chance.Below(Remembered));
        sent.Add(intent);
        for (int i = 0; i < trial.Market.Events.Count; i++)
            memory.Learn(ValueTree.Read(trial.Market.Events.KindAt(i).Codec.Shape, trial.Market.Events.BytesAt(i).ToArray()), trial.Market.Ledger);
    }

    /// <summary>Learns a row of the market's own state: ids, digests and sums that no action or event showed.</summary>
    void Harvest()
    {
        var table = chance.Of(trial.Market.Tables);
        var rows = new List<byte[]>();
        table.Visit((_, row) => rows.Add(row.ToArray()));
        if (rows.Count > 0) memory.Learn(ValueTree.Read(table.RowShape, chance.Of(rows)), trial.Market.Ledger);
    }
}

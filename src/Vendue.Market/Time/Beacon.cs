namespace Vendue.Kernel;

readonly record struct BeaconState(ulong Round, Hash32 Value, Hash32 Anchor);

/// <summary>The round under way: which one, the operator's link that opened it, and the timer that ends it.</summary>
readonly record struct BeaconRound(ulong Number, bool Open, Hash32 Link, Handle<Timer> Ends);

/// <summary>What a mechanism awaits from the beacon.</summary>
/// <param name="After">The value must come of a round that opens after this one.</param>
/// <param name="Order">Its place among those that wait.</param>
/// <param name="Drawn">The kind of timer that fires with the value.</param>
/// <param name="Missed">The kind of timer that fires when none came.</param>
/// <param name="Payload">What the timer's handler is told.</param>
/// <param name="Ends">The timer that stands for its bound.</param>
public readonly record struct BeaconWait(ulong After, ulong Order, ushort Drawn, ushort Missed, ulong Payload, Handle<Timer> Ends);

/// <summary>The hash of a draw.</summary>
public enum DrawHash : byte
{
    /// <summary>SHA-256.</summary>
    Sha256,
    /// <summary>Keccak-256, as Ethereum uses it.</summary>
    Keccak256,
}

/// <summary>
/// The market's randomness. Each round the operator reveals the next link of a hash chain whose end stands in the genesis;
/// where the genesis names further parties, each adds the next link of its own, and the value is a hash over them all. A
/// draw hashes the value with bytes that the mechanism states, so anybody can recheck it.
/// </summary>
public sealed class Beacon
{
    readonly Market market;
    readonly BeaconTerms terms;
    readonly Cell<BeaconState> state;
    readonly Cell<BeaconRound> round;
    readonly Cell<ulong> order;
    readonly BeaconParties parties;
    readonly Table<BeaconWait> waits;
    readonly OrderedIndex<ulong, BeaconWait> waitsInOrder;
    readonly ushort roundEnds, waitEnds;
    ReadOnlyMemory<Hash32> raw;

    internal Beacon(Market market, Genesis genesis)
    {
        this.market = market;
        terms = genesis.Beacon;
        state = market.Cell<BeaconState>("beacon");
        state.Value = new BeaconState(0, genesis.BeaconAnchor, genesis.BeaconAnchor);
        round = market.Cell<BeaconRound>("beacon-round");
        order = market.Cell<ulong>("beacon-wait-order");
        parties = new BeaconParties(market, genesis);
        waits = market.Table<BeaconWait>("beacon-waits", (int)genesis.Limits.Timers);
        waitsInOrder = waits.OrderBy(w => w.Order);
        roundEnds = market.Timers.Register((_, _) => EndRound());
        waitEnds = market.Timers.Register((_, payload) => EndWait(Packed.Handle<BeaconWait>(payload)));
        market.On<CommitBeacon>(OnCommit);
        market.On<RevealLink>(OnReveal);
        market.On<LeaveBeacon>(OnLeave);
    }

    /// <summary>How many values were revealed.</summary>
    public ulong Round => state.Value.Round;

    /// <summary>The value revealed last; the genesis' anchor before the first.</summary>
    public Hash32 Value => state.Value.Value;

    /// <summary>How many rounds have opened, those without a value included.</summary>
    public ulong Opened => round.Value.Number;

    /// <summary>Whether a round waits for its parties.</summary>
    public bool IsOpen => round.Value.Open;

    /// <summary>The operator's link revealed last; the genesis' anchor before the first.</summary>
    public Hash32 OperatorLink => state.Value.Anchor;

    /// <summary>How many links of its chain the operator has revealed: the number of the next is one more.</summary>
    public ulong OperatorLinks => round.Value.Number;

    /// <summary>Whether the operator can open a round now: none waits for its parties, and enough of them are seated.</summary>
    public bool CanOpen => !round.Value.Open && (!parties.AreNamed || parties.Seated >= terms.Quorum);

    /// <summary>The parties that hold or held a seat, in order of taking it first.</summary>
    public IEnumerable<BeaconParty> Parties => parties.All;

    /// <summary>A draw: SHA-256 over the text "vendue/draw/1", the beacon's value and the bytes that name what is drawn.</summary>
    public Hash32 Draw(ReadOnlySpan<byte> what)
    {
        if (raw.Length > 0)
        {
            var next = raw.Span[0];
            raw = raw[1..];
            return next;
        }
        var writer = new CanonicalWriter();
        writer.Raw("vendue/draw/1"u8);
        writer.Hash32(Value);
        writer.Raw(what);
        return Hash32.Sha256(writer.Written);
    }

    /// <summary>A draw as a source states it: the hash of exactly these bytes, into which the mechanism puts <see cref="Value"/> where its source has its seed.</summary>
    public Hash32 Draw(ReadOnlySpan<byte> preimage, DrawHash hash)
    {
        if (raw.Length == 0) return hash == DrawHash.Keccak256 ? Keccak256.Hash(preimage) : Hash32.Sha256(preimage);
        var next = raw.Span[0];
        raw = raw[1..];
        return next;
    }

    /// <summary>
    /// Awaits a value that nobody can know yet: of a round that opens after this command. A timer of kind
    /// <paramref name="drawn"/> fires as soon as it is there, or one of kind <paramref name="missed"/> after
    /// <paramref name="until"/> if none came. Refused when a table is full.
    /// </summary>
    /// <param name="drawn">The kind of timer that fires with the value; its handler draws.</param>
    /// <param name="missed">The kind of timer that fires when there is none; its handler does without.</param>
    /// <param name="payload">What the handler is told.</param>
    /// <param name="until">The last instant at which a value still counts.</param>
    /// <param name="wait">The wait, to be taken back by <see cref="Forget"/>.</param>
    public Outcome Await(ushort drawn, ushort missed, ulong payload, ulong until, out Handle<BeaconWait> wait)
    {
        int mark = market.Mark;
        ulong place = order.Value;
        if (!waits.TryAdd(new BeaconWait(round.Value.Number, place, drawn, missed, payload, default), out wait)) return waits.Full;
        if (market.Timers.Set(waitEnds, until == ulong.MaxValue ? until : until + 1, Packed.Of(wait), out var ends) is { IsRefused: true } full) return market.Rewind(mark, full);
        waits.Write(wait, waits[wait] with { Ends = ends });
        order.Value = place + 1;
        return Outcome.Applied;
    }

    /// <summary>Takes a wait back; nothing happens if it has ended.</summary>
    public void Forget(Handle<BeaconWait> wait)
    {
        if (!waits.Contains(wait)) return;
        market.Timers.Cancel(waits[wait].Ends);
        waits.Remove(wait);
    }

    /// <summary>The operator reveals its next link: alone that is the value, and with parties it opens a round before any of theirs is known.</summary>
    internal Outcome Reveal(Hash32 link)
    {
        var now = state.Value;
        if (Hash32.Sha256(link.ToArray()) != now.Anchor) return Refused.BeaconMismatch;
        ulong number = round.Value.Number + 1;
        if (!parties.AreNamed)
        {
            round.Value = new BeaconRound(number, false, link, default);
            Complete(link, link);
            return Outcome.Applied;
        }
        if (round.Value.Open) return Refused.BeaconOpen.With(round.Value.Number);
        if (parties.Seated < terms.Quorum) return Refused.BeaconQuorum.With(parties.Seated, terms.Quorum);
        ulong until = terms.Bound > ulong.MaxValue - 1 - market.Now ? ulong.MaxValue - 1 : market.Now + terms.Bound;
        if (market.Timers.Set(roundEnds, until + 1, 0, out var ends) is { IsRefused: true } full) return full;
        state.Value = now with { Anchor = link };
        round.Value = new BeaconRound(number, true, link, ends);
        parties.Begin();
        market.Emit(new BeaconOpened(number, link, until));
        return Outcome.Applied;
    }

    /// <summary>Gives the raw draws of the command under way, for its timers and its action; none are left for the next.</summary>
    internal void Inject(ReadOnlyMemory<Hash32> draws) => raw = draws;

    Outcome OnCommit(in Call call, in CommitBeacon action) => round.Value.Open
        ? Refused.BeaconOpen.With(round.Value.Number)
        : parties.Seat(call.Sender, action.Anchor, round.Value.Number);

    Outcome OnLeave(in Call call, in LeaveBeacon action) => round.Value.Open
        ? Refused.BeaconOpen.With(round.Value.Number)
        : parties.Leave(call.Sender);

    Outcome OnReveal(in Call call, in RevealLink action)
    {
        if (!round.Value.Open || action.Round != round.Value.Number) return Refused.BeaconNotOpen.With(round.Value.Number);
        if (parties.Reveal(call.Sender, action.Round, action.Link) is { IsRefused: true } refusal) return refusal;
        if (parties.Missing > 0) return Outcome.Applied;
        market.Timers.Cancel(round.Value.Ends);
        Complete(parties.Mix(Value, action.Round, round.Value.Link), round.Value.Link);
        return Outcome.Applied;
    }

    void Complete(Hash32 value, Hash32 link)
    {
        var before = state.Value;
        state.Value = new BeaconState(before.Round + 1, value, link);
        round.Value = round.Value with { Open = false, Ends = default };
        market.Emit(new BeaconRevealed(before.Round + 1, value));
        foreach (var wait in waitsInOrder.All().Where(w => waits[w].After < round.Value.Number).ToArray()) Fire(wait, waits[wait].Drawn);
        // A number that overflows in a module must not keep the beacon from going on.
        market.Attempt(() =>
        {
            market.TellBeacon();
            return Outcome.Applied;
        });
    }

    /// <summary>A round that a party let pass has no value: a value over those who did reveal could be chosen by who withholds.</summary>
    void EndRound()
    {
        ulong number = round.Value.Number;
        round.Value = round.Value with { Open = false, Ends = default };
        parties.LeaveOut(number);
        market.Emit(new BeaconVoided(number));
    }

    void EndWait(Handle<BeaconWait> wait)
    {
        if (waits.Contains(wait)) Fire(wait, waits[wait].Missed);
    }

    /// <summary>The wait's own timer gives its row to the one that fires, so that a full table never loses it.</summary>
    void Fire(Handle<BeaconWait> wait, ushort kind)
    {
        var row = waits[wait];
        market.Timers.Cancel(row.Ends);
        waits.Remove(wait);
        if (market.Timers.Set(kind, market.Now, row.Payload, out _).IsRefused) throw new InvariantException("A timer that was taken back leaves room for another.");
    }
}

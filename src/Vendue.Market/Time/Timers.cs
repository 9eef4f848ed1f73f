namespace Vendue.Kernel;

/// <summary>A timer that stands in a market.</summary>
/// <param name="Due">The instant it was set for.</param>
/// <param name="At">The instant it fires: <paramref name="Due"/>, or later while it waits for a verdict.</param>
/// <param name="Phase">Its order among timers of one instant: lower first.</param>
/// <param name="Sequence">Its order among timers of one instant and phase: as set.</param>
/// <param name="Kind">Which handler it calls.</param>
/// <param name="Request">The request it concerns: it waits, within bounds, for the verdicts of proofs received before it.</param>
/// <param name="Payload">What the handler is told.</param>
public readonly record struct Timer(ulong Due, ulong At, byte Phase, ulong Sequence, ushort Kind, Handle<Request> Request, ulong Payload);

/// <summary>A timer handler: whose it is, and its order among those of its scope.</summary>
readonly record struct RegisteredTimer(string? Path, int Order, TimerHandler Handler);

/// <summary>Handles a timer.</summary>
/// <param name="due">The instant the timer was set for.</param>
/// <param name="payload">What it was told to say.</param>
public delegate void TimerHandler(ulong due, ulong payload);

/// <summary>
/// The timers of a market, fired in order of (time, phase, sequence) before the command whose time has reached them.
/// </summary>
public sealed class Timers
{
    readonly record struct Key(ulong At, byte Phase, ulong Sequence) : IComparable<Key>
    {
        public int CompareTo(Key other) =>
            At != other.At ? At.CompareTo(other.At)
            : Phase != other.Phase ? Phase.CompareTo(other.Phase)
            : Sequence.CompareTo(other.Sequence);
    }

    /// <summary>The heap follows the table as an index does; entries of rows that changed or went are passed over.</summary>
    sealed class Queue(Table<Timer> table) : TableIndex<Timer>
    {
        readonly PriorityQueue<Handle<Timer>, Key> heap = new();

        /// <summary>A bound below every timer that stands, without a look at the rows.</summary>
        public ulong Earliest => heap.TryPeek(out _, out var key) ? key.At : ulong.MaxValue;

        public bool TryPeek(out Handle<Timer> next)
        {
            while (heap.TryPeek(out next, out var key))
            {
                if (table.Contains(next) && KeyOf(table[next]) == key) return true;
                heap.Dequeue();
            }
            return false;
        }

        internal override void Added(Handle<Timer> handle, in Timer row)
        {
            if (heap.Count > 1024 + (4 * table.Count)) Rebuild();
            heap.Enqueue(handle, KeyOf(row));
        }

        internal override void Removed(Handle<Timer> handle, in Timer row) { }

        internal override void Replaced(Handle<Timer> handle, in Timer before, in Timer after) => Added(handle, after);

        internal override void Clear() => heap.Clear();

        void Rebuild()
        {
            heap.Clear();
            foreach (var handle in table) heap.Enqueue(handle, KeyOf(table[handle]));
        }

        static Key KeyOf(in Timer row) => new(row.At, row.Phase, row.Sequence);
    }

    readonly Market market;
    readonly Table<Timer> table;
    readonly Queue queue;
    readonly GroupIndex<Timer> waitingFor;
    readonly Cell<ulong> sequence;
    readonly RequestBook requests;
    readonly ulong verdictWait;
    readonly List<RegisteredTimer> handlers = [];
    int kernelHandlers;
    // How many timers before it each timer of this command's chains follows, by its sequence; and where the one that fires stands, 0 for none.
    readonly Dictionary<ulong, int> links = [];
    int link;
    bool handlersSealed;

    internal Timers(Market market, Genesis genesis, RequestBook requests)
    {
        this.market = market;
        this.requests = requests;
        verdictWait = genesis.VerdictWait;
        sequence = market.Cell<ulong>("timer-sequence");
        table = market.Table<Timer>("timers", (int)genesis.Limits.Timers);
        queue = table.Follow(new Queue(table));
        waitingFor = table.Follow(new GroupIndex<Timer>(t => t.At == t.Due ? -1 : t.Request.Index));
    }

    /// <summary>How many timers may follow each other at one instant, each set by the one before: time must pass in the end.</summary>
    public const int LongestChain = 1_000;

    /// <summary>How many timers stand.</summary>
    public int Count => table.Count;

    /// <summary>The instant of the next timer, if any stands.</summary>
    public ulong? Next => queue.TryPeek(out var next) ? table[next].At : null;

    /// <summary>Registers a handler and gives the kind by which timers name it. The order of registration is part of the rules.</summary>
    public ushort Register(TimerHandler handler)
    {
        if (handlersSealed) throw new InvariantException("Timer handlers are registered while the mechanism is made.");
        handlers.Add(new RegisteredTimer(market.Making, handlers.Count(h => h.Path == market.Making), handler));
        return (ushort)(handlers.Count - 1);
    }

    /// <summary>Sets a timer. Refused when the table is full, or by a timer that ends a chain of <see cref="LongestChain"/> timers each of which set the next for an instant already reached.</summary>
    /// <param name="kind">The handler's kind.</param>
    /// <param name="due">When it fires; an instant already reached means before the next command.</param>
    /// <param name="payload">What the handler is told.</param>
    /// <param name="handle">The timer set.</param>
    /// <param name="phase">Its order among timers of one instant.</param>
    /// <param name="request">The request whose pending verdicts it waits for; none to fire regardless.</param>
    public Outcome Set(ushort kind, ulong due, ulong payload, out Handle<Timer> handle, byte phase = 0, Handle<Request> request = default)
    {
        if (kind >= handlers.Count) throw new InvariantException($"No timer handler {kind} is registered.");
        handle = default;
        ulong order = sequence.Value;
        bool chained = link > 0 && due <= market.Now;
        if (chained && link == LongestChain) return Refused.TimerChain.With(LongestChain);
        if (!table.TryAdd(new Timer(due, due, phase, order, kind, request, payload), out handle)) return table.Full;
        sequence.Value = order + 1;
        if (chained) links[order] = link;
        else if (links.Count > 0) links.Remove(order);
        return Outcome.Applied;
    }

    /// <summary>Takes a timer back; nothing happens if it has fired.</summary>
    public void Cancel(Handle<Timer> handle)
    {
        if (table.Contains(handle)) table.Remove(handle);
    }

    internal void Seal() => handlersSealed = true;

    /// <summary>What is registered until now is the kernel's and stays through upgrades.</summary>
    internal void KeepThese() => kernelHandlers = handlers.Count;

    internal RegisteredTimer[] Registered => [.. handlers];

    internal void Reopen()
    {
        handlers.RemoveRange(kernelHandlers, handlers.Count - kernelHandlers);
        handlersSealed = false;
    }

    internal void PutBack(RegisteredTimer[] registered)
    {
        handlers.Clear();
        handlers.AddRange(registered);
        handlersSealed = true;
    }

    /// <summary>Gives the timers that stand to the handlers of the same scope and order; those that have none any more are taken back.</summary>
    internal void MoveFrom(RegisteredTimer[] before)
    {
        var moved = before.Select(b => handlers.FindIndex(h => h.Path == b.Path && h.Order == b.Order)).ToArray();
        foreach (var handle in table)
        {
            var timer = table[handle];
            if (moved[timer.Kind] < 0) table.Remove(handle);
            else if (moved[timer.Kind] != timer.Kind) table.Write(handle, timer with { Kind = (ushort)moved[timer.Kind] });
        }
    }

    /// <summary>A command begins: what the timers of the last one set has fired.</summary>
    internal void Begin() => links.Clear();

    /// <summary>Whether a timer stands at or before an instant, and for when.</summary>
    internal bool IsDue(ulong now, out ulong at)
    {
        at = 0;
        if (queue.Earliest > now || !queue.TryPeek(out var next)) return false;
        at = table[next].At;
        return at <= now;
    }

    /// <summary>Takes the next timer due at or before <paramref name="now"/> off the table and calls its handler.</summary>
    /// <returns>Whether there was one.</returns>
    internal bool FireNext(ulong now)
    {
        if (!queue.TryPeek(out var next) || table[next] is var timer && timer.At > now) return false;
        if (MustWait(timer))
        {
            table.Write(next, timer with { At = WaitsUntil(timer) });
            return true;
        }
        table.Remove(next);
        Fire(timer);
        return true;
    }

    /// <summary>Brings forward the timers of a request that waited for a verdict and for which none is pending any more: proofs received after a deadline do not hold it up.</summary>
    internal void Resume(Handle<Request> request)
    {
        foreach (int place in waitingFor.Of(request.Index))
            if (table.TryAt(place, out var handle) && table[handle] is var timer && timer.Request == request && !requests.HasPendingReceipt(request, timer.Due))
                table.Write(handle, timer with { At = timer.Due });
    }

    /// <summary>A number that overflows at a deadline must not stop the market, nor any replay of it: what the handler did is undone, and told.</summary>
    void Fire(Timer timer)
    {
        int mark = market.Mark, told = market.Events.Count;
        link = links.Remove(timer.Sequence, out int before) ? before + 1 : 1;
        try
        {
            handlers[timer.Kind].Handler(timer.Due, timer.Payload);
        }
        catch (ArithmeticException)
        {
            market.Rewind(mark, default);
            market.Events.Truncate(told);
            market.Emit(new TimerFailed(timer.Kind, timer.Due, timer.Payload));
        }
        finally
        {
            link = 0;
        }
    }

    bool MustWait(in Timer timer) =>
        timer.At == timer.Due && WaitsUntil(timer) > timer.Due && !timer.Request.IsNone && requests.HasPendingReceipt(timer.Request, timer.Due);

    ulong WaitsUntil(in Timer timer) => verdictWait > ulong.MaxValue - timer.Due ? ulong.MaxValue : timer.Due + verdictWait;
}

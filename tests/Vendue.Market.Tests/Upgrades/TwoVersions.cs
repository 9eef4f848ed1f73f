namespace Vendue.Kernel.Tests.Upgrades;

public sealed record NotesParameters
{
    public ulong Fee { get; init; } = 1;

    public static Bytes Of(ulong fee) => new(Codec<NotesParameters>.Of.Encode(new NotesParameters { Fee = fee }));
}

[Action(64, "put", "Keeps a note, and rings when it is due.")]
public readonly record struct Put(ulong Key, ulong Value, ulong Due);

[Action(65, "ask", "Opens a request.")]
public readonly record struct AskFor(Hash32 Request, ulong Ends);

[Action(66, "tell-fee", "Tells the fee by which a request goes on, or the fee now.")]
public readonly record struct TellFee(Hash32 Request);

/// <summary>Rules 2 only.</summary>
[Action(67, "double", "Doubles a note.")]
public readonly record struct DoubleNote(ulong Key);

[Event(64, "rang")]
public readonly record struct Rang(ushort Rules, ulong Key, UInt128 Value);

[Event(65, "fee-told")]
public readonly record struct FeeTold(ulong Fee);

[Event(66, "heard")]
public readonly record struct Heard(ulong Payload);

/// <summary>Notes under two versions of their rules: in the second a note is wider, can be doubled, and has company in other tables and timers.</summary>
public sealed class Notes : Mechanism
{
    public readonly record struct Before(ulong Key, ulong Value);

    public readonly record struct After(ulong Key, UInt128 Value, bool Converted);

    readonly ushort rules, ring;
    readonly NotesParameters parameters;
    readonly Table<Before>? before;
    readonly Table<After>? after;
    readonly UniqueIndex<ulong, After>? byKey;
    readonly Cell<uint>? adopted;

    public Notes(Scope scope, ushort rules, NotesParameters parameters) : base(scope)
    {
        (this.rules, this.parameters) = (rules, parameters);
        if (rules == 1)
        {
            before = scope.Table<Before>("notes", 10);
            scope.Table<ulong>("useless", 10).TryAdd(7, out _);
        }
        else
        {
            adopted = scope.Cell<uint>("adopted");
            after = scope.Table<After>("notes", 10);
            byKey = after.IndexBy(n => n.Key);
        }
        ring = scope.Timers.Register((_, payload) => Ring(payload));
        if (rules == 2) scope.Timers.Register((_, _) => { });
        scope.On<Put>(Keep);
        scope.On<AskFor>((in call, in action) => Scope.OpenRequest(action.Request, call.Sender, new Statement(), action.Ends, out _));
        scope.On<TellFee>(Tell);
        if (rules == 2) scope.On<DoubleNote>(Double);
    }

    public uint Adopted => adopted!.Value;

    public override IEnumerable<Opportunity> Opportunities(Account account) => [];

    public override Ending Expire(Handle<Request> request) => Ending.Expired;

    /// <summary>Completes the way from rules 1; the fee 13 brings bad luck.</summary>
    public Outcome Adopt(uint last)
    {
        adopted!.Value = last + 1;
        return parameters.Fee == 13 ? TrialMechanism.Asked : Outcome.Applied;
    }

    Outcome Keep(in Call call, in Put action)
    {
        ulong bits;
        if (rules == 1)
        {
            if (!before!.TryAdd(new Before(action.Key, action.Value), out var row)) return before.Full;
            bits = Packed.Of(row);
        }
        else
        {
            if (!after!.TryAdd(new After(action.Key, action.Value, false), out var row)) return after.Full;
            bits = Packed.Of(row);
        }
        return Scope.Timers.Set(ring, action.Due, bits, out Handle<Timer> _);
    }

    Outcome Double(in Call call, in DoubleNote action)
    {
        if (!byKey!.TryFind(action.Key, out var row)) return Refused.UnknownRequest;
        after!.Write(row, after[row] with { Value = 2 * after[row].Value });
        return Outcome.Applied;
    }

    Outcome Tell(in Call call, in TellFee action)
    {
        Scope.Emit(new FeeTold(Requests.TryFind(action.Request, out var request) ? Scope.ParametersOf<NotesParameters>(request).Fee : parameters.Fee));
        return Outcome.Applied;
    }

    void Ring(ulong payload)
    {
        if (rules == 1) Scope.Emit(new Rang(1, before![Packed.Handle<Before>(payload)].Key, before[Packed.Handle<Before>(payload)].Value));
        else Scope.Emit(new Rang(2, after![Packed.Handle<After>(payload)].Key, after[Packed.Handle<After>(payload)].Value));
    }
}

/// <summary>A schedule that is not upgraded, but whose timers are numbered after the mechanism's.</summary>
public sealed class Listener : RewardSchedule
{
    readonly ushort hear;

    public Listener(Scope scope) : base(scope)
    {
        hear = scope.Timers.Register((_, payload) => Scope.Emit(new Heard(payload)));
        scope.On<Put>((in call, in action) => Scope.Timers.Set(hear, action.Due, action.Key, out Handle<Timer> _));
    }

    public override IEnumerable<Opportunity> Opportunities(Account account) => [];

    public override void Settled(in SettledEvent settled) { }
}

/// <summary>A program that has rules 1 and, unless it is old, rules 2.</summary>
public sealed class NotesRulebook(bool old = false) : Rulebook
{
    public override Kernel.Modules Make(RulesInForce rules) =>
        rules.Mechanism.Rules > (old ? 1 : 2) ? throw new EncodingException($"No rules {rules.Mechanism.Rules}.")
        : new(scope => new Notes(scope, rules.Mechanism.Rules, Codec<NotesParameters>.Of.Decode(rules.Mechanism.Parameters.Memory))) { Schedules = [("listener", scope => new Listener(scope))] };

    public override Migration? MigrationOf(Name module, ushort from, ushort to) => (from, to) switch
    {
        (1, 2) when !old => new Migration
        {
            From = 1,
            Tables = [TableMigration.Of<Notes.Before, Notes.After>("notes", n => new(n.Key, n.Value, true))],
            Dropped = ["useless"],
            Complete = (module, last) => ((Notes)module).Adopt(last),
        },
        (2, 2) => new Migration { From = 2 },
        _ => null,
    };

    public override string? Check(ModuleChoice choice)
    {
        try
        {
            return Codec<NotesParameters>.Of.Decode(choice.Parameters.Memory).Fee > 100 ? "The fee is too high." : null;
        }
        catch (EncodingException wrong)
        {
            return wrong.Message;
        }
    }

    public override IReadOnlyList<ushort> VersionsOf(Name module) => old ? [1] : [1, 2];
}

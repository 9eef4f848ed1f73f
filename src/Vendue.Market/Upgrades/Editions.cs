namespace Vendue.Kernel;

/// <summary>Rules and parameters that a module had from some edition of the market on.</summary>
/// <param name="Number">The edition: how many upgrades there were before.</param>
/// <param name="Slot">The module's scope.</param>
/// <param name="Rules">The version of its rules.</param>
/// <param name="Since">The instant from which it had them.</param>
/// <param name="Parameters">Its parameters, in the encoding of the version now in force.</param>
public readonly record struct EditionRow(uint Number, byte Slot, ushort Rules, ulong Since, Handle<Blob> Parameters);

/// <summary>An upgrade that was announced.</summary>
/// <param name="Slot">The module's scope.</param>
/// <param name="Rules">The version of its rules.</param>
/// <param name="Effective">The instant from which the market has them.</param>
/// <param name="Parameters">Its parameters.</param>
public readonly record struct UpgradeRow(byte Slot, ushort Rules, ulong Effective, Handle<Blob> Parameters);

/// <summary>
/// The editions of a market: it begins with one, and each upgrade begins another. A request remembers the edition in which it
/// was opened, so that the parameters that concern it stay as they were.
/// </summary>
public sealed class Editions
{
    /// <summary>The most editions of a market's modules, those at its beginning included.</summary>
    public const int Most = 1_024;

    static readonly Name Governor = "governor";

    readonly Market market;
    readonly Rulebook rulebook;
    readonly Table<EditionRow> editions;
    readonly Table<UpgradeRow> upgrades;
    readonly BytesTable parameters;
    readonly Dictionary<(int Slot, uint Edition), object> decoded = [];

    internal Editions(Market market, Rulebook rulebook)
    {
        this.market = market;
        this.rulebook = rulebook;
        editions = market.Table<EditionRow>("editions", Most);
        upgrades = market.Table<UpgradeRow>("upgrades", Scope.FirstChild);
        parameters = new BytesTable(market.Table<Blob>("parameters", 2 * Most), market.Table<Chunk>("parameter-pieces", 64 * Most));
        market.On<Upgrade>(Announce);
        market.On<WithdrawUpgrade>(Withdraw);
    }

    /// <summary>The rules in force.</summary>
    public RulesInForce InForce { get; private set; } = new();

    /// <summary>The number of the edition now: how many upgrades there were.</summary>
    public uint Number { get; private set; }

    /// <summary>The instant at which the next upgrade takes effect, if one is announced.</summary>
    public ulong? Next => upgrades.Count == 0 ? null : upgrades[First()].Effective;

    /// <summary>The upgrades announced: module, rules, and the instant from which they hold.</summary>
    public IReadOnlyList<(Name Module, ushort Rules, ulong Effective)> Announced
    {
        get
        {
            var all = new List<(Name, ushort, ulong)>();
            foreach (var row in upgrades) all.Add((NameAt(upgrades[row].Slot), upgrades[row].Rules, upgrades[row].Effective));
            return all;
        }
    }

    /// <summary>Why an upgrade would be refused, whoever announces it.</summary>
    public Outcome Check(in Upgrade action)
    {
        if (!InForce.TryFind(action.Module, out int slot, out var now)) return Refused.UnknownModule;
        if (rulebook.MigrationOf(now.Name, now.Rules, action.Rules) is not { } migration) return Refused.RulesUnknown.With(now.Rules, action.Rules);
        if (Unfit(now, action, migration) is not null) return Refused.ParametersRefused.With(action.Rules);
        foreach (var row in upgrades)
            if (upgrades[row].Slot == slot) return Refused.UpgradePending.With(upgrades[row].Effective);
        ulong notice = market.Genesis.UpgradeNotice, earliest = notice >= ulong.MaxValue - market.Now ? ulong.MaxValue : market.Now + ulong.Max(notice, 1);
        if (action.Effective < earliest) return Refused.NoticeTooShort.With(notice, earliest);
        return editions.Count + upgrades.Count >= Most ? editions.Full : Outcome.Applied;
    }

    /// <summary>Why a version or parameters would not do, in a sentence that names what this program has; null when they would.</summary>
    public string? Explain(in Upgrade action)
    {
        if (!InForce.TryFind(action.Module, out _, out var now)) return null;
        if (rulebook.MigrationOf(now.Name, now.Rules, action.Rules) is not { } migration) return Missing(now.Name, now.Rules, action.Rules);
        return Unfit(now, action, migration);
    }

    internal bool IsDue(ulong now, out ulong at)
    {
        at = 0;
        if (upgrades.Count == 0) return false;
        at = upgrades[First()].Effective;
        return at <= now;
    }

    /// <summary>A module's parameters in an edition.</summary>
    internal T ParametersIn<T>(int slot, uint edition)
    {
        if (decoded.TryGetValue((slot, edition), out var known)) return (T)known;
        Handle<EditionRow> found = default;
        foreach (var row in editions)
            if (editions[row].Slot == slot && editions[row].Number <= edition && (found.IsNone || editions[row].Number > editions[found].Number)) found = row;
        if (found.IsNone) throw new InvariantException($"The module of scope {slot} has no parameters of its own.");
        var value = Codec<T>.Of.Decode(parameters.Read(editions[found].Parameters));
        decoded[(slot, edition)] = value!;
        return value;
    }

    /// <summary>The market begins with these rules.</summary>
    internal void Begin(RulesInForce rules)
    {
        InForce = rules;
        foreach (var (slot, choice) in rules.BySlot)
        {
            if (parameters.Hold(choice.Parameters.Span, out var held).IsRefused) throw new EncodingException($"The parameters of '{choice.Name}' are longer than a market can keep.");
            editions.TryAdd(new EditionRow(0, (byte)slot, choice.Rules, market.Now, held), out _);
        }
    }

    /// <summary>The market goes on from a snapshot under these rules.</summary>
    internal void GoOn(RulesInForce rules)
    {
        if (!rules.HasModulesOf(RulesInForce.Of(market.Genesis))) throw new EncodingException("The snapshot's rules are not those of the genesis' modules.");
        InForce = rules;
        decoded.Clear();
        Number = 0;
        foreach (var row in editions) Number = uint.Max(Number, editions[row].Number);
        foreach (var (slot, choice) in rules.BySlot)
            if (ChoiceOf(slot) != choice) throw new EncodingException("The snapshot's rules are not those of its last edition.");
        foreach (var row in upgrades)
            if (InForce.BySlot.FirstOrDefault(m => m.Slot == upgrades[row].Slot).Choice is var now && rulebook.MigrationOf(now.Name, now.Rules, upgrades[row].Rules) is null)
                throw new EncodingException(Missing(now.Name, now.Rules, upgrades[row].Rules));
    }

    /// <summary>Takes the upgrade that is due off the table.</summary>
    internal (int Slot, ModuleChoice From, ModuleChoice To, Migration Migration) TakeDue()
    {
        var row = upgrades[First()];
        upgrades.Remove(First());
        var from = InForce.BySlot.First(m => m.Slot == row.Slot).Choice;
        var to = new ModuleChoice(from.Name, row.Rules, new Bytes(parameters.Read(row.Parameters)));
        parameters.Release(row.Parameters);
        var migration = rulebook.MigrationOf(from.Name, from.Rules, to.Rules) ?? throw new InvariantException(Missing(from.Name, from.Rules, to.Rules));
        return (row.Slot, from, to, migration);
    }

    /// <summary>Begins the next edition: earlier parameters of the module are written in the new version's encoding.</summary>
    internal Outcome Advance(int slot, ModuleChoice to, Migration migration)
    {
        Forget();
        foreach (var row in editions)
        {
            var edition = editions[row];
            if (edition.Slot != slot) continue;
            var rewritten = migration.Parameters(new Bytes(parameters.Read(edition.Parameters)));
            if (parameters.Hold(rewritten.Span, out var held) is { IsRefused: true } noRoom) return noRoom;
            parameters.Release(edition.Parameters);
            editions.Write(row, edition with { Parameters = held });
        }
        if (parameters.Hold(to.Parameters.Span, out var now) is { IsRefused: true } full) return full;
        return editions.TryAdd(new EditionRow(Number + 1, (byte)slot, to.Rules, market.Now, now), out _) ? Outcome.Applied : editions.Full;
    }

    /// <summary>Parameters were written in another encoding, or are again as they were.</summary>
    internal void Forget() => decoded.Clear();

    internal void Advanced(RulesInForce rules)
    {
        InForce = rules;
        Number++;
        decoded.Clear();
    }

    string? Unfit(ModuleChoice now, in Upgrade action, Migration migration)
    {
        try
        {
            var chosen = Chosen(now, action, migration);
            return rulebook.Check(chosen) ?? migration.Refuses(now.Parameters, chosen.Parameters);
        }
        catch (EncodingException wrong)
        {
            return wrong.Message;
        }
    }

    static ModuleChoice Chosen(ModuleChoice now, in Upgrade action, Migration migration) =>
        new(now.Name, action.Rules, action.Parameters.Length == 0 ? migration.Parameters(now.Parameters) : action.Parameters);

    Outcome Announce(in Call call, in Upgrade action)
    {
        if (!market.Holds(Governor, call.Sender)) return Refused.NotAuthorised;
        if (Check(action) is { IsRefused: true } refusal) return refusal;
        InForce.TryFind(action.Module, out int slot, out var now);
        var chosen = Chosen(now, action, rulebook.MigrationOf(now.Name, now.Rules, action.Rules)!);
        if (parameters.Hold(chosen.Parameters.Span, out var held) is { IsRefused: true } noRoom) return noRoom;
        if (!upgrades.TryAdd(new UpgradeRow((byte)slot, action.Rules, action.Effective, held), out _)) return upgrades.Full;
        market.Emit(new UpgradeAnnounced(now.Name, now.Rules, action.Rules, action.Effective));
        return Outcome.Applied;
    }

    Outcome Withdraw(in Call call, in WithdrawUpgrade action)
    {
        if (!market.Holds(Governor, call.Sender)) return Refused.NotAuthorised;
        if (!InForce.TryFind(action.Module, out int slot, out _)) return Refused.UnknownModule;
        foreach (var row in upgrades)
        {
            var upgrade = upgrades[row];
            if (upgrade.Slot != slot) continue;
            parameters.Release(upgrade.Parameters);
            upgrades.Remove(row);
            market.Emit(new UpgradeWithdrawn(action.Module, upgrade.Rules));
            return Outcome.Applied;
        }
        return Refused.NoUpgrade;
    }

    /// <summary>The first upgrade to take effect; of one instant, that of the lowest scope.</summary>
    Handle<UpgradeRow> First()
    {
        Handle<UpgradeRow> first = default;
        foreach (var row in upgrades)
            if (first.IsNone || (upgrades[row].Effective, upgrades[row].Slot).CompareTo((upgrades[first].Effective, upgrades[first].Slot)) < 0) first = row;
        return first;
    }

    ModuleChoice ChoiceOf(int slot)
    {
        Handle<EditionRow> last = default;
        foreach (var row in editions)
            if (editions[row].Slot == slot && (last.IsNone || editions[row].Number > editions[last].Number)) last = row;
        return last.IsNone ? default : new ModuleChoice(NameAt(slot), editions[last].Rules, new Bytes(parameters.Read(editions[last].Parameters)));
    }

    Name NameAt(int slot) => InForce.BySlot.FirstOrDefault(m => m.Slot == slot).Choice.Name;

    /// <summary>What is told to who announces rules that this program cannot come to; the program may still have them for markets that begin.</summary>
    public string ExplainUnknown(in Upgrade action)
    {
        InForce.TryFind(action.Module, out _, out var now);
        return now.Rules == action.Rules
            ? $"The parameters of '{action.Module}' under rules {now.Rules} cannot be changed in a market under way: this node's program has no way from these rules to themselves."
            : $"This node's program has no way from rules {now.Rules} of '{action.Module}' to rules {action.Rules}: it has {Versions(action.Module)}. Announce others, or have the operator run a program that has them.";
    }

    string Versions(Name module) => rulebook.VersionsOf(module) is { Count: > 0 } versions ? "rules " + string.Join(", ", versions) : "no way to other rules";

    string Missing(Name module, ushort from, ushort to) =>
        $"The market's journal needs rules {to} of '{module}', after rules {from}; this program has {Versions(module)}.";
}

namespace Vendue.Kernel;

/// <summary>Which rules a market has: of each module its name, the version of its rules, and its parameters. A genesis names the first; upgrades follow.</summary>
public sealed record RulesInForce
{
    /// <summary>The mechanism.</summary>
    [Meaning("The mechanism")]
    public ModuleChoice Mechanism { get; init; }

    /// <summary>The finality policy; nameless for "immediate".</summary>
    [Meaning("The finality policy; nameless for immediate")]
    public ModuleChoice Finality { get; init; }

    /// <summary>The reward schedules, in order.</summary>
    [Meaning("The reward schedules")]
    public ModuleChoice[] Schedules { get; init; } = [];

    /// <summary>The rules that a market begins with.</summary>
    public static RulesInForce Of(Genesis genesis)
    {
        ArgumentNullException.ThrowIfNull(genesis);
        return new() { Mechanism = new(genesis.Mechanism, genesis.Rules, genesis.Parameters), Finality = genesis.Finality, Schedules = genesis.Schedules };
    }

    /// <summary>The modules, by the slots of their scopes.</summary>
    public IEnumerable<(int Slot, ModuleChoice Choice)> BySlot
    {
        get
        {
            yield return (0, Mechanism);
            if (!Finality.Name.IsEmpty) yield return (Scope.Finality, Finality);
            for (int i = 0; i < Schedules.Length; i++) yield return (Scope.FirstSchedule + i, Schedules[i]);
        }
    }

    /// <summary>Finds a module by its name.</summary>
    public bool TryFind(Name module, out int slot, out ModuleChoice choice)
    {
        foreach (var found in BySlot)
        {
            (slot, choice) = found;
            if (choice.Name == module) return true;
        }
        (slot, choice) = (-1, default);
        return false;
    }

    /// <summary>A genesis that begins with these rules, all else being equal: what a client looks at to know a market's actions.</summary>
    public Genesis Over(Genesis genesis)
    {
        ArgumentNullException.ThrowIfNull(genesis);
        return genesis with { Mechanism = Mechanism.Name, Rules = Mechanism.Rules, Parameters = Mechanism.Parameters, Finality = Finality, Schedules = Schedules };
    }

    /// <summary>Whether these are rules of the same modules.</summary>
    internal bool HasModulesOf(RulesInForce other) =>
        BySlot.Select(m => (m.Slot, m.Choice.Name)).SequenceEqual(other.BySlot.Select(m => (m.Slot, m.Choice.Name)))
        && (!Finality.Name.IsEmpty || Finality == other.Finality);

    /// <summary>These rules, but with other ones of a module.</summary>
    internal RulesInForce With(int slot, ModuleChoice choice) =>
        slot == 0 ? this with { Mechanism = choice }
        : slot == Scope.Finality ? this with { Finality = choice }
        : this with { Schedules = [.. Schedules.Select((s, i) => Scope.FirstSchedule + i == slot ? choice : s)] };
}

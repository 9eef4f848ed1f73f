namespace Vendue.Kernel;

/// <content>An upgrade: the modules are made again under the new rules, and their tables and timers go over to them.</content>
public sealed partial class Market
{
    /// <summary>All that is made anew.</summary>
    sealed record Made(Module?[] Modules, Binding?[] Bindings, RewardSchedule[] Schedules, StateTable[] Tables, string[] Paths, int NextChild, RegisteredTimer[] Timers, RulesInForce Rules);

    readonly Rulebook rulebook;
    int kernelTables;

    /// <summary>The editions of the market's rules: what is in force, and what is announced.</summary>
    public Editions Editions { get; }

    /// <summary>The path of the scope whose module is being made; null for the kernel.</summary>
    internal string? Making { get; private set; }

    /// <summary>Performs the upgrade that is due. If what stands does not go over, the market goes on under the rules that it had.</summary>
    void PerformUpgrade()
    {
        int told = Events.Count;
        var (slot, from, to, migration) = Editions.TakeDue();
        int taken = undo.Mark;
        var before = Keep();
        var outcome = TryUpgrade(before, slot, to, migration);
        if (outcome.IsRefused)
        {
            PutBack(before, taken);
            Events.Truncate(told);
            Emit(new UpgradeFailed(to.Name, to.Rules, outcome.Code));
            return;
        }
        Editions.Advanced(Editions.InForce.With(slot, to));
        Emit(new Upgraded(Editions.Number, to.Name, from.Rules, to.Rules));
    }

    Outcome TryUpgrade(Made before, int slot, ModuleChoice to, Migration migration)
    {
        try
        {
            MakeAgain(rulebook.Make(before.Rules.With(slot, to)));
            MoveTables(before, PrefixOf(slot, to.Name), migration);
            Timers.MoveFrom(before.Timers);
            return Editions.Advance(slot, to, migration) is { IsRefused: true } refusal ? refusal : migration.Complete(modules[slot]!, Editions.Number);
        }
        catch (ArithmeticException)
        {
            return Refused.OutOfRange;
        }
    }

    Made Keep() => new([.. modules], [.. bindings], schedules, [.. tables], [.. paths], nextChild, Timers.Registered, Editions.InForce);

    void MakeAgain(Modules rules)
    {
        tables.RemoveRange(kernelTables, tables.Count - kernelTables);
        bindings = [.. bindings.Take(FirstModuleTag), .. new Binding?[Scope.Tags - FirstModuleTag]];
        Array.Clear(modules);
        paths.Clear();
        nextChild = Scope.FirstChild;
        sealedRules = false;
        Timers.Reopen();
        Make(rules);
        Timers.Seal();
        sealedRules = true;
    }

    /// <summary>Tables keep their rows at their places; those whose rows change are converted, and new ones stay as their module made them.</summary>
    void MoveTables(Made before, string prefix, Migration migration)
    {
        var left = before.Tables.Skip(kernelTables).ToDictionary(t => t.Name);
        foreach (var table in tables.Skip(kernelTables))
        {
            bool stood = left.Remove(table.Name, out var old);
            if (migration.Tables.FirstOrDefault(m => prefix + m.Name == table.Name) is { } changed)
                changed.Move(old ?? throw new InvariantException($"The migration converts table '{table.Name}', which does not stand."), table);
            else if (stood && !table.TryTake(old!))
                throw new InvariantException($"Table '{table.Name}' has other rows under the new rules, and the migration does not convert it.");
        }
        foreach (var table in left.Values.Where(t => t.Count > 0))
            if (!migration.Dropped.Any(d => prefix + d == table.Name)) throw new InvariantException($"The new rules have no table '{table.Name}', and the migration does not give it up.");
    }

    void PutBack(Made before, int mark)
    {
        foreach (var table in tables.Skip(kernelTables)) table.IsDiscarded = true;
        undo.Rewind(mark);
        before.Modules.CopyTo(modules, 0);
        bindings = before.Bindings;
        schedules = before.Schedules;
        tables.Clear();
        tables.AddRange(before.Tables);
        paths.Clear();
        paths.UnionWith(before.Paths);
        nextChild = before.NextChild;
        Timers.PutBack(before.Timers);
        Editions.Forget();
    }

    static string PrefixOf(int slot, Name name) => slot == 0 ? "" : slot == Scope.Finality ? FinalityPath + "/" : name + "/";
}

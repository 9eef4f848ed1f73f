namespace Vendue.Kernel;

/// <content>The modules that rule a market, and what passes between them.</content>
public sealed partial class Market
{
    /// <summary>What can be done now in any of the market's scopes, by the market's numbers of the actions.</summary>
    /// <param name="account">Whose opportunities; also those open to anybody are given.</param>
    public IEnumerable<Opportunity> Opportunities(Account account)
    {
        foreach (var key in PrivateInputs.Opportunities(account)) yield return key;
        for (int slot = 0; slot < modules.Length; slot++)
        {
            if (modules[slot] is not { } module) continue;
            foreach (var found in module.Opportunities(account))
                yield return slot == 0 ? found : found with { Action = (ushort)(found.Action + (slot * Scope.Tags)) };
        }
    }

    /// <summary>The claims that an action carries, in order, for the verifier stage. Bytes that are not the action's canonical encoding carry none: the market refuses them.</summary>
    public IReadOnlyList<Claim> ClaimsIn(ushort tag, ReadOnlyMemory<byte> action) =>
        Read(() => tag == Reports.Tag ? reports.ClaimsIn(action) : ModuleOf(tag)?.ClaimsIn((ushort)(tag % Scope.Tags), action));

    /// <summary>The statements that an action asks to have proven. Bytes that are not the action's canonical encoding ask for none.</summary>
    public IReadOnlyList<Statement> StatementsIn(ushort tag, ReadOnlyMemory<byte> action) =>
        Read(() => ModuleOf(tag)?.StatementsIn((ushort)(tag % Scope.Tags), action));

    /// <summary>Makes a module in a scope of its own.</summary>
    internal TModule AddModule<TModule>(string path, Func<Scope, TModule> make) where TModule : Module
    {
        if (sealedRules) throw new InvariantException("Modules are made while the market is.");
        if (nextChild == Scope.Most) throw new InvariantException($"A market has at most {Scope.Most} scopes.");
        return AddModule(path, nextChild++, make);
    }

    internal Outcome Accept(Scope scope, in Acceptance acceptance)
    {
        Requests.Accepted(acceptance.Request, (byte)scope.Slot);
        if (Finality is { } policy) return policy.Accepted(acceptance);
        AcceptorOf(acceptance.Request).Final(acceptance.Request, acceptance.Prover);
        return Outcome.Applied;
    }

    internal Mechanism AcceptorOf(Handle<Request> request) => MechanismAt(Requests[request].Acceptor);

    internal Mechanism MechanismAt(int slot) => (Mechanism)modules[slot]!;

    internal void Settle(in SettledEvent settled)
    {
        Events.Add(settled);
        Performance.Settled(settled);
        foreach (var schedule in schedules) schedule.Settled(settled);
    }

    internal void TellBeacon()
    {
        foreach (var module in modules) module?.BeaconRevealed();
    }

    /// <summary>What a module reads in an action's bytes, which come from strangers: nothing, where they are not its encoding.</summary>
    static IReadOnlyList<T> Read<T>(Func<IReadOnlyList<T>?> read)
    {
        try
        {
            return read() ?? [];
        }
        catch (EncodingException)
        {
            return [];
        }
    }

    const string FinalityPath = "finality";

    void Make(Modules rules)
    {
        if (rules.Schedules.Count > Modules.MostSchedules) throw new EncodingException($"A market has at most {Modules.MostSchedules} reward schedules.");
        Making = "";
        modules[0] = rules.Mechanism(root);
        if (rules.Finality is { } finality) AddModule(FinalityPath, Scope.Finality, finality);
        schedules = [.. rules.Schedules.Select((s, number) => AddModule(s.Name.ToString(), Scope.FirstSchedule + number, s.Make))];
    }

    TModule AddModule<TModule>(string path, int slot, Func<Scope, TModule> make) where TModule : Module
    {
        if (!paths.Add(path)) throw new InvariantException($"Two scopes are called '{path}'.");
        string? around = Making;
        Making = path;
        var module = make(new Scope(this, path, slot));
        Making = around;
        modules[slot] = module;
        return module;
    }

    Module? ModuleOf(ushort tag) => tag % Scope.Tags < FirstModuleTag ? null : modules[tag / Scope.Tags];
}

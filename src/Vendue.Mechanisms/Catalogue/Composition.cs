namespace Vendue.Mechanisms;

/// <summary>What rules a market, from the catalogue: a mechanism, at most one finality policy, any reward schedules.</summary>
/// <param name="Mechanism">The mechanism.</param>
public sealed record Composition(CatalogueEntry Mechanism)
{
    /// <summary>The finality policy; null for "immediate".</summary>
    public AddedEntry<FinalityPolicy>? Finality { get; init; }

    /// <summary>The reward schedules, in order.</summary>
    public IReadOnlyList<AddedEntry<RewardSchedule>> Schedules { get; init; } = [];

    /// <summary>The modules, by the slots of their scopes.</summary>
    public IEnumerable<(int Slot, ModuleEntry Entry)> Modules
    {
        get
        {
            yield return (0, Mechanism);
            if (Finality is not null) yield return (Scope.Finality, Finality);
            for (int i = 0; i < Schedules.Count; i++) yield return (Scope.Finality + 1 + i, Schedules[i]);
        }
    }

    /// <summary>The names of the assets that its modules need, by position.</summary>
    public IReadOnlyList<string> AssetRoles => Modules.Select(m => m.Entry.AssetRoles).MaxBy(r => r.Count)!;

    /// <summary>What a prover does by default, under all modules.</summary>
    public IProverStrategy Prover => Modules.Skip(1).Any() ? new ComposedProver(Modules.ToDictionary(m => m.Slot, m => m.Entry.Prover)) : Mechanism.Prover;

    /// <summary>What a requester does by default.</summary>
    public IRequesterStrategy Requester => Mechanism.Requester;

    /// <summary>What a block producer does by default; null where nobody makes any.</summary>
    public IProducerStrategy? Producer => Mechanism.Producer;

    /// <summary>A genesis with this composition's modules.</summary>
    /// <param name="genesis">All else.</param>
    /// <param name="parameters">The parameters of each module.</param>
    public Genesis Genesis(Genesis genesis, Func<ModuleEntry, Bytes> parameters) => genesis with
    {
        Mechanism = Mechanism.Description.Name,
        Rules = Mechanism.Description.Rules,
        Parameters = parameters(Mechanism),
        Finality = Finality is null ? default : ChoiceOf(Finality, parameters),
        Schedules = [.. Schedules.Select(s => ChoiceOf(s, parameters))],
    };

    /// <summary>Why the parts do not go together, in one sentence; null when they do.</summary>
    public string? Check()
    {
        if (Finality is not null && !Mechanism.StandsUnderPolicies)
            return $"'{Mechanism.Description.Name}' pays when it accepts a proof; it cannot stand under the finality policy '{Finality.Description.Name}'.";
        return Finality?.Refuses(Mechanism) ?? Schedules.Select(s => s.Refuses(Mechanism)).FirstOrDefault(wrong => wrong is not null);
    }

    internal Modules Of(RulesInForce rules) => new(scope => Mechanism.Create(scope, rules.Mechanism.Parameters))
    {
        Finality = Finality is { } policy ? scope => policy.Create(scope, rules.Finality.Parameters) : null,
        Schedules = [.. Schedules.Select((s, i) => (s.Description.Name, (Func<Scope, RewardSchedule>)(scope => s.Create(scope, rules.Schedules[i].Parameters))))],
    };

    static ModuleChoice ChoiceOf(ModuleEntry entry, Func<ModuleEntry, Bytes> parameters) => new(entry.Description.Name, entry.Description.Rules, parameters(entry));
}

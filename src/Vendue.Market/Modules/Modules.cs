namespace Vendue.Kernel;

/// <summary>What rules a market: one mechanism, at most one finality policy, any number of reward schedules.</summary>
/// <param name="Mechanism">Makes the mechanism over the market's root scope.</param>
public sealed record Modules(Func<Scope, Mechanism> Mechanism)
{
    /// <summary>How many reward schedules a market can have.</summary>
    public const int MostSchedules = Scope.FirstChild - Scope.FirstSchedule;

    /// <summary>Makes the finality policy; null for "immediate", under which an accepted proof is final at once.</summary>
    public Func<Scope, FinalityPolicy>? Finality { get; init; }

    /// <summary>Makes the reward schedules, by the names of their scopes.</summary>
    public IReadOnlyList<(Name Name, Func<Scope, RewardSchedule> Make)> Schedules { get; init; } = [];
}

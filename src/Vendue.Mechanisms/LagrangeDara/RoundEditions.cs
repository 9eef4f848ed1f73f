namespace Vendue.Mechanisms.LagrangeDara;

/// <summary>In which edition of the market's rules a round opened.</summary>
/// <param name="Round">The round's number.</param>
/// <param name="Edition">The edition.</param>
readonly record struct RoundEdition(ulong Round, uint Edition);

/// <summary>The editions of the rounds that stand, from version 2 of the rules on: offers that were made under a round's parameters are cleared under them.</summary>
sealed class RoundEditions
{
    readonly Scope scope;
    readonly Table<RoundEdition> rows;
    readonly UniqueIndex<ulong, RoundEdition> byRound;

    public RoundEditions(Scope scope, int mostRounds)
    {
        this.scope = scope;
        rows = scope.Table<RoundEdition>("round-editions", mostRounds);
        byRound = rows.IndexBy(r => r.Round);
    }

    public LagrangeDaraParameters? ParametersOf(ulong round) =>
        byRound.TryFind(round, out var row) ? scope.ParametersIn<LagrangeDaraParameters>(rows[row].Edition) : null;

    public Outcome Set(ulong round, uint edition) => rows.TryAdd(new RoundEdition(round, edition), out _) ? Outcome.Applied : rows.Full;

    public void Drop(ulong round)
    {
        if (byRound.TryFind(round, out var row)) rows.Remove(row);
    }
}

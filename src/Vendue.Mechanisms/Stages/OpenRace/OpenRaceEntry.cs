namespace Vendue.Mechanisms.Stages;

/// <summary>The open race in the catalogue.</summary>
public sealed class OpenRaceEntry : StageEntry<OpenRaceParameters>
{
    /// <inheritdoc/>
    public override Description Description { get; } = new()
    {
        Name = "open-race",
        Rules = 1,
        Title = "Open race: whoever proves first",
        Family = Family.Race,
        Status = Status.Baseline,
        Rule = "A request pays its price to the first valid proof. A proof counts only if its racer committed to it some time before it is shown, so that who sees it on "
            + "delivery cannot claim it. Racers after the first can be paid a part of the price if they had committed by the time the race was won. Nobody is bound, so "
            + "nobody loses a bond. Also a stage that other mechanisms hold.",
        Sources = ["Races as live networks run them when a request is late, in their simplest form, with commit and reveal added"],
        Claims = ["No copied proof is ever paid: a commitment names its racer and the proof's bytes (checked)."],
        Attacks =
        [
            "All racers but the paid ones work for nothing; the fastest prover always wins, so others stop to run.",
            "A racer that has committed can wait with its proof for a price that rises still.",
            "The requester sees who runs only when they commit.",
        ],
        Cancelling = "The requester can cancel until the race is won; racers have nothing for their work.",
        Choices =
        [
            "First is who first delivers, not who first commits: a commitment to nothing would hold up a race.",
            "Times are by the market's sequence; a commitment must be commitLead older than the receipt of its proof.",
            "With k racers paid a consolation the price is floor(ceiling·10,000 / (10,000 + (k − 1)·consolation)), so that all together stay within the ceiling.",
            "An invalid proof is refused and changes nothing.",
            "Nobody proves its own request for money.",
        ],
    };

    /// <inheritdoc/>
    protected override OpenRaceParameters Trial => new() { CommitLead = 500, Grace = 3_000, StartBps = 2_000, Ramp = 10_000 };

    /// <inheritdoc/>
    public override IProverStrategy Prover { get; } = new RaceProver();

    /// <inheritdoc/>
    public override IReadOnlyList<VectorRule> Rules => StageVectors.OpenRace;

    /// <inheritdoc/>
    protected override string? Check(OpenRaceParameters parameters) => parameters.Wrong();

    /// <inheritdoc/>
    protected override Mechanism Create(Scope scope, OpenRaceParameters parameters) => new OpenRaceStage(scope, null, parameters);
}

namespace Vendue.Mechanisms.Stages;

/// <summary>The reverse Dutch auction in the catalogue.</summary>
public sealed class DutchEntry : StageEntry<DutchParameters>
{
    /// <inheritdoc/>
    public override Description Description { get; } = new()
    {
        Name = "dutch",
        Rules = 1,
        Title = "Reverse Dutch auction, one request at a time",
        Family = Family.DutchAuction,
        Status = Status.Baseline,
        Rule = "The price of a request rises in a straight line from a part of the ceiling to the ceiling. The first prover to take it, putting up a bond, has the price of "
            + "that instant. It has its bond back when it delivers in time; otherwise the bond is taken, the requester is refunded and compensated out of it, and the "
            + "request ends. Without a ramp it is a posted price. Also a stage that other mechanisms hold.",
        Sources = ["The reverse (procurement) form of the Dutch auction, in its textbook form"],
        Claims = ["Not truthful: strategically a first-price procurement auction, in which provers wait for their markup unless they fear competition."],
        Attacks =
        [
            "Provers that collude wait for the ceiling.",
            "Who takes a request and does not deliver delays it by the proving time, for its bond.",
        ],
        Cancelling = "The requester can cancel while nobody has taken the request, and has everything back. Who took it is paid if it delivers in time.",
        Choices =
        [
            "price(t) = start + floor((ceiling − start)·t / ramp), and the ceiling from then on. The instant at which the window closes is outside it.",
            "Simultaneous takers are ordered by the market's sequence.",
            "The bond that is taken is divided between requester and treasury; held by another mechanism, it goes to that.",
            "Nobody proves its own request for money.",
        ],
    };

    /// <inheritdoc/>
    protected override DutchParameters Trial => new() { StartBps = 0, Ramp = 8_000, Window = 20_000, Posting = new() { ProvingTime = 30_000 } };

    /// <inheritdoc/>
    public override IProverStrategy Prover { get; } = new DutchProver();

    /// <inheritdoc/>
    public override IReadOnlyList<VectorRule> Rules => StageVectors.DutchPrices;

    /// <inheritdoc/>
    protected override string? Check(DutchParameters parameters) => parameters.Wrong();

    /// <inheritdoc/>
    protected override Mechanism Create(Scope scope, DutchParameters parameters) => new DutchStage(scope, null, parameters);
}

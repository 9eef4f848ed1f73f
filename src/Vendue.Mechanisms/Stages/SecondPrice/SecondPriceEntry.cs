namespace Vendue.Mechanisms.Stages;

/// <summary>The sealed second-price auction in the catalogue.</summary>
public sealed class SecondPriceEntry : StageEntry<SecondPriceParameters>
{
    /// <inheritdoc/>
    public override Description Description { get; } = new()
    {
        Name = "second-price",
        Rules = 1,
        Title = "Sealed second-price auction, one request at a time",
        Family = Family.ReverseAuction,
        Status = Status.Baseline,
        Rule = "Provers seal an offer for a request, under a bond, while its window is open, and open it when the window has closed. The lowest offer at or below the "
            + "ceiling is bound at the price of the second-lowest, or at the ceiling when it is alone. It has its bond back when it delivers in time; otherwise the bond "
            + "is taken, the requester is refunded and compensated out of it, and the request ends. Also a stage that other mechanisms hold.",
        Sources = ["W. Vickrey: \"Counterspeculation, Auctions, and Competitive Sealed Tenders\", Journal of Finance 16, 1961, as a procurement auction"],
        Claims =
        [
            "Truthful in cost: no offer but its cost ever gains a prover anything, others' offers given (checked exhaustively on small cases).",
            "A higher ceiling never raises the price where there are two offers (checked).",
        ],
        Attacks =
        [
            "A cartel of the two lowest raises the price to the third offer, or to the ceiling.",
            "A prover alone is paid the ceiling, and may know that it is alone.",
            "Who opens last has seen the others and may leave its offer sealed, for a part of its bond.",
            "A requester can place an offer just below the one it expects to be lowest-but-one through another account; it risks to win.",
        ],
        Cancelling = "The requester can cancel while nobody is bound, and has everything back. A bound prover is paid if it delivers in time.",
        Choices =
        [
            "The instant at which a window closes is outside it. Among equal offers the one sealed first wins.",
            "With fewer sealed offers than minOffers the request ends when the window closes, before anything is opened.",
            "Offers are compared as soon as all are open. An offer above the ceiling does not count and loses nothing; one that stays sealed loses unrevealedBps of its bond.",
            "The bond that is taken is divided between requester and treasury; held by another mechanism, it goes to that.",
            "Nobody proves its own request for money.",
            "A losing offer can say until when it stands: a mechanism that holds this one may ask it next.",
        ],
    };

    /// <inheritdoc/>
    protected override SecondPriceParameters Trial => new() { Window = 3_000, RevealWindow = 3_000, Posting = new() { ProvingTime = 30_000 } };

    /// <inheritdoc/>
    public override IProverStrategy Prover { get; } = new SecondPriceProver();

    /// <inheritdoc/>
    public override IReadOnlyList<VectorRule> Rules => StageVectors.SecondPrice;

    /// <inheritdoc/>
    protected override string? Check(SecondPriceParameters parameters) => parameters.Wrong();

    /// <inheritdoc/>
    protected override Mechanism Create(Scope scope, SecondPriceParameters parameters) => new SecondPriceStage(scope, null, parameters);
}

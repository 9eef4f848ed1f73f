namespace Vendue.Mechanisms.LagrangeDara;

/// <summary>Lagrange DARA in the catalogue.</summary>
/// <param name="rules">The version of its rules.</param>
public sealed class LagrangeDaraEntry(ushort rules = Dara.Rules) : CatalogueEntry<LagrangeDaraParameters>
{
    /// <inheritdoc/>
    public override Description Description { get; } = new()
    {
        Name = "lagrange-dara",
        Rules = rules,
        Title = "Lagrange DARA (reconstructed from the public description)",
        Family = Family.DoubleAuction,
        Status = Status.Reconstruction,
        Rule = "In each round requesters bid a total value for a job of known size, all or nothing, and provers ask a price a unit for a known capacity. "
            + "Requesters are dropped from the lowest value a unit, provers from the highest ask, until what is left fits and the requester dropped last bid at least what the prover dropped last asked (Lookback), "
            + "or until a rising and a falling price meet (Clock). The requesters left pay the one price a unit and the provers left receive the other; the difference goes to an insurance fund. "
            + "Provers are bound by 1.5 times what they receive; a slice missed is made by another or the job fails, and the bonds make the others whole.",
        Sources =
        [
            "Lagrange documentation, \"DARA - Double Auction Resource Allocation\" (March 2025), https://docs.lagrange.dev/prover-network/dara",
            "Lagrange documentation, same title, rewritten (mid 2025), https://docs.lagrange.dev/lpn/architecture/dara",
            "\"Introducing DARA: A New Design for ZK Prover Networks\" (2024), https://www.lagrange.dev/blog/dara-a-new-design",
            "Lazzaretti, Papamanthou, Hishon-Rezaizadeh: \"Robust Double Auctions for Resource Allocation\", ePrint 2024/1750 (full text not read)",
            "Duetting, Talgam-Cohen, Roughgarden: \"Modularity and greed in double auctions\", GEB 2017 (framework)",
        ],
        Claims =
        [
            "Truthful for requesters in value and for provers in cost, within a round (source's claim; no counterexample in exhaustive searches of small rounds)",
            "Individually rational, and never in deficit (checked, roundings included)",
            "Weakly group-strategyproof (source's claim; with fill cheapestFirst not claimed)",
            "O((n+m) log(n+m)) for splittable jobs",
        ],
        Attacks =
        [
            "A fake ask just below the price is dropped in place of a real one and raises what provers receive.",
            "Withholding capacity raises what provers receive: truthfulness is in cost only.",
            "A fake bid raises the price, under Lookback and, where it stops the provers' clock, under Clock too.",
            "Over-declaring a job's size can make trade happen under Lookback.",
            "Lookback never trades with a single requester, and thin rounds lose much welfare; the Clock is used for those.",
            "Losers who bid again may wait for a lower price: truthfulness holds within a round, not over several.",
            "Who reveals last has seen the others and may leave its offer closed, for the price of the unrevealed penalty.",
        ],
        Cancelling = "A bid can be taken back by its requester, in full, while its round collects offers. Later it is final; a job that lost is carried or unlocked in full. Asks are final. "
            + "A job that won ends settled, or refunded in full at its deadline.",
        Choices =
        [
            "The exact published algorithm was not read; variant and version of the rules stand in every round's event.",
            "A class is a proof system and a work unit; each has rounds of its own.",
            "A round opens with a bid, collects offers for roundLength, and is cleared after the reveal window; instants at which a phase ends belong to the next one.",
            "A sealed bid shows job, size, deadline and a deposit of at least the bid; a sealed ask shows its capacity. The rest is committed to. What the deposit exceeds the bid by returns at the reveal.",
            "An offer not revealed is void and loses unrevealedPenalty of its deposit or bond to the fund.",
            "A bid of nothing is refused.",
            rules == 1
                ? "An ask binds 1.5 times the highest ask for its capacity; the highest ask is even, so that this covers the rounded bonds of all slices."
                : "An ask binds 1.5 times the highest ask, rounded up, for each unit of its capacity, which covers the rounded bonds of all slices. (Rules 1 rounded once, and the highest ask had to be even.)",
            rules == 1
                ? "Parameters are the same for the market's whole life."
                : "A round is cleared by the parameters in force when it opened, a job goes on by those in force when it was posted.",
            "One ask an account and round.",
            "The clock is used when bids times asks are fewer than thinBelow, counted at the close, before anything is revealed.",
            "The seed of priorities is drawn from the beacon at the close, or at the opening where asks are open.",
            "A job's deadline leaves at least provingTime after the clearing, and capacity means what is proven in that time: nobody is bound to impossible work.",
            "Jobs are not split unless splittable is set; a whole job goes where first fit decreasing puts it, and is one slice.",
            "A survivor's capacity is good for replacements until a later round of its class is cleared; who failed a job is not given it again.",
            "What is missing of a job bids in the next rounds as one bid, with the job's arrival number, until the deadline.",
            "The requester pays what its job won for; what replacements save goes to the fund.",
            "The public values must satisfy the statement's predicate; a proof whose values do not is invalid.",
            "Late at the deadline counts as missed: the whole bond is pooled.",
            "Work is as declared: there is no measurement of the program's execution, so over-declared size is charged and under-declared size is the prover's risk.",
            "Slices of a splittable job each carry a proof of the job's statement; nothing keeps two provers of one job from sharing it.",
        ],
    };

    /// <inheritdoc/>
    protected override LagrangeDaraParameters Trial => new() { SizeUnit = 1_000, HighestAsk = 1_000_000, RoundLength = 3_000, RevealWindow = 2_000, ProvingTime = 6_000 };

    /// <inheritdoc/>
    public override IProverStrategy Prover { get; } = new TruthfulProver();

    /// <inheritdoc/>
    public override IRequesterStrategy Requester { get; } = new TruthfulRequester();

    /// <inheritdoc/>
    public override IReadOnlyList<string> AssetRoles => ["LA"];

    /// <inheritdoc/>
    public override IReadOnlyList<VectorRule> Rules { get; } = DaraVectors.All;

    /// <inheritdoc/>
    protected override string? Check(LagrangeDaraParameters parameters) => parameters.Check(rules);

    /// <inheritdoc/>
    public override IReadOnlyList<Migration> Migrations => rules == 1 ? [] :
    [
        new Migration { From = 1, Refuses = Refuses, Complete = (module, last) => ((Dara)module).AdoptRounds(last) },
        new Migration { From = 2, Refuses = Refuses },
    ];

    static string? Refuses(Bytes from, Bytes to) =>
        LagrangeDaraParameters.Refuses(Codec<LagrangeDaraParameters>.Of.Decode(from.Memory), Codec<LagrangeDaraParameters>.Of.Decode(to.Memory));

    /// <inheritdoc/>
    protected override Mechanism Create(Scope scope, LagrangeDaraParameters parameters) => new Dara(scope, parameters, rules);
}

namespace Vendue.Mechanisms.Stages;

/// <summary>The pure rules of the stages, for vector files and scenarios.</summary>
static class StageVectors
{
    sealed record DutchGiven
    {
        public UInt128 Start { get; init; }

        public UInt128 End { get; init; }

        public ulong Ramp { get; init; }

        public ulong[] Elapsed { get; init; } = [];
    }

    sealed record Prices
    {
        public UInt128[] Price { get; init; } = [];
    }

    sealed record OffersGiven
    {
        public UInt128 Ceiling { get; init; }

        public UInt128[] Offers { get; init; } = [];
    }

    readonly record struct AwardAnswer(uint Eligible, long Winner, long RunnerUp, UInt128 Price);

    readonly record struct PrizeGiven(UInt128 Lent, byte Racers, uint ConsolationBps);

    readonly record struct PrizeAnswer(UInt128 Price, UInt128 Consolation);

    readonly record struct IdGiven(Name Requester, Statement Statement, ulong Nonce);

    readonly record struct IdAnswer(Hash32 Id);

    readonly record struct OfferToSeal(Name Prover, Hash32 Request, UInt128 Price, [property: Optional] ulong StandsUntil, Hash32 Salt);

    readonly record struct ProofToSeal(Name Prover, Hash32 Request, Bytes PublicValues, Hash32 Proof);

    readonly record struct Sealed(Hash32 Seal);

    public static IReadOnlyList<VectorRule> SecondPrice { get; } =
    [
        VectorRule.Of<OffersGiven, AwardAnswer>("stages/second-price", "Who wins among offers given in the order in which they were sealed, and what it is paid; positions from 0, -1 for none.", Compare),
        VectorRule.Of<OfferToSeal, Sealed>("stages/seal-offer", "The seal of an offer.", given => new Sealed(StageSeal.OfOffer(given.Prover, given.Request, given.Price, given.StandsUntil, given.Salt))),
        VectorRule.Of<IdGiven, IdAnswer>("stages/request-id", "The id of a request.", given => new IdAnswer(RequestId.Of(given.Requester, given.Statement, given.Nonce))),
    ];

    public static IReadOnlyList<VectorRule> DutchPrices { get; } =
    [
        VectorRule.Of<DutchGiven, Prices>("stages/dutch-price", "A rising price after some times.", Dutch),
    ];

    public static IReadOnlyList<VectorRule> OpenRace { get; } =
    [
        VectorRule.Of<PrizeGiven, PrizeAnswer>("stages/race-prize", "What the first racer is paid, and those after it.", Prize),
        VectorRule.Of<ProofToSeal, Sealed>("stages/seal-proof", "The commitment to a proof.", given => new Sealed(StageSeal.OfProof(given.Prover, given.Request, given.PublicValues, given.Proof))),
    ];

    static Prices Dutch(DutchGiven given)
    {
        if (given.Start > given.End) throw new EncodingException("given.start is at most given.end.");
        return new Prices { Price = [.. given.Elapsed.Select(t => DutchPrice.At(given.Start, given.End, given.Ramp, t))] };
    }

    static AwardAnswer Compare(OffersGiven given)
    {
        var award = Stages.SecondPrice.Of([.. given.Offers.Select((price, i) => new OpenOffer((ulong)i, price))], given.Ceiling);
        return new AwardAnswer((uint)award.Eligible, award.Winner, award.RunnerUp, award.Price);
    }

    static PrizeAnswer Prize(PrizeGiven given)
    {
        var price = RacePrize.First(given.Lent, given.Racers, given.ConsolationBps);
        return new PrizeAnswer(price, RacePrize.Consolation(price, given.ConsolationBps));
    }
}

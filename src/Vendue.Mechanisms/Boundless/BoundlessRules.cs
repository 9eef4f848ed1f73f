namespace Vendue.Mechanisms.BoundlessMarket;

/// <summary>The pure rules of the mechanism, for vector files and scenarios.</summary>
static class BoundlessRules
{
    sealed record PricesGiven
    {
        public Offer Offer { get; init; }

        public ulong[] At { get; init; } = [];
    }

    sealed record Prices
    {
        public UInt128[] Price { get; init; } = [];
    }

    sealed record TimesGiven
    {
        public Offer Offer { get; init; }

        public UInt128[] Price { get; init; } = [];
    }

    readonly record struct Reached(bool Ever, ulong At);

    sealed record Times
    {
        public Reached[] First { get; init; } = [];
    }

    readonly record struct IdGiven(Name Client, uint Index, [property: Optional] bool Contract);

    readonly record struct IdAnswer(Hash32 Id);

    readonly record struct PositionGiven(uint Index);

    readonly record struct Position(bool Extended, uint Word, byte Offset);

    readonly record struct DigestGiven(Hash32 Request, Statement Statement, Offer Offer);

    readonly record struct HashAnswer(Hash32 Hash);

    readonly record struct CommitmentGiven(Name Prover, Fill[] Fills);

    readonly record struct QuoteGiven(Offer Offer, ulong Work, UInt128 FixedCost, UInt128 LeastPrice);

    readonly record struct QuoteAnswer(UInt128 Lo, UInt128 Hi, QuoteDecision Decision, UInt128 Target, ulong LockAt, UInt128 PriceThere);

    readonly record struct WorkGiven(ulong Work);

    readonly record struct ClaimGiven(Hash32 Program, Bytes PublicValues);

    public static IReadOnlyList<VectorRule> All { get; } =
    [
        VectorRule.Of<PricesGiven, Prices>("boundless/price-at", "The offer's price at each of some instants.",
            g => new Prices { Price = [.. g.At.Select(g.Offer.PriceAt)] }),
        VectorRule.Of<TimesGiven, Times>("boundless/time-at-price", "The first instant at which the offer's price reaches each of some prices.",
            g => new Times { First = [.. g.Price.Select(p => TimeAt(g.Offer, p))] }),
        VectorRule.Of<IdGiven, IdAnswer>("boundless/request-id", "The id of a client's request.", g => new IdAnswer(IdOf(g))),
        VectorRule.Of<PositionGiven, Position>("boundless/flags-at", "Where the two flags of an index stand.", g => PositionOf(g.Index)),
        VectorRule.Of<DigestGiven, HashAnswer>("boundless/digest", "The digest of a version of a request.", g => new HashAnswer(Boundless.DigestOf(g.Request, g.Statement, g.Offer))),
        VectorRule.Of<CommitmentGiven, HashAnswer>("boundless/commitment", "The commitment to a delivery.", g => new HashAnswer(Boundless.CommitmentOf(g.Prover, g.Fills))),
        VectorRule.Of<QuoteGiven, QuoteAnswer>("boundless/reference-quote", "What the reference prover makes of an offer.", Quote),
        VectorRule.Of<WorkGiven, SdkTiming>("boundless/sdk-timing", "The times that the SDK gives a request, in seconds.", g => SdkTiming.Of(g.Work)),
        VectorRule.Of<ClaimGiven, HashAnswer>("predicate/claim-digest", "The digest that a claim predicate compares with.", g => new HashAnswer(Predicate.ClaimDigest(g.Program, g.PublicValues.Span))),
    ];

    static Reached TimeAt(in Offer offer, UInt128 price)
    {
        bool ever = offer.TryTimeAtPrice(price, out ulong at);
        return new Reached(ever, at);
    }

    static Hash32 IdOf(in IdGiven given)
    {
        Span<byte> address = stackalloc byte[RequestId.AddressSize];
        RequestId.WriteAddress(given.Client, address);
        return RequestId.Of(address, given.Index, given.Contract);
    }

    static Position PositionOf(uint index)
    {
        var (word, offset) = RequestId.FlagsAt(index);
        return new Position(word > 0, word > 0 ? word - 1 : 0, offset);
    }

    static QuoteAnswer Quote(QuoteGiven given)
    {
        var quote = ReferenceQuote.Of(given.Offer, given.Work, given.FixedCost, given.LeastPrice);
        return new QuoteAnswer(quote.Lo, quote.Hi, quote.Decision, quote.Target, quote.LockAt, quote.Decision == QuoteDecision.LockLater ? given.Offer.PriceAt(quote.LockAt) : 0);
    }
}

namespace Vendue.Mechanisms.Stages;

/// <summary>What provers reckon with in every stage.</summary>
static class StageCosts
{
    const ulong Million = 1_000_000;

    /// <summary>The fixed cost and ceil(price of 1,000,000 · work / 1,000,000); null beyond what a market can express.</summary>
    public static UInt128? Of(Opportunity opportunity, ProverSituation me)
    {
        if (me.PricePerMillion > Ledger.LargestSupply || me.FixedCost > Ledger.LargestSupply) return null;
        var variable = me.PricePerMillion / Million >= UInt128.MaxValue / 4 / ulong.Max(opportunity.Statement.Work, 1)
            ? (UInt128?)null
            : Wide.MulDivCeil(me.PricePerMillion, opportunity.Statement.Work, Million);
        return variable is { } cost && cost <= Ledger.LargestSupply ? cost + me.FixedCost : null;
    }

    /// <summary>How long one proof takes, in the market's time unit.</summary>
    public static ulong ProvingTime(Opportunity opportunity, ProverSituation me)
    {
        var time = Wide.MulDivCeil(opportunity.Statement.Work, me.UnitsPerSecond, ulong.Max(me.WorkPerSecond, 1));
        return time > ulong.MaxValue ? ulong.MaxValue : (ulong)time;
    }

    /// <summary>Why a prover cannot take anything on now, in a phrase; null when it can.</summary>
    public static string? Hindrance(Opportunity opportunity, ProverSituation me, ulong begins)
    {
        if (me.FreeSlots == 0) return "no free slot";
        if (me.FreeCollateral < opportunity.Bond) return "too little free for the bond";
        return opportunity.ProofDue < begins || ProvingTime(opportunity, me) > opportunity.ProofDue - begins ? "the proof would not be done in time" : null;
    }

    /// <summary>What to make of a proof that one is bound to make.</summary>
    public static Decision Prove(Opportunity opportunity, ProverSituation me) =>
        me.Now > opportunity.ProofDue ? Decision.Pass("it is due already") : Decision.ProveNow("it is assigned to us");

    /// <summary>Terms of a stage.</summary>
    public static T TermsOf<T>(Opportunity opportunity) => Codec<T>.Of.Decode(opportunity.Terms.Span.ToArray());
}

/// <summary>A prover that offers its cost, under a seal, opens its offer and lets it stand, and proves what it is bound to.</summary>
sealed class SecondPriceProver : IProverStrategy
{
    public Decision Decide(Opportunity opportunity, ProverSituation me) => opportunity.Action switch
    {
        SealOffer.Tag => Offer(opportunity, me),
        RevealOffer.Tag => Reveal(opportunity, me),
        Stages.Deliver.Tag => StageCosts.Prove(opportunity, me),
        _ => Decision.Pass("nothing that this prover does"),
    };

    public IReadOnlyList<Deed> Deliver(Opportunity opportunity, ProofMade proof, ProverSituation me) =>
        [Deed.Of(new Deliver(opportunity.Request, proof.PublicValues, proof.Proof))];

    static Decision Offer(Opportunity opportunity, ProverSituation me)
    {
        var terms = StageCosts.TermsOf<SealTerms>(opportunity);
        if (StageCosts.Hindrance(opportunity, me, terms.Reveals) is { } why) return Decision.Pass(why);
        if (StageCosts.Of(opportunity, me) is not { } price || price > opportunity.PriceCeiling) return Decision.Pass("its ceiling is below our price");
        var seal = StageSeal.OfOffer(me.Account, opportunity.Request, price, terms.Deadline, OfferSecret.Salt(me.Secret, opportunity.Request, terms.Reveals));
        return Decision.Send($"offers {price}, its cost, under a seal", Deed.Of(new SealOffer(opportunity.Request, seal, OfferSecret.Pad(me.Secret, opportunity.Request, terms.Reveals, price))));
    }

    /// <summary>The price stands in the offer's memo, so that it opens even if the prover's own price has moved since.</summary>
    static Decision Reveal(Opportunity opportunity, ProverSituation me)
    {
        var terms = StageCosts.TermsOf<RevealTerms>(opportunity);
        var price = OfferSecret.Unpad(me.Secret, opportunity.Request, terms.Reveals, terms.Memo);
        var salt = OfferSecret.Salt(me.Secret, opportunity.Request, terms.Reveals);
        return StageSeal.OfOffer(me.Account, opportunity.Request, price, terms.Deadline, salt) == terms.Seal
            ? Decision.Send("the window has closed", Deed.Of(new RevealOffer(opportunity.Request, price, terms.Deadline, salt)))
            : Decision.Pass("this offer was sealed with another secret");
    }
}

/// <summary>What a prover derives for its sealed offers; a request may have several sealed stages, told apart by when they are opened.</summary>
static class OfferSecret
{
    public static Hash32 Salt(Hash32 secret, Hash32 request, ulong reveals) => Of("vendue/stage/salt/1"u8, secret, request, reveals);

    /// <summary>A price under a pad of its own.</summary>
    public static Hash32 Pad(Hash32 secret, Hash32 request, ulong reveals, UInt128 price)
    {
        Span<byte> bytes = stackalloc byte[Hash32.Size];
        bytes.Clear();
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes[16..], price);
        return Xor(secret, request, reveals, new Hash32(bytes));
    }

    public static UInt128 Unpad(Hash32 secret, Hash32 request, ulong reveals, Hash32 memo) =>
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(Xor(secret, request, reveals, memo).ToArray().AsSpan(16));

    static Hash32 Xor(Hash32 secret, Hash32 request, ulong reveals, Hash32 value)
    {
        var (pad, bytes) = (Of("vendue/stage/memo/1"u8, secret, request, reveals).ToArray(), value.ToArray());
        for (int i = 0; i < bytes.Length; i++) bytes[i] ^= pad[i];
        return new Hash32(bytes);
    }

    static Hash32 Of(ReadOnlySpan<byte> tag, Hash32 secret, Hash32 request, ulong reveals)
    {
        var writer = new CanonicalWriter();
        writer.Raw(tag);
        writer.Hash32(secret);
        writer.Hash32(request);
        writer.UInt64(reveals);
        return Hash32.Sha256(writer.Written);
    }
}

/// <summary>A prover that takes a request as soon as its price covers the cost.</summary>
sealed class DutchProver : IProverStrategy
{
    public Decision Decide(Opportunity opportunity, ProverSituation me) => opportunity.Action switch
    {
        TakeRequest.Tag => Take(opportunity, me),
        Stages.Deliver.Tag => StageCosts.Prove(opportunity, me),
        _ => Decision.Pass("nothing that this prover does"),
    };

    public IReadOnlyList<Deed> Deliver(Opportunity opportunity, ProofMade proof, ProverSituation me) =>
        [Deed.Of(new Deliver(opportunity.Request, proof.PublicValues, proof.Proof))];

    static Decision Take(Opportunity opportunity, ProverSituation me)
    {
        if (StageCosts.Hindrance(opportunity, me, me.Now) is { } why) return Decision.Pass(why);
        var terms = StageCosts.TermsOf<DutchTerms>(opportunity);
        if (StageCosts.Of(opportunity, me) is not { } price || DutchPrice.TimeAt(terms.Start, opportunity.PriceCeiling, terms.Ramp, price) is not { } elapsed)
            return Decision.Pass("its highest price is below ours");
        ulong at = elapsed > ulong.MaxValue - terms.Opened ? ulong.MaxValue : terms.Opened + elapsed;
        if (at <= me.Now) return Decision.Send("the price covers ours", Deed.Of(new TakeRequest(opportunity.Request)));
        return at > opportunity.Until ? Decision.Pass("its price will not reach ours in time") : Decision.Wait(at, "the price is still below ours");
    }
}

/// <summary>A prover that races when the price covers its cost, commits to its proof, and then shows it.</summary>
sealed class RaceProver : IProverStrategy
{
    public Decision Decide(Opportunity opportunity, ProverSituation me)
    {
        if (opportunity.Action != Stages.Deliver.Tag) return Decision.Pass("nothing that this prover does");
        if (StageCosts.Hindrance(opportunity, me, me.Now) is { } why) return Decision.Pass(why);
        if (StageCosts.Of(opportunity, me) is not { } price || price > opportunity.PriceCeiling) return Decision.Pass("its price is below ours");
        return opportunity.Price >= price ? Decision.ProveNow("the price covers ours") : Decision.Wait(me.Now + me.UnitsPerSecond, "the price is still below ours");
    }

    /// <summary>The second that the proof waits beyond what the market asks covers the time until the commitment stands.</summary>
    public IReadOnlyList<Deed> Deliver(Opportunity opportunity, ProofMade proof, ProverSituation me)
    {
        var terms = StageCosts.TermsOf<RaceTerms>(opportunity);
        return
        [
            Deed.Of(new CommitProof(opportunity.Request, StageSeal.OfProof(me.Account, opportunity.Request, proof.PublicValues, proof.Proof))),
            Deed.Of(new Deliver(opportunity.Request, proof.PublicValues, proof.Proof), notBefore: me.Now + terms.CommitLead + me.UnitsPerSecond),
        ];
    }
}

/// <summary>A requester that puts up what the proof is worth to it, and waits.</summary>
sealed class PlainRequester : IRequesterStrategy
{
    public Hash32 RequestOf(Wish wish) => RequestId.Of(wish.Account, wish.Statement, wish.Index);

    public IReadOnlyList<Deed> Ask(Wish wish) => [Deed.Of(new PostRequest(wish.Index, wish.Statement, wish.Ceiling, wish.Deadline))];

    public Decision Decide(Opportunity opportunity, Wish wish) => Decision.Pass("nothing to do but wait");
}

namespace Vendue.Mechanisms.LagrangeDara;

/// <summary>The values that participants derive from their secret, so that they need remember nothing between seal and reveal.</summary>
static class Derived
{
    public static Hash32 Of(ReadOnlySpan<byte> tag, Hash32 secret, Hash32 what)
    {
        var writer = new CanonicalWriter();
        writer.Raw(tag);
        writer.Hash32(secret);
        writer.Hash32(what);
        return Hash32.Sha256(writer.Written);
    }

    public static Hash32 Salt(Hash32 secret, Hash32 what) => Of("vendue/lagrange-dara/salt/1"u8, secret, what);

    /// <summary>An amount under a pad of its own: applied again it opens. The memo of a sealed ask holds its price so.</summary>
    public static Hash32 Padded(Hash32 secret, Hash32 what, Hash32 amount)
    {
        var (pad, bytes) = (Of("vendue/lagrange-dara/memo/1"u8, secret, what).ToArray(), amount.ToArray());
        for (int i = 0; i < bytes.Length; i++) bytes[i] ^= pad[i];
        return new Hash32(bytes);
    }

    public static Hash32 FromAmount(UInt128 amount)
    {
        Span<byte> bytes = stackalloc byte[Hash32.Size];
        bytes.Clear();
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes[16..], amount);
        return new Hash32(bytes);
    }

    public static UInt128 ToAmount(Hash32 padded) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(padded.ToArray().AsSpan(16));
}

/// <summary>A prover that asks its true cost for a unit and what one of its free slots can prove in the proving time, opens its ask, and proves what it is given.</summary>
sealed class TruthfulProver : IProverStrategy
{
    const ulong Million = 1_000_000;

    public Decision Decide(Opportunity opportunity, ProverSituation me) => opportunity.Action switch
    {
        PlaceAsk.Tag => Ask(opportunity, me),
        RevealAsk.Tag => Reveal(opportunity, me),
        LagrangeDara.Deliver.Tag => me.Now > opportunity.ProofDue ? Decision.Pass("The slice is due already.") : Decision.ProveNow("The slice is assigned to this prover."),
        _ => Decision.Pass("Nothing that this prover does."),
    };

    public IReadOnlyList<Deed> Deliver(Opportunity opportunity, ProofMade proof, ProverSituation me)
    {
        var terms = Codec<SliceTerms>.Of.Decode(opportunity.Terms.Span.ToArray());
        return [Deed.Of(new Deliver(opportunity.Request, terms.Slice, proof.PublicValues, proof.Proof))];
    }

    static Decision Ask(Opportunity opportunity, ProverSituation me)
    {
        var terms = Codec<AskTerms>.Of.Decode(opportunity.Terms.Span.ToArray());
        if (me.FreeSlots == 0) return Decision.Pass("No slot is free.");
        ulong capacity = Capacity(terms, me);
        if (capacity == 0) return Decision.Pass("It cannot prove one unit within the proving time.");
        capacity = ulong.Min(capacity, Bonded(opportunity.Bond, me.FreePayment));
        if (capacity == 0) return Decision.Pass("It has too little free for the bond of one unit.");
        if (Cost(terms, me, capacity) is not { } price || price > terms.HighestAsk) return Decision.Pass("Its cost is above the highest ask of this market.");
        string why = $"Asks {price} a unit, its cost, for {capacity} units.";
        if (!terms.IsSealed) return Decision.Send(why, Deed.Of(new PlaceAsk(opportunity.Statement.System, opportunity.Statement.WorkUnit, terms.Round, capacity, price, default, default)));
        var seal = Seal.OfAsk(me.Account, terms.Round, capacity, price, Derived.Salt(me.Secret, opportunity.Request));
        var memo = Derived.Padded(me.Secret, opportunity.Request, Derived.FromAmount(price));
        return Decision.Send(why, Deed.Of(new PlaceAsk(opportunity.Statement.System, opportunity.Statement.WorkUnit, terms.Round, capacity, 0, seal, memo)));
    }

    /// <summary>The price stands in the ask's memo, so that it opens even if the prover's own price has moved since.</summary>
    static Decision Reveal(Opportunity opportunity, ProverSituation me)
    {
        var terms = Codec<RevealTerms>.Of.Decode(opportunity.Terms.Span.ToArray());
        var price = Derived.ToAmount(Derived.Padded(me.Secret, opportunity.Request, terms.Memo));
        var salt = Derived.Salt(me.Secret, opportunity.Request);
        if (Seal.OfAsk(me.Account, terms.Round, terms.Capacity, price, salt) != terms.Commitment) return Decision.Pass("This ask was sealed with another secret.");
        return Decision.Send("The round has closed.", Deed.Of(new RevealAsk(terms.Round, price, salt)));
    }

    /// <summary>What one slot can prove: more slots may work side by side, but a job given whole needs one.</summary>
    static ulong Capacity(in AskTerms terms, ProverSituation me)
    {
        var work = (UInt128)me.WorkPerSecond * terms.ProvingTime / me.UnitsPerSecond / terms.SizeUnit;
        return (ulong)UInt128.Min(work, 1UL << 48);
    }

    static ulong Bonded(UInt128 bondOfUnit, UInt128 free) => bondOfUnit == 0 ? ulong.MaxValue : (ulong)UInt128.Min(free / bondOfUnit, ulong.MaxValue);

    /// <summary>ceil(price of 1,000,000 · unit / 1,000,000), and the fixed cost shared by a full capacity; null beyond what the market can express.</summary>
    static UInt128? Cost(in AskTerms terms, ProverSituation me, ulong capacity)
    {
        if (me.PricePerMillion > Ledger.LargestSupply || me.FixedCost > Ledger.LargestSupply || me.PricePerMillion / Million > UInt128.MaxValue / 2 / terms.SizeUnit) return null;
        return Wide.MulDivCeil(me.PricePerMillion, terms.SizeUnit, Million) + Wide.MulDivCeil(me.FixedCost, 1, capacity);
    }
}

/// <summary>A requester that bids what the proof is worth to it and opens its bid.</summary>
sealed class TruthfulRequester : IRequesterStrategy
{
    public Hash32 RequestOf(Wish wish)
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/lagrange-dara/request/1"u8);
        writer.Name(wish.Account);
        writer.Hash32(wish.Secret);
        writer.UInt32(wish.Index);
        return Hash32.Sha256(writer.Written);
    }

    /// <summary>The deposit is the bid, so that the same deed serves where bids are open.</summary>
    public IReadOnlyList<Deed> Ask(Wish wish)
    {
        var request = RequestOf(wish);
        var seal = Seal.OfBid(wish.Account, request, wish.Ceiling, Derived.Salt(wish.Secret, request));
        return [Deed.Of(new PlaceBid(request, wish.Statement, wish.Ceiling, wish.Deadline, seal))];
    }

    public Decision Decide(Opportunity opportunity, Wish wish)
    {
        var request = RequestOf(wish);
        if (opportunity.Action != RevealBid.Tag || opportunity.Request != request) return Decision.Pass("Nothing that this requester does.");
        return Decision.Send("The round has closed.", Deed.Of(new RevealBid(request, wish.Ceiling, Derived.Salt(wish.Secret, request))));
    }
}

using Vendue.Conformance.Tests.Generating;

namespace Vendue.Conformance.Tests.Playing;

/// <summary>The default participants of a subject, who act through opportunities alone: what makes the deep states of a mechanism reachable.</summary>
sealed class Participants(Subject subject, Trial trial, Chance chance, Memory memory, ulong patience)
{
    const int WishesKept = 10;
    const int MostAtOnce = 4;

    readonly List<Wish> wishes = [];
    uint wished;

    /// <summary>Instants at which somebody wants to look again, or something ends.</summary>
    public List<ulong> Instants { get; } = [];

    /// <summary>A requester asks for a proof.</summary>
    public IReadOnlyList<Intent> Ask(ulong now)
    {
        var who = chance.Of(chance.Percent(90) ? Cast.Requesters : Cast.Provers);
        var wish = new Wish
        {
            Account = who,
            Statement = Statements.Any(chance),
            Ceiling = Ceiling(who),
            Now = now,
            UnitsPerSecond = subject.UnitsPerSecond,
            Deadline = Deadline(now),
            Index = chance.Percent(95) ? wished++ : wished,
            Secret = Cast.SecretOf(who),
        };
        if (wishes.Count == WishesKept) wishes.RemoveAt(0);
        wishes.Add(wish);
        memory.Learn(Asked(() => subject.Roles.Requester.RequestOf(wish)));
        var quote = Asked(() => trial.Market.Mechanism.Quote(new QuoteWanted(wish.Statement, wish.Ceiling, wish.Deadline)));
        Violation.Unless(quote is null || (quote.Least <= quote.Most && quote.Because.Length > 0), "a quote has its least above its most, or does not say why");
        return [.. Asked(() => subject.Roles.Requester.Ask(wish)).Select(d => Intent.Of(who, d))];
    }

    /// <summary>Somebody looks at what can be done, and does one thing of it as its strategy says.</summary>
    public IReadOnlyList<Waiting> Follow(ulong now, ulong block)
    {
        var who = chance.Of(chance.Weighted([60, 15, subject.Roles.Producer is null ? 3u : 25, 5]) switch { 0 => Cast.Provers, 1 => Cast.Requesters, 2 => Cast.Producers, _ => Cast.Officers });
        var open = OpenTo(who);
        if (open.Length == 0) return [];
        var duties = Array.FindAll(open, o => o.Kind != OpportunityKind.Offer);
        var chosen = chance.Of(duties.Length > 0 && chance.Percent(60) ? duties : open);
        memory.Learn(chosen);
        Instants.AddRange([chosen.From, chosen.Until, chosen.ProofDue]);
        return Take(who, chosen, now, block);
    }

    /// <summary>Somebody does all that there is for it to do.</summary>
    public IReadOnlyList<Waiting> Attend(Name who, ulong now, ulong block) => [.. OpenTo(who).Take(MostAtOnce).SelectMany(o => Take(who, o, now, block))];

    /// <summary>What somebody could send for one opportunity, deliveries included, whether or not it would: something to build other actions from.</summary>
    public IReadOnlyList<Intent> Sketch(ulong now, ulong block)
    {
        var who = chance.Of(Cast.Actors);
        var open = OpenTo(who);
        if (open.Length == 0) return [];
        var situation = Situation(who, now, block);
        var duties = Array.FindAll(open, o => o.Kind == OpportunityKind.Prove);
        var chosen = chance.Of(duties.Length > 0 && chance.Percent(60) ? duties : open);
        var deeds = chosen.Kind is OpportunityKind.Prove or OpportunityKind.Race
            ? Asked(() => subject.Roles.Prover.Deliver(chosen, Made(chosen, s => new ProofMade(Statements.Satisfying(s), chosen.Request)), situation))
            : Asked(() => subject.Roles.Prover.Decide(chosen, situation)).Deeds;
        return [.. deeds.Select(d => Intent.Of(who, d))];
    }

    /// <summary>A proof of each statement that one delivery carries.</summary>
    static ProofMade Made(Opportunity opportunity, Func<Statement, ProofMade> prove) =>
        prove(opportunity.Statement) with { Further = [.. opportunity.Further.Select(prove)] };

    Opportunity[] OpenTo(Name who) =>
        trial.Market.Ledger.TryFind(who, out Account account) ? Asked(() => trial.Market.Opportunities(account).ToArray()) : [];

    Waiting[] Take(Name who, Opportunity chosen, ulong now, ulong block)
    {
        if (chance.Percent(95))
        {
            if (Cast.Producers.Contains(who)) return Produce(who, chosen, now, block);
            if (Cast.Requesters.Contains(who)) return Request(who, chosen);
        }
        return Prove(who, chosen, now, block);
    }

    Waiting[] Produce(Name who, Opportunity chosen, ulong now, ulong block)
    {
        if (subject.Roles.Producer is not { } producer) return Prove(who, chosen, now, block);
        var situation = new ProducerSituation
        {
            Account = who,
            Now = now,
            Block = block,
            UnitsPerSecond = subject.UnitsPerSecond,
            Pending = [.. wishes.Where(_ => chance.Percent(80))],
            FreePayment = Free(who, 0),
            FreeCollateral = Free(who, int.Min(1, subject.Genesis.Assets.Length - 1)),
            Secret = Cast.SecretOf(who),
        };
        var decision = Asked(() => producer.Decide(chosen, situation));
        Violation.Unless(decision.Why.Length > 0, "a producer does not say why");
        if (decision.LookAgainAt > 0) Instants.Add(decision.LookAgainAt);
        return Deeds(who, decision.Deeds);
    }

    /// <summary>What is sent to deliver a proof that is done.</summary>
    public IReadOnlyList<Waiting> Deliver(Waiting done, ulong now, ulong block)
    {
        var proof = Made(done.Proven!, s => new ProofMade(chance.Percent(90) ? Statements.Satisfying(s) : new Bytes(chance.Bytes(chance.Below(70))), Hash32.Sha256([(byte)chance.Below(200)])));
        return Deeds(done.Sender, Asked(() => subject.Roles.Prover.Deliver(done.Proven!, proof, Situation(done.Sender, now, block))));
    }

    Waiting[] Prove(Name who, Opportunity chosen, ulong now, ulong block)
    {
        var decision = Asked(() => subject.Roles.Prover.Decide(chosen, Situation(who, now, block)));
        Violation.Unless(decision.Why.Length > 0, "a prover does not say why");
        if (decision.LookAgainAt > 0) Instants.Add(decision.LookAgainAt);
        if (!decision.Prove) return Deeds(who, decision.Deeds);
        ulong left = chosen.ProofDue > now ? ulong.Min(chosen.ProofDue - now, 20 * patience * subject.UnitsPerSecond) : 0;
        ulong done = now + (chance.Percent(90) ? chance.Below((left / 2) + 1) : left + chance.Below(3UL));
        return [new Waiting(done, 0, null, who, chosen with { Terms = decision.Terms ?? chosen.Terms })];
    }

    Waiting[] Request(Name who, Opportunity chosen)
    {
        foreach (var wish in wishes.Where(w => w.Account == who || chance.Percent(5)).Reverse())
        {
            var decision = Asked(() => subject.Roles.Requester.Decide(chosen, wish));
            if (decision.Deeds.Count > 0) return Deeds(who, decision.Deeds);
        }
        return [];
    }

    static Waiting[] Deeds(Name who, IReadOnlyList<Deed> deeds) => [.. deeds.Select(d => new Waiting(d.NotBefore, d.NotBeforeBlock, Intent.Of(who, d), who))];

    ProverSituation Situation(Name who, ulong now, ulong block) => new()
    {
        Account = who,
        Now = now,
        Block = block,
        UnitsPerSecond = subject.UnitsPerSecond,
        PricePerMillion = chance.Weighted([20, 40, 30, 8, 2]) switch { 0 => 0, 1 => chance.Below(1_000UL), 2 => chance.Below(300_000_000UL), 3 => chance.Below(ulong.MaxValue), _ => UInt128.MaxValue },
        FixedCost = chance.Percent(80) ? 0 : chance.Below(10_000UL),
        WorkPerSecond = chance.Percent(85) ? 1_000_000 : chance.Below(5_000UL),
        FreeSlots = chance.Percent(95) ? 4u : 0,
        FreePayment = Free(who, 0),
        FreeCollateral = Free(who, int.Min(1, subject.Genesis.Assets.Length - 1)),
        Secret = Cast.SecretOf(who),
    };

    UInt128 Free(Name who, int asset) =>
        trial.Market.Ledger.TryFind(who, out Account account) && trial.Market.Ledger.Balance(account, new Asset((byte)asset)) is var free && free > 0 ? (UInt128)free : 0;

    UInt128 Ceiling(Name who) => chance.Weighted([4, 40, 50, 6]) switch
    {
        0 => 0,
        1 => 1 + chance.Below(10_000UL),
        2 => 1 + chance.Below(50_000_000UL),
        _ => who.ToString()[0] == 'w' ? chance.Wide() >> (8 + chance.Below(60)) : chance.Wide(),
    };

    ulong Deadline(ulong now) => chance.Weighted([85, 10, 2, 2, 1]) switch
    {
        0 => now + ((8 + chance.Below(60UL)) * subject.UnitsPerSecond * patience),
        1 => now + (chance.Below(30_000UL) * subject.UnitsPerSecond),
        2 => now,
        3 => now - chance.Below(now),
        _ => ulong.MaxValue - chance.Below(2UL),
    };

    /// <summary>Strategies and opportunities are pure functions that answer whatever they are asked.</summary>
    static T Asked<T>(Func<T> question)
    {
        try
        {
            return question();
        }
        catch (Exception cause) when (cause is not Violation)
        {
            throw new Violation("a default participant threw", cause);
        }
    }
}

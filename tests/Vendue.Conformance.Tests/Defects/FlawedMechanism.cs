namespace Vendue.Conformance.Tests.Defects;

/// <summary>The plainest of markets, first come first paid, with one defect.</summary>
public sealed class FlawedMechanism : Mechanism
{
    static readonly Asset Money = new(0);
    static readonly Name Fee = "fee", Loot = "loot";
    static readonly Reason Refuse = new("no-such-ask", "There is no such ask.");

    readonly Flaw flaw;
    readonly Table<AskRow> asks;
    readonly UniqueIndex<Handle<Request>, AskRow> byRequest;
    readonly Table<NumberRow> numbers;
    readonly UniqueIndex<UInt128, NumberRow> byNumber;
    readonly ushort reminder;
    ulong hidden;

    public FlawedMechanism(Scope scope, Flaw flaw) : base(scope)
    {
        this.flaw = flaw;
        asks = scope.Table<AskRow>("asks", 50);
        byRequest = asks.IndexBy(a => a.Request);
        numbers = scope.Table<NumberRow>("numbers", 500);
        byNumber = numbers.IndexBy(n => n.Number);
        reminder = scope.Timers.Register((_, payload) => Remind(Packed.Handle<Request>(payload)));
        scope.On<Ask>(OnAsk);
        scope.On<HandIn>(OnHandIn);
    }

    public override IEnumerable<Opportunity> Opportunities(Account account)
    {
        if (flaw == Flaw.BlindOpportunities && asks.Count == 3) throw new InvalidOperationException("Three is too many.");
        if (flaw == Flaw.WritingOpportunities && numbers.Count == 2) numbers.TryAdd(new NumberRow(UInt128.MaxValue), out _);
        foreach (var ask in asks)
            yield return new Opportunity { Kind = OpportunityKind.Race, Action = 65, Request = Requests[asks[ask].Request].Key, Statement = Requests.StatementOf(asks[ask].Request), Until = Requests[asks[ask].Request].Ends, ProofDue = Requests[asks[ask].Request].Ends, Price = asks[ask].Price };
    }

    public override IReadOnlyList<Claim> ClaimsIn(ushort tag, ReadOnlyMemory<byte> action)
    {
        if (tag != 65) return [];
        var handed = Codec<HandIn>.Of.Decode(action);
        if (flaw == Flaw.BlindClaims && handed.PublicValues.Span[0] == 255) throw new InvalidOperationException("Unread.");
        return [new ProofClaim(handed.Request, default, "groth16-bn254", handed.PublicValues, handed.Request)];
    }

    public override Ending Expire(Handle<Request> request)
    {
        if (byRequest.TryFind(request, out var row)) Remove(row);
        return Ending.Expired;
    }

    Outcome OnAsk(in Call call, in Ask action)
    {
        hidden++;
        if (flaw == Flaw.Throws && action.Price % 16 == 7) throw new InvalidOperationException("Seven is unlucky.");
        if (action.Price == 0) return Refused.AmountZero;
        ulong lasts = ulong.Min(action.Lasts, 60_000);
        if (Scope.OpenRequest(action.Request, call.Sender, new Statement(), call.Now + lasts, out var request) is { IsRefused: true } closed) return closed;
        if (Ledger.OpenHolding(Place.Escrow, call.Sender, Money, request, out var escrow) is { IsRefused: true } full) return full;
        if (Ledger.Hold(Payer(call.Sender, action.Friend), escrow, action.Price, Fee) is { IsRefused: true } poor) return poor;
        if (Scope.Timers.Set(reminder, call.Now + 3_000, Packed.Of(request), out var timer) is { IsRefused: true } noTimer) return noTimer;
        if (NumberOf(action.Price) is { } number && (flaw == Flaw.SameKeyTwice || !byNumber.TryFind(number, out _)) && !numbers.TryAdd(new NumberRow(number), out _)) return numbers.Full;
        return asks.TryAdd(new AskRow(request, action.Price, escrow, timer), out _) ? Outcome.Applied : asks.Full;
    }

    Account Payer(Account sender, Name friend) => flaw == Flaw.Theft && Ledger.TryFind(friend, out Account found) ? found : sender;

    UInt128? NumberOf(UInt128 price) => flaw switch
    {
        Flaw.HiddenState => hidden,
        Flaw.Chance => (UInt128)Random.Shared.NextInt64(),
        _ => price,
    };

    Outcome OnHandIn(in Call call, in HandIn action)
    {
        if (!Requests.TryFind(action.Request, out var request) || !byRequest.TryFind(request, out var row)) return Refuse;
        if (call.Verdicts.Length == 0) return Refused.VerdictMissing;
        if (call.Verdicts[0] != Verdict.Valid) return Refused.InvalidProof;
        var ask = asks[row];
        Ledger.Release(ask.Escrow, call.Sender, ask.Price + (flaw == Flaw.Overdraft && ask.Price % 2 == 1 ? 1u : 0), Fee);
        if (flaw != Flaw.LeftHolding) Ledger.CloseHolding(ask.Escrow, Fee);
        Scope.Settle(new SettledEvent(action.Request, call.Sender, Money, ask.Price, 0));
        Remove(row);
        Requests.End(request, Ending.Settled);
        return Outcome.Applied;
    }

    void Remind(Handle<Request> request)
    {
        if (flaw == Flaw.LateTheft)
        {
            for (int i = Ledger.Accounts; i > 5; i--)
                if (Ledger.Balance(new Account(i), Money) > 0) Ledger.Pay(new Account(i), Account.Treasury, Money, 1, Loot);
        }
        if (flaw == Flaw.LateOverflow && byRequest.TryFind(request, out var row)) _ = checked((ulong)asks[row].Price * 1_000_000_000_000);
        if (flaw != Flaw.Immortal || !Requests.Contains(request)) return;
        Requests.Extend(request, Scope.Now + 10_000);
        Scope.Timers.Set(reminder, Scope.Now + 3_000, Packed.Of(request), out Handle<Kernel.Timer> _);
    }

    void Remove(Handle<AskRow> row)
    {
        Scope.Timers.Cancel(asks[row].Reminder);
        asks.Remove(row);
    }
}

/// <summary>Proves whatever is asked, unless it is frightened.</summary>
sealed class Racer(Flaw flaw) : IProverStrategy
{
    public Decision Decide(Opportunity opportunity, ProverSituation me) =>
        flaw == Flaw.FrightenedProver && opportunity.Price > 1_000 ? throw new InvalidOperationException("That much!") : Decision.ProveNow("first come, first paid");

    public IReadOnlyList<Deed> Deliver(Opportunity opportunity, ProofMade proof, ProverSituation me) => [Deed.Of(new HandIn(opportunity.Request, proof.PublicValues))];
}

/// <summary>Asks at its ceiling.</summary>
sealed class Payer : IRequesterStrategy
{
    public Hash32 RequestOf(Wish wish) => Hash32.Sha256(BitConverter.GetBytes(wish.Index));

    public IReadOnlyList<Deed> Ask(Wish wish) => [Deed.Of(new Ask(RequestOf(wish), wish.Ceiling, 20_000, wish.Account))];

    public Decision Decide(Opportunity opportunity, Wish wish) => Decision.Pass("it waits");
}

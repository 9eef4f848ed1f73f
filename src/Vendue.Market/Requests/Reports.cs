namespace Vendue.Kernel;

/// <summary>Why a request cannot be proven.</summary>
public enum Fault : byte
{
    /// <summary>No witness of the program fits the input.</summary>
    Unprovable,
    /// <summary>The input cannot be had.</summary>
    Unavailable,
}

/// <summary>A prover with a bond at risk says that a request cannot be proven. The witness is then computed again, under fixed limits, and the verdict decides.</summary>
/// <param name="Request">The request.</param>
/// <param name="Fault">Why it cannot.</param>
[Action(10, "report", "Says that a request cannot be proven; its witness is computed again, and if there is none the bond returns and the requester pays.")]
public readonly record struct Report(Hash32 Request, Fault Fault);

/// <summary>A request ended because it cannot be proven.</summary>
/// <param name="Request">The request.</param>
/// <param name="Reporter">Who said so.</param>
/// <param name="Fault">Why it cannot.</param>
/// <param name="Asset">The asset of the compensation.</param>
/// <param name="Compensation">What the requester paid the reporter, in base units.</param>
[Event(14, "reported")]
public readonly record struct Reported(Hash32 Request, Account Reporter, Fault Fault, Asset Asset, UInt128 Compensation);

/// <summary>Protects provers from impossible work: a request without a witness ends at its requester's cost.</summary>
sealed class Reports
{
    internal const ushort Tag = 10;
    const uint BasisPoints = 10_000;

    static readonly Name CompensationReason = "impossible-work", ReturnReason = "impossible-work-return";

    readonly Market market;

    public Reports(Market market)
    {
        this.market = market;
        market.On<Report>(Take);
    }

    /// <summary>What a report claims: that the stated generator makes no witness of the stated input.</summary>
    public IReadOnlyList<Claim> ClaimsIn(ReadOnlyMemory<byte> action) =>
        market.Requests.TryFind(Codec<Report>.Of.Decode(action).Request, out var request) && market.Requests.StatementOf(request) is { Generator.IsZero: false, Private: false } statement
            ? [new WitnessClaim(market.Requests[request].Key, statement.Generator, statement.Input)]
            : [];

    Outcome Take(in Call call, in Report action)
    {
        if (!market.Requests.TryFind(action.Request, out var request)) return Refused.UnknownRequest;
        if (market.Requests.StatementOf(request) is { Generator.IsZero: true } or { Private: true }) return Refused.NoGenerator;
        if (!HasAtRisk(request, call.Sender)) return Refused.NothingAtRisk;
        if (call.Verdicts.Length == 0) return Refused.VerdictMissing;
        if (call.Verdicts[0] != Verdict.Unexecutable) return Refused.Provable;
        if (!market.MechanismAt(market.Requests[request].Slot).Drop(request)) return Refused.CannotDrop;
        return End(request, call.Sender, action.Fault);
    }

    bool HasAtRisk(Handle<Request> request, Account prover) =>
        market.Ledger.HoldingsOf(request).Any(h => market.Ledger[h] is { Place: Place.Bond } bond && bond.Owner == prover && bond.Amount > 0);

    Outcome End(Handle<Request> request, Account reporter, Fault fault)
    {
        var (asset, compensation) = (default(Asset), UInt128.Zero);
        foreach (var handle in market.Ledger.HoldingsOf(request))
        {
            var holding = market.Ledger[handle];
            var share = holding.Place == Place.Escrow ? Wide.MulDivFloor(holding.Amount, market.Genesis.ImpossibleWorkBps, BasisPoints) : 0;
            if (share > 0)
            {
                market.Ledger.Release(handle, reporter, share, CompensationReason);
                (asset, compensation) = (holding.Asset, compensation + share);
            }
            market.Ledger.CloseHolding(handle, ReturnReason);
        }
        market.Emit(new Reported(market.Requests[request].Key, reporter, fault, asset, compensation));
        market.Requests.End(request, Ending.Unprovable);
        return Outcome.Applied;
    }
}

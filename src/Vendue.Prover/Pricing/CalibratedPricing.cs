using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;
using Vendue.Mechanisms;
using Vendue.Prover.Calibrating;

namespace Vendue.Prover.Pricing;

/// <summary>
/// A price and a time of its own for each opportunity, by a calibration. The price stays what the file says; the time
/// learns from own proofs, and the operator is told when the two have drifted apart.
/// </summary>
sealed class CalibratedPricing(CostModel model) : IPricing
{
    const double Drift = 1.25;
    const ulong NanosecondsPerSecond = 1_000_000_000;

    readonly ConcurrentDictionary<Hash32, Pace> paces = new();
    readonly ConcurrentDictionary<Hash32, bool> proven = new();
    readonly Statement usual = new();
    readonly ConcurrentDictionary<Hash32, bool> toldDrift = new();

    public UInt128 PricePerMillion => model.Dearest(usual) is { } dearest ? model.PerMillion(dearest.Work, dearest.Usual) : UInt128.MaxValue;

    public ulong WorkPerSecond => model.Dearest(usual) is { } dearest ? ulong.Max(1, Rate(dearest.Work, PaceOf(default).Apply(dearest.Careful))) : 1;

    public Decision Decide(IProverStrategy strategy, Opportunity opportunity, ProverSituation me)
    {
        var priced = Priced(opportunity, me, out string why);
        if (priced is not null) return Told(strategy.Decide(opportunity, priced), opportunity, priced);
        // What one is bound to is proven, and what the market asks for as a step is taken, whatever it would cost.
        return opportunity.Kind is OpportunityKind.Offer or OpportunityKind.Race ? Decision.Pass(why) : strategy.Decide(opportunity, me);
    }

    public string? Learn(Statement statement, TimeSpan took)
    {
        bool isFirst = proven.TryAdd(statement.Program, true);
        if (isFirst || model.Of(statement) is not { Refusal: null, Time: { } time }) return null;
        var pace = PaceOf(statement.Program);
        pace.Learn(time.Usual, took);
        if (pace.Factor <= Drift || !toldDrift.TryAdd(KeyOf(statement.Program), true)) return null;
        string times = pace.Factor.ToString("0.0", CultureInfo.InvariantCulture);
        return model.GoesByWord(statement.Program)
            ? $"The outside prover's proofs of {statement.Program} take {times} times as long as it says: prices by its word may be below cost; calibrate it."
            : $"Own proofs take {times} times as long as the calibration says: its prices may be below cost; calibrate again.";
    }

    /// <summary>Whoever exaggerates its speed tells nothing of what was measured.</summary>
    Pace PaceOf(Hash32 program) => paces.GetOrAdd(KeyOf(program), _ => new Pace());

    Hash32 KeyOf(Hash32 program) => model.GoesByWord(program) ? program : default;

    /// <summary>Who lets something go says what it would have asked.</summary>
    static Decision Told(Decision decision, Opportunity opportunity, ProverSituation priced)
    {
        if (decision.Prove || decision.Deeds.Count > 0 || opportunity.Statement.Program.IsZero) return decision;
        var asked = priced.CostOf((ulong)UInt128.Min(ulong.MaxValue, WorkOf(opportunity)));
        return decision with { Why = string.Create(CultureInfo.InvariantCulture, $"{decision.Why} (ours by the calibration: {asked:N0})") };
    }

    static UInt128 WorkOf(Opportunity opportunity) => opportunity.Further.Aggregate((UInt128)opportunity.Statement.Work, (sum, s) => sum + s.Work);

    /// <summary>The situation with the price and speed of this opportunity: of all its statements together.</summary>
    ProverSituation? Priced(Opportunity opportunity, ProverSituation me, out string why)
    {
        why = "";
        if (opportunity.Statement.Program.IsZero && opportunity.Further.Length == 0) return OfAnySize(opportunity.Statement, me, out why);
        var work = WorkOf(opportunity);
        BigInteger price = 0, time = 0;
        foreach (var statement in (IEnumerable<Statement>)[opportunity.Statement, .. opportunity.Further])
        {
            var (proving, refusal) = model.Of(statement);
            if (refusal is not null)
            {
                why = $"it cannot be priced: {refusal}";
                return null;
            }
            price += proving.Usual;
            time += PaceOf(statement.Program).Apply(proven.ContainsKey(statement.Program) ? proving.Careful : proving.First);
        }
        ulong speed = (ulong)BigInteger.Min(ulong.MaxValue, (BigInteger)work * NanosecondsPerSecond / time);
        if (speed > 0) return me with { PricePerMillion = model.PerMillion(work, price), WorkPerSecond = speed };
        why = $"it declares {work} units of work for what takes {Seconds(time)}: too little to reckon with";
        return null;
    }

    ProverSituation? OfAnySize(Statement kind, ProverSituation me, out string why)
    {
        why = $"it cannot be priced: the calibration has measured no {kind.System} in {kind.WorkUnit}, and no outside prover says its speed";
        if (model.Dearest(kind) is not { } dearest) return null;
        return me with { PricePerMillion = model.PerMillion(dearest.Work, dearest.Usual), WorkPerSecond = ulong.Max(1, Rate(dearest.Work, PaceOf(default).Apply(dearest.Careful))) };
    }

    static ulong Rate(ulong work, ulong nanoseconds) => (ulong)UInt128.Min(ulong.MaxValue, (UInt128)work * NanosecondsPerSecond / nanoseconds);

    static string Seconds(BigInteger nanoseconds) => $"{new Ratio(nanoseconds, NanosecondsPerSecond).ToTextUp(2)} s";
}

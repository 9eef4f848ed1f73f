using System.Numerics;
using Vendue.Mechanisms;

namespace Vendue.Prover.Calibrating;

/// <summary>What a proof takes, by a calibration.</summary>
/// <param name="Usual">The time to price, in nanoseconds: between the medians of the measured sizes.</param>
/// <param name="Careful">The time to promise, in nanoseconds: between the slowest runs.</param>
/// <param name="First">The time to promise while the program has not been proven in this process yet: between the first runs, where those are slower.</param>
public readonly record struct ProvingTime(ulong Usual, ulong Careful, ulong First);

/// <summary>What a calibration says of one statement: its time and price, or why it has none.</summary>
/// <param name="Time">The time.</param>
/// <param name="Refusal">Why there is none; null when there is.</param>
public readonly record struct Reckoning(ProvingTime Time, string? Refusal);

/// <summary>
/// Times and prices of statements by a calibration. A program that was measured itself goes by its own times; one of an outside
/// prover by the speed that this says, where it says one; another by those of the circuits made to be measured, by its true
/// size where this prover has it, and by the declared one where not.
/// </summary>
public sealed class CostModel
{
    const ulong Second = 1_000_000_000;

    /// <summary>What is promised by a speed that nobody measured: a quarter more than it says.</summary>
    static readonly Ratio careful = new(5, 4);

    readonly Calibration calibration;
    readonly Func<Hash32, ulong?> sizeOf;
    readonly Dictionary<Hash32, DeclaredWork> declared;
    readonly List<(MeasuredSeries Series, TimeCurve Usual, TimeCurve Careful, TimeCurve First)> curves = [];
    readonly Ratio perNanosecond;

    /// <summary>The model of a calibration.</summary>
    /// <param name="calibration">What was measured.</param>
    /// <param name="sizeOf">The size in constraints of a program that this prover has; null for one that it has not.</param>
    /// <param name="declared">What outside provers say of their programs, each program once; null for nothing.</param>
    /// <exception cref="ProverException">The calibration names no exchange of its currency: it has no prices.</exception>
    public CostModel(Calibration calibration, Func<Hash32, ulong?> sizeOf, IEnumerable<DeclaredWork>? declared = null)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        this.calibration = calibration;
        this.sizeOf = sizeOf;
        this.declared = (declared ?? []).ToDictionary(d => d.Program);
        if (calibration.Price.BaseUnitsPerCurrency is not { } exchange)
            throw new ProverException("calibration-without-exchange", $"The calibration does not say how many base units of the payment asset one {calibration.Price.Currency} is worth: calibrate with --exchange.");
        perNanosecond = calibration.Price.PerSecond * exchange * new Ratio(1, Second);
        foreach (var series in calibration.Series)
            curves.Add((series, Curve(series, p => p.Median), Curve(series, p => p.Slowest), Curve(series, p => ulong.Max(p.Slowest, p.ColdNanoseconds))));
    }

    /// <summary>The time of a statement.</summary>
    public Reckoning Of(Statement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        if (!WorkUnit.TryParse(statement.WorkUnit, out var stated)) return Without($"'{statement.WorkUnit}' is no unit of work");
        var ofSystem = curves.Where(c => c.Series.System == statement.System && c.Series.SystemVersion == statement.Version).ToList();
        var own = ofSystem.Where(c => c.Series.Program == statement.Program).ToList();
        if (own.Count == 0 && SaidOf(statement) is { PerSecond: > 0 } said) return BySpeed(statement, stated, said);
        if (ofSystem.Count == 0) return Without($"the calibration has no measurement of {statement.System} version {statement.Version}");
        var fitting = own.Count > 0 ? own : [.. ofSystem.Where(c => c.Series.Program is null)];
        if (fitting.Count == 0) return Without("the calibration has not measured its program, nor any of no program");
        ConversionRefusal? missing = null;
        foreach (var (series, usual, careful, first) in fitting.OrderByDescending(c => c.Series.Unit == stated))
        {
            if (!TrySize(statement, stated, series, out ulong size, out missing)) continue;
            return usual.At(size) is { } a && careful.At(size) is { } b && first.At(size) is { } c
                ? new Reckoning(new ProvingTime(a, b, c), null)
                : Without($"{size} {series.Unit} is more than {TimeCurve.FarthestFactor} times the largest size that the calibration has measured");
        }
        return Without(missing!.Message.TrimEnd('.'));
    }

    /// <summary>Whether a program's time goes by its outside prover's word.</summary>
    public bool GoesByWord(Hash32 program) => declared.TryGetValue(program, out var said) && said.PerSecond > 0 && !calibration.Series.Any(s => s.Program == program);

    /// <summary>What is asked for a time of proving, in base units of the payment asset, exactly.</summary>
    public Ratio PriceOf(ulong nanoseconds) => perNanosecond * Ratio.Of(nanoseconds);

    /// <summary>What is asked for 1,000,000 units of some work that takes a time, in base units, rounded up; the largest amount where that is beyond it.</summary>
    public UInt128 PerMillion(UInt128 work, BigInteger nanoseconds)
    {
        var price = (perNanosecond * new Ratio(nanoseconds * 1_000_000, (BigInteger)UInt128.Max(work, 1))).Ceiling();
        return price > (BigInteger)UInt128.MaxValue ? UInt128.MaxValue : (UInt128)price;
    }

    /// <summary>The dearest size that was measured of a system in a unit, in work and nanoseconds: what an offer for work of any size is priced by.</summary>
    /// <returns>Null when nothing of it was measured.</returns>
    public (ulong Work, ulong Usual, ulong Careful)? Dearest(Statement kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        if (!WorkUnit.TryParse(kind.WorkUnit, out var unit)) return null;
        (ulong Work, ulong Usual, ulong Careful)? dearest = null;
        foreach (var point in calibration.Series.Where(s => s.System == kind.System && s.SystemVersion == kind.Version && s.Unit == unit).SelectMany(s => s.Points))
            if (dearest is not { } most || (UInt128)point.Median * most.Work > (UInt128)most.Usual * point.Work) dearest = (point.Work, point.Median, point.Slowest);
        foreach (var said in declared.Values.Where(d => d.System == kind.System && d.SystemVersion == kind.Version && d.Unit == unit && d.PerSecond > 0))
            if (dearest is not { } most || (UInt128)Second * most.Work > (UInt128)most.Usual * said.PerSecond) dearest = (said.PerSecond, Second, Careful(Second));
        return dearest;
    }

    DeclaredWork? SaidOf(Statement statement) =>
        declared.TryGetValue(statement.Program, out var said) && said.System == statement.System && said.SystemVersion == statement.Version ? said : null;

    Reckoning BySpeed(Statement statement, WorkUnit stated, DeclaredWork said)
    {
        ulong size = said.Size;
        if (size == 0)
        {
            if (!calibration.Conversions.TryConvert(statement.Work, stated, said.Unit, out var converted, out var missing)) return Without(missing!.Message.TrimEnd('.'));
            size = converted.Amount;
        }
        var time = BigInteger.Max(1, new Ratio((BigInteger)size * Second, said.PerSecond).Ceiling());
        if (time > ulong.MaxValue / 2) return Without($"{size} {said.Unit} at {said.PerSecond} a second is beyond any time");
        return new Reckoning(new ProvingTime((ulong)time, Careful((ulong)time), Careful((ulong)time)), null);
    }

    static ulong Careful(ulong nanoseconds) => (ulong)(careful * Ratio.Of(nanoseconds)).Ceiling();

    /// <summary>A circuit is as large as it is, whatever the request declares: only where this prover does not have it, the declared size counts.</summary>
    bool TrySize(Statement statement, WorkUnit stated, MeasuredSeries series, out ulong size, out ConversionRefusal? missing)
    {
        missing = null;
        if (SaidOf(statement) is { Size: > 0 } said && said.Unit == series.Unit)
        {
            size = said.Size;
            return true;
        }
        if (series.Unit == WorkUnits.Constraints && sizeOf(statement.Program) is { } constraints)
        {
            size = constraints;
            return true;
        }
        bool done = calibration.Conversions.TryConvert(statement.Work, stated, series.Unit, out var converted, out missing);
        size = converted.Amount;
        return done;
    }

    static TimeCurve Curve(MeasuredSeries series, Func<MeasuredPoint, ulong> time) => new(series.Points.Select(p => (p.Work, time(p))));

    static Reckoning Without(string why) => new(default, why);
}

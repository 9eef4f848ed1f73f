using Vendue.Mechanisms.Components;

namespace Vendue.Mechanisms.EscalationLadder;

/// <summary>What the market has seen of prices and proving times, by class of work.</summary>
sealed class MarketMemory(Scope scope, EscalationParameters parameters)
{
    const uint SlowPercent = 95;
    static readonly UInt128 HighestUnitPrice = UInt128.One << 63, HighestPrice = UInt128.One << 96;

    readonly RollingWindow prices = new(scope, "prices", parameters.Samples, parameters.MaxRows);
    readonly RollingWindow times = new(scope, "proving-times", parameters.Samples, parameters.MaxRows);

    /// <summary>The reference price of an amount of work: the median of the latest unit prices, one a pair of requester and prover; null without any.</summary>
    public UInt128? Reference(Statement statement) =>
        prices.Median(ClassOf(statement)) is { } unit ? Wide.MulDivFloor(unit, ulong.Max(statement.Work, 1), parameters.PriceUnit) : null;

    /// <summary>The 95th percentile of the latest proving times; null without any.</summary>
    public ulong? SlowProof(Statement statement) => times.Percentile(ClassOf(statement), SlowPercent) is { } time ? (ulong)UInt128.Min(time, ulong.MaxValue) : null;

    /// <summary>Remembers what was paid.</summary>
    public void Paid(Statement statement, Account requester, Account prover, UInt128 price)
    {
        var pair = new CanonicalWriter();
        pair.Raw("vendue/escalation/pair/1"u8);
        pair.Name(scope.Ledger.NameOf(requester));
        pair.Name(scope.Ledger.NameOf(prover));
        var unit = Wide.MulDivFloor(UInt128.Min(price, HighestPrice), parameters.PriceUnit, ulong.Max(statement.Work, 1));
        prices.Add(ClassOf(statement), Hash32.Sha256(pair.Written), UInt128.Min(unit, HighestUnitPrice));
    }

    /// <summary>Remembers how long a bound prover took.</summary>
    public void Proven(Statement statement, Hash32 request, ulong time) => times.Add(ClassOf(statement), request, time);

    static Hash32 ClassOf(Statement statement) => WorkClass.Of(statement.System, statement.Program);
}

using CsCheck;

namespace Vendue.Mechanisms.LagrangeDara.Tests;

/// <summary>A small round for tests: whole-number densities collide often, so that ties are met.</summary>
public sealed record Round(Bid[] Bids, Ask[] Asks)
{
    public const int HighestAsk = 12;

    public static Round Of((ulong Id, ulong Size, UInt128 Value)[] bids, (ulong Id, ulong Capacity, UInt128 Price)[] asks) =>
        new([.. bids.Select(b => new Bid(b.Id, b.Size, b.Value))], [.. asks.Select(a => new Ask(a.Id, a.Capacity, a.Price))]);

    public static Gen<Round> Random(int bids, int asks) => Gen.Select(
        Gen.Select(Gen.ULong[1, 5], Gen.ULong[0, 40]).Array[0, bids],
        Gen.Select(Gen.ULong[1, 6], Gen.ULong[0, HighestAsk]).Array[0, asks],
        (b, a) => new Round(
            [.. b.Select((x, i) => new Bid((ulong)i, x.Item1, x.Item2))],
            [.. a.Select((x, i) => new Ask((ulong)i, x.Item1, x.Item2))]));

    public Round WithBid(int position, UInt128 value) => this with { Bids = [.. Bids.Select((b, i) => i == position ? b with { Value = value } : b)] };

    public Round WithAsk(int position, Func<Ask, Ask> report) => this with { Asks = [.. Asks.Select((a, i) => i == position ? report(a) : a)] };

    public Clearing Clear(in ClearingRules rules) => Clearing.Of(rules, Bids, Asks);

    public override string ToString() => $"bids {string.Join(' ', Bids.Select(b => $"({b.Id},{b.Size},{b.Value})"))} asks {string.Join(' ', Asks.Select(a => $"({a.Id},{a.Capacity},{a.Price})"))}";
}

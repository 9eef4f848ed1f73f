namespace Vendue.Mechanisms.BoundlessPovw;

/// <summary>
/// The token's supply at the start of each epoch: supply(0) = initial, supply(e+1) = floor(supply(e) · r(floor(e/182)) / 10^18),
/// with r of an annual rate of 7.0 % in year 0 that falls by half a point a year to 3.0 % from year 8.
/// It stops growing where the next step would pass the largest supply that a market's ledger holds.
/// </summary>
/// <param name="initial">supply(0), in base units.</param>
sealed class TokenSupply(UInt128 initial)
{
    const ulong EpochsPerYear = 182;
    const ulong One = 1_000_000_000_000_000_000;

    static readonly ulong[] Factors =
    [
        1_000_371_819_923_688_085, 1_000_346_075_250_234_369, 1_000_320_210_092_156_012, 1_000_294_223_313_256_956, 1_000_268_113_761_178_075,
        1_000_241_880_267_088_989, 1_000_215_521_645_372_515, 1_000_189_036_693_301_502, 1_000_162_424_190_707_866,
    ];

    // What the rule gives at the start of each year, kept so that no epoch is computed from the beginning again.
    readonly List<UInt128> years = [initial];

    /// <summary>The supply at the start of an epoch, in base units.</summary>
    public UInt128 At(ulong epoch)
    {
        ulong year = epoch / EpochsPerYear;
        while ((ulong)years.Count <= year)
        {
            var next = After(years[^1], (ulong)years.Count - 1, EpochsPerYear);
            if (next == years[^1]) return next;
            years.Add(next);
        }
        return After(years[(int)year], year, epoch % EpochsPerYear);
    }

    static UInt128 After(UInt128 supply, ulong year, ulong epochs)
    {
        ulong factor = Factors[ulong.Min(year, (ulong)Factors.Length - 1)];
        for (ulong i = 0; i < epochs; i++)
        {
            var next = Wide.MulDivFloor(supply, factor, One);
            if (next > Ledger.LargestSupply) return supply;
            supply = next;
        }
        return supply;
    }
}

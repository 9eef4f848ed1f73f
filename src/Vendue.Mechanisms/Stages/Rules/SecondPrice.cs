namespace Vendue.Mechanisms.Stages;

/// <summary>An opened offer.</summary>
/// <param name="Number">Its place in the order in which offers were sealed: among equals the earlier wins.</param>
/// <param name="Price">Its price, in base units.</param>
public readonly record struct OpenOffer(ulong Number, UInt128 Price);

/// <summary>What comparing offers comes to.</summary>
/// <param name="Eligible">How many offers are at or below the ceiling.</param>
/// <param name="Winner">The position of the lowest; -1 for none.</param>
/// <param name="RunnerUp">The position of the second-lowest; -1 for none.</param>
/// <param name="Price">What the winner is paid, in base units.</param>
public readonly record struct Award(int Eligible, int Winner, int RunnerUp, UInt128 Price);

/// <summary>The sealed second-price auction of one task: the lowest offer wins and is paid the second-lowest, or the ceiling when it is alone (Vickrey 1961, as a procurement auction).</summary>
public static class SecondPrice
{
    /// <summary>Compares offers.</summary>
    /// <param name="offers">The offers, in any order.</param>
    /// <param name="ceiling">The most that is paid; offers above it do not count.</param>
    public static Award Of(ReadOnlySpan<OpenOffer> offers, UInt128 ceiling)
    {
        int eligible = 0, first = -1, second = -1;
        for (int i = 0; i < offers.Length; i++)
        {
            if (offers[i].Price > ceiling) continue;
            eligible++;
            if (first < 0 || IsBefore(offers[i], offers[first])) (first, second) = (i, first);
            else if (second < 0 || IsBefore(offers[i], offers[second])) second = i;
        }
        return new Award(eligible, first, second, first < 0 ? 0 : second < 0 ? ceiling : offers[second].Price);
    }

    static bool IsBefore(in OpenOffer one, in OpenOffer other) => one.Price != other.Price ? one.Price < other.Price : one.Number < other.Number;
}

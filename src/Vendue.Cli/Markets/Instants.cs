using System.Globalization;
using Vendue.Client;

namespace Vendue.Cli.Markets;

/// <summary>A market's instants as people read them.</summary>
static class Instants
{
    const ulong LastSecond = 253_402_300_799;

    /// <summary>The number that commands take, and the time of day that it means.</summary>
    internal static string Text(ulong instant, MarketClient market)
    {
        ulong seconds = instant / ulong.Max(1, market.Market.UnitsPerSecond);
        return seconds > LastSecond
            ? instant.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{instant} ({DateTimeOffset.FromUnixTimeSeconds((long)seconds):yyyy-MM-dd HH:mm:ss} UTC)");
    }
}

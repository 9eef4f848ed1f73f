namespace Vendue.Mechanisms.EscalationLadder;

/// <summary>A ladder by name.</summary>
public enum Preset : byte
{
    /// <summary>The market's own, from its parameters.</summary>
    Market,
    /// <summary>Time for a low price: sealed offers for 120 s, a Dutch price over 600 s, a race.</summary>
    Cheap,
    /// <summary>Sealed offers for 30 s, a Dutch price over 300 s, a race.</summary>
    Balanced,
    /// <summary>The cap at once, to the first who takes it; then a race of two.</summary>
    Realtime,
    /// <summary>As Succinct's SDK: an auction of 30 s, and once more among provers that are nearly always on time.</summary>
    SuccinctSdk,
    /// <summary>As Citrea: never taken, the price is raised; taken and not delivered, the time is lengthened.</summary>
    Citrea,
    /// <summary>As World Chain: asked again after 60, 120 and 300 s at the same ceiling.</summary>
    World,
}

/// <summary>The ladders that have names.</summary>
public static class Presets
{
    /// <summary>The ladder of a preset; the market's own for <see cref="Preset.Market"/>.</summary>
    public static Ladder Of(Preset preset, Ladder market) => preset switch
    {
        Preset.Cheap => new Ladder { Window = 120_000, Ramp = 600_000 },
        Preset.Balanced => new Ladder(),
        Preset.Realtime => new Ladder { Formats = [Format.Dutch, Format.Race], FromCap = true, Ramp = 0, Window = 10_000, Backoff = [0], Racers = 2 },
        Preset.SuccinctSdk => new Ladder
        {
            Formats = [Format.SecondPrice],
            GrowthNum = 1,
            LongestWindow = 30_000,
            AttemptsPerFormat = 2,
            MinOffers = 1,
            MaxAttempts = 2,
            Backoff = [0],
            PanicRace = false,
            OnTimeOnly = true,
        },
        Preset.Citrea => new Ladder { Formats = [Format.Dutch], DutchToCap = false, StartPct = 50, StartNum = 3, StartDen = 2, AttemptsPerFormat = 5, Backoff = [0], PanicRace = false },
        Preset.World => new Ladder
        {
            Formats = [Format.SecondPrice],
            GrowthNum = 1,
            LongestWindow = 30_000,
            AttemptsPerFormat = 4,
            MinOffers = 1,
            MaxAttempts = 4,
            PanicRace = false,
        },
        _ => market,
    };
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vendue.Prover.Calibrating;

/// <summary>A calibration file as it is written. Every field is needed and no other is allowed.</summary>
sealed record CalibrationForm(
    string Format, int Version, DateTimeOffset Made, string Software, MachineForm Machine, int Threads,
    SeriesForm[] Series, ConversionForm[] Conversions, PriceForm Price)
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 8,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}

sealed record MachineForm(string Processor, int Cores, string Architecture, ulong MemoryBytes, string System, string Runtime);

sealed record SeriesForm(string Label, string System, ushort SystemVersion, string Unit, string? Program, PointForm[] Points);

sealed record PointForm(ulong Work, ulong ColdNanoseconds, ulong[] Nanoseconds, ulong PeakBytes);

sealed record ConversionForm(string Name, ushort Version, string From, string To, ulong Numerator, ulong Denominator, string Source);

sealed record FigureForm(string Value, string Source);

sealed record PriceForm(string Currency, FigureForm CostPerHour, FigureForm Utilisation, FigureForm Margin, string? BaseUnitsPerCurrency);

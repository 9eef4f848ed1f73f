using System.Text.Json;
using Vendue.Mechanisms;

namespace Vendue.Prover.Calibrating;

/// <summary>
/// Reads and writes calibration files: JSON of the schema in docs/calibration.schema.json. A file says what was measured
/// and what a price is made of; prices are always reckoned from it anew, so that the two cannot contradict each other.
/// </summary>
public static class CalibrationFile
{
    /// <summary>What every file begins with.</summary>
    public const string Format = "vendue-calibration";

    /// <summary>The version of the format that is written and read.</summary>
    public const int Version = 1;

    /// <summary>The largest file that is read.</summary>
    public const int MostBytes = 4 << 20;

    const int MostSeries = 256, MostPoints = 64, MostRuns = 1000, MostConversions = 64, LongestText = 400;
    const ulong MostWork = 1UL << 62, LongestTime = 1_000_000_000_000_000_000;

    /// <summary>Reads a file.</summary>
    /// <exception cref="ProverException">It is too large, no calibration, or one of another version.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Calibration Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
        if (file.Length > MostBytes) throw Wrong($"it has more than {MostBytes} bytes");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return Parse(bytes);
    }

    /// <summary>Reads the bytes of a file.</summary>
    /// <exception cref="ProverException">They are no calibration, or one of another version.</exception>
    public static Calibration Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MostBytes) throw Wrong($"it has more than {MostBytes} bytes");
        RequireVersion(bytes);
        try
        {
            return Of(JsonSerializer.Deserialize<CalibrationForm>(bytes, CalibrationForm.Options) ?? throw Wrong("it is empty"));
        }
        catch (JsonException wrong)
        {
            throw Wrong(wrong.Path is { Length: > 1 } path ? $"what stands at {path} is missing, unknown, twice there or not of its kind" : "a field is missing, unknown or twice there, or it is no JSON");
        }
    }

    /// <summary>The bytes of a file.</summary>
    public static byte[] ToBytes(Calibration calibration)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        return [.. JsonSerializer.SerializeToUtf8Bytes(FormOf(calibration), CalibrationForm.Options), (byte)'\n'];
    }

    /// <summary>Another version is told as such, whatever fields it has.</summary>
    static void RequireVersion(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = CalibrationForm.Options.MaxDepth });
            using var whole = JsonDocument.ParseValue(ref reader);
            var root = whole.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out var format) || format.ValueKind != JsonValueKind.String || !format.ValueEquals(Format))
                throw Wrong($"its format is not '{Format}'");
            if (!root.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out int number) || number != Version)
                throw new ProverException("calibration-version", $"The calibration file is of another version than {Version}: calibrate again with this software.");
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            throw Wrong("it is no JSON");
        }
    }

    static Calibration Of(CalibrationForm form)
    {
        Require(form.Threads is > 0 and <= 4096, "threads is from 1 to 4096");
        Require(form.Series.Length <= MostSeries, $"it has at most {MostSeries} series");
        Require(form.Conversions.Length <= MostConversions, $"it has at most {MostConversions} conversions");
        var m = form.Machine;
        Require(m.Cores > 0, "machine.cores is above zero");
        var series = Array.ConvertAll(form.Series, SeriesOf);
        Require(series.DistinctBy(s => (s.System, s.SystemVersion, s.Unit, s.Program)).Count() == series.Length, "no program, and no measure for any, stands there twice");
        return new Calibration
        {
            Made = form.Made,
            Software = Text(form.Software),
            Machine = new Machine(Text(m.Processor), m.Cores, Text(m.Architecture), m.MemoryBytes, Text(m.System), Text(m.Runtime)),
            Threads = form.Threads,
            Series = series,
            Conversions = ConversionsOf(form.Conversions),
            Price = PriceOf(form.Price),
        };
    }

    static MeasuredSeries SeriesOf(SeriesForm form)
    {
        Require(form.Points.Length is > 0 and <= MostPoints, $"a series has 1 to {MostPoints} points");
        var points = Array.ConvertAll(form.Points, PointOf);
        for (int i = 1; i < points.Length; i++) Require(points[i].Work > points[i - 1].Work, "the points of a series grow in work");
        Hash32? program = null;
        if (form.Program is { } hash)
        {
            Require(Hash32.TryParse(hash, out var parsed), "a program is 0x and 64 hexadecimal digits, or null");
            program = parsed;
        }
        return new MeasuredSeries(Text(form.Label), NameOf(form.System), form.SystemVersion, UnitOf(form.Unit), program, points);
    }

    static MeasuredPoint PointOf(PointForm form)
    {
        Require(form.Work is > 0 and <= MostWork, $"work is from 1 to {MostWork}");
        Require(form.Nanoseconds.Length is > 0 and <= MostRuns, $"a point has 1 to {MostRuns} runs");
        Require(form.Nanoseconds.Append(form.ColdNanoseconds).All(t => t is > 0 and <= LongestTime), $"a time is from 1 to {LongestTime} nanoseconds");
        Require(form.Nanoseconds.SequenceEqual(form.Nanoseconds.Order()), "the fastest run of a point stands first");
        return new MeasuredPoint(form.Work, form.ColdNanoseconds, form.Nanoseconds, form.PeakBytes);
    }

    static ConversionTable ConversionsOf(ConversionForm[] forms)
    {
        try
        {
            return new ConversionTable(forms.Select(f => new WorkConversion(NameOf(f.Name), f.Version, UnitOf(f.From), UnitOf(f.To), f.Numerator, f.Denominator, Text(f.Source))));
        }
        catch (ArgumentException)
        {
            throw Wrong("a conversion needs a name, a version, a ratio above zero between two units and a source, and no two may go from one unit to the same other");
        }
    }

    static PriceInputs PriceOf(PriceForm form)
    {
        Ratio? exchange = form.BaseUnitsPerCurrency is { } text ? Number(text) : null;
        var price = new PriceInputs { Currency = Text(form.Currency), CostPerHour = Figure(form.CostPerHour), Utilisation = Figure(form.Utilisation), Margin = Figure(form.Margin), BaseUnitsPerCurrency = exchange };
        Require(price.IsSound, "utilisation is above 0 and at most 1, and the exchange above 0 or null");
        return price;
    }

    static Sourced Figure(FigureForm form) => new(Number(form.Value), Text(form.Source));

    static Ratio Number(string text) => Ratio.TryParse(text, out var value) ? value : throw Wrong("a figure is a decimal number of at most 30 digits, as text");

    static Name NameOf(string text) => Name.TryParse(text, out var name) && !name.IsEmpty ? name : throw Wrong($"a name is 1 to {Name.MaxLength} printable characters");

    static WorkUnit UnitOf(string text) => WorkUnit.TryParse(NameOf(text), out var unit) ? unit : throw Wrong("a unit is a name, with its version after -v");

    static string Text(string text) => text.Length is > 0 and <= LongestText && !text.Any(char.IsControl) ? text : throw Wrong($"a text has 1 to {LongestText} characters, none of them a control character");

    static void Require(bool holds, string what)
    {
        if (!holds) throw Wrong($"this does not hold: {what}");
    }

    static ProverException Wrong(string why) => new("calibration-malformed", $"The calibration file cannot be used: {why}; calibrate again, or restore the file.");

    static CalibrationForm FormOf(Calibration c) => new(
        Format, Version, c.Made, c.Software, new MachineForm(c.Machine.Processor, c.Machine.Cores, c.Machine.Architecture, c.Machine.MemoryBytes, c.Machine.System, c.Machine.Runtime), c.Threads,
        [.. c.Series.Select(s => new SeriesForm(s.Label, s.System.ToString(), s.SystemVersion, s.Unit.ToString(), s.Program?.ToString(), [.. s.Points.Select(p => new PointForm(p.Work, p.ColdNanoseconds, [.. p.Nanoseconds], p.PeakBytes))]))],
        [.. c.Conversions.Conversions.Select(v => new ConversionForm(v.Name.ToString(), v.Version, v.From.ToString(), v.To.ToString(), v.Numerator, v.Denominator, v.Source))],
        new PriceForm(c.Price.Currency, FormOf(c.Price.CostPerHour), FormOf(c.Price.Utilisation), FormOf(c.Price.Margin), c.Price.BaseUnitsPerCurrency?.ToText()));

    static FigureForm FormOf(Sourced figure) => new(figure.Value.ToText(), figure.Source);
}

using System.Numerics;
using System.Text.Json;

namespace Vendue.Proofs.Witnesses;

/// <summary>Values for a circuit's inputs, by signal name; arrays of any depth are flattened in row order, as circom does.</summary>
public sealed class WitnessInput
{
    readonly Dictionary<string, BigInteger[]> signals = new(StringComparer.Ordinal);

    /// <summary>Names and values. Values may be negative or beyond the field: they are meant modulo the field's prime.</summary>
    public IReadOnlyDictionary<string, BigInteger[]> Signals => signals;

    /// <summary>Number of values over all signals.</summary>
    public int Count { get; private set; }

    /// <summary>Gives signal <paramref name="name"/> its values; a name can be given once.</summary>
    /// <exception cref="WitnessException"><see cref="WitnessErrors.BadInput"/>: the name was given before.</exception>
    public WitnessInput Set(string name, params ReadOnlySpan<BigInteger> values)
    {
        if (!signals.TryAdd(name, values.ToArray()))
            throw new WitnessException(WitnessErrors.BadInput, $"Input '{WitnessInputReader.Shown(name)}' is given twice: keep one.");
        Count += values.Length;
        return this;
    }

    /// <summary>Gives signal <paramref name="name"/> these values in place of those it has.</summary>
    /// <exception cref="WitnessException"><see cref="WitnessErrors.BadInput"/>: the signal has no values yet.</exception>
    public WitnessInput Replace(string name, params ReadOnlySpan<BigInteger> values)
    {
        if (!signals.Remove(name, out var before))
            throw new WitnessException(WitnessErrors.BadInput, $"Input '{WitnessInputReader.Shown(name)}' is not there to be replaced.");
        Count -= before.Length;
        return Set(name, values);
    }

    /// <summary>Reads an input file: a JSON object of signal names, each with an integer, a string of one, or nested arrays of these.</summary>
    /// <exception cref="WitnessException"><see cref="WitnessErrors.BadInput"/>, with the place.</exception>
    public static WitnessInput Parse(ReadOnlySpan<byte> json, WitnessLimits? limits = null) =>
        WitnessInputReader.Read(json, limits ?? WitnessLimits.Default);

    /// <summary>The input as a file that <see cref="Parse"/> and snarkjs read: decimal strings, arrays flattened.</summary>
    public byte[] ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            foreach (var (name, values) in signals)
            {
                if (values.Length == 1)
                {
                    json.WriteString(name, values[0].ToString());
                    continue;
                }
                json.WriteStartArray(name);
                foreach (var value in values) json.WriteStringValue(value.ToString());
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        return stream.ToArray();
    }
}

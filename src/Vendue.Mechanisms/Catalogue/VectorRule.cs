using System.Text.Json;

namespace Vendue.Mechanisms;

/// <summary>A pure rule that vector files and scenarios can call by name: one record in, one record out, both in the JSON form of their encoding.</summary>
/// <param name="name">Its name: the mechanism's or family's, a slash, and what it computes.</param>
/// <param name="summary">What it computes, in one sentence.</param>
public abstract class VectorRule(string name, string summary)
{
    /// <summary>Its name: the mechanism's or family's, a slash, and what it computes.</summary>
    public string Name => name;

    /// <summary>What it computes, in one sentence.</summary>
    public string Summary => summary;

    /// <summary>What it is given.</summary>
    public abstract Shape Given { get; }

    /// <summary>What it answers.</summary>
    public abstract Shape Result { get; }

    /// <summary>Computes the rule.</summary>
    /// <param name="given">What it is given, in JSON.</param>
    /// <param name="path">Where that stands, for messages.</param>
    /// <exception cref="EncodingException">The JSON is not what the rule is given; the message names the field.</exception>
    public abstract JsonElement Compute(JsonElement given, string path);

    /// <summary>The rule that <paramref name="compute"/> is.</summary>
    public static VectorRule Of<TGiven, TResult>(string name, string summary, Func<TGiven, TResult> compute) =>
        new TypedRule<TGiven, TResult>(name, summary, compute);

    sealed class TypedRule<TGiven, TResult>(string name, string summary, Func<TGiven, TResult> compute) : VectorRule(name, summary)
    {
        public override Shape Given => Codec<TGiven>.Of.Shape;

        public override Shape Result => Codec<TResult>.Of.Shape;

        public override JsonElement Compute(JsonElement given, string path)
        {
            var writer = new CanonicalWriter();
            JsonForm.Read(writer, Given, given, path: path);
            var answer = Compute(Codec<TGiven>.Of.Decode(writer.Written.ToArray()), path);
            using var bytes = new MemoryStream();
            using (var json = new Utf8JsonWriter(bytes)) JsonForm.Write(json, Result, new CanonicalReader(Codec<TResult>.Of.Encode(answer)));
            return JsonElement.Parse(bytes.ToArray());
        }

        TResult Compute(TGiven given, string path)
        {
            try
            {
                return compute(given);
            }
            catch (ArithmeticException)
            {
                throw new EncodingException($"{path}: the numbers take '{Name}' beyond its range or divide by zero.");
            }
        }
    }
}

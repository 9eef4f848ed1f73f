using System.Text;
using System.Text.Json;

namespace Vendue.Conformance.Tests.Playing;

/// <summary>Scripts of acts: played again, shortened to the few acts that break the rule, and told in words.</summary>
static class Scripts
{
    const int MostTries = 300;

    /// <summary>A market of its own that takes the commands as bytes and nothing else.</summary>
    public static Market Replay(Subject subject, IEnumerable<Act> script)
    {
        var market = subject.Open(subject.Genesis);
        foreach (var act in script) market.Apply(act.In(market), act.Tag, act.Body);
        return market;
    }

    /// <summary>The shortest script found that still breaks the rule: chunks of acts are left out, ever smaller ones. Null where the script alone does not break it, as when a strategy threw.</summary>
    public static IReadOnlyList<Act>? Shortened(Subject subject, IReadOnlyList<Act> script, Violation violation)
    {
        string kind = KindOf(violation);
        if (Broken(subject, script) != kind) return null;
        var left = script.ToList();
        int tries = 0;
        for (int size = left.Count / 2; size > 0; size /= 2)
        {
            for (int at = left.Count - size; at >= 0 && tries < MostTries; at -= size, tries++)
            {
                var shorter = left[..at].Concat(left[(at + size)..]).ToList();
                if (Broken(subject, shorter) == kind) left = shorter;
                at = int.Min(at, left.Count);
            }
        }
        return left;
    }

    /// <summary>A script as a person reads it: when, who, what, and what became of it.</summary>
    public static string Told(Subject subject, IReadOnlyList<Act> script)
    {
        var text = new StringBuilder();
        var market = subject.Open(subject.Genesis);
        foreach (var act in script)
        {
            string name = market.Actions.FirstOrDefault(a => a.Tag == act.Tag) is { } action ? $"{action.Name} {Json(action, act, market)}" : $"action {act.Tag}";
            string envelope = string.Join(' ', new[] { act.Verdicts.Length > 0 ? $"verdicts [{string.Join(", ", act.Verdicts)}]" : "", act.Receipt.IsZero ? "" : $"receipt {act.Receipt}", act.Nonce == 0 ? "" : $"nonce {act.Lane}/{act.Nonce}", act.Key.IsZero ? "" : $"key {act.Key}" }.Where(part => part.Length > 0));
            string became;
            try
            {
                became = market.Apply(act.In(market), act.Tag, act.Body).ToString();
            }
#pragma warning disable CA1031 // The account of a failure tells whatever failed.
            catch (Exception thrown)
#pragma warning restore CA1031
            {
                became = $"threw {thrown}";
            }
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"  t={act.Now} block={act.Block} {act.Sender}: {name} {envelope} [{act.Mode}] -> {became}");
            if (became.StartsWith("threw", StringComparison.Ordinal)) break;
        }
        return text.ToString();
    }

    static string? Broken(Subject subject, IReadOnlyList<Act> script)
    {
        try
        {
            var trial = new Trial(subject, new Coverage());
            foreach (var act in script) trial.Play(act);
            trial.End(script.Count > 0 ? script[^1].Block : 0);
            return null;
        }
        catch (Violation violation)
        {
            return KindOf(violation);
        }
    }

    /// <summary>What a violation says without its numbers and names.</summary>
    static string KindOf(Violation violation) => violation.InnerException is { } inner
        ? inner.GetType().Name
        : new string([.. violation.Message.TakeWhile(c => c is not ('(' or ':')).Where(c => !char.IsAsciiDigit(c))]);

    static string Json(ActionDescription action, Act act, Market market)
    {
        try
        {
            using var stream = new MemoryStream();
            using (var writer = new Utf8JsonWriter(stream)) JsonForm.Write(writer, action.Codec.Shape, new CanonicalReader(act.Body), market.Ledger);
            return Encoding.UTF8.GetString(stream.ToArray());
        }
        catch (EncodingException)
        {
            return "0x" + Convert.ToHexStringLower(act.Body);
        }
    }
}

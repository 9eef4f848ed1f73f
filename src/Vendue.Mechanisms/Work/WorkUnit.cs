using System.Globalization;

namespace Vendue.Mechanisms;

/// <summary>
/// A unit of work in one of its versions. Statements carry it as a name: <c>constraints-v2</c> is version 2 of
/// constraints, and a name without a version is version 1, for ever: journals are full of such names.
/// </summary>
/// <param name="Name">What is counted, for example constraints.</param>
/// <param name="Version">By which definition; 1 or more.</param>
public readonly record struct WorkUnit(Name Name, ushort Version)
{
    const string Mark = "-v";

    /// <summary>The unit that a statement's name of it means.</summary>
    /// <returns>False for no name, a version of zero, or one written with leading zeros.</returns>
    public static bool TryParse(Name stated, out WorkUnit unit)
    {
        string text = stated.ToString();
        int at = text.LastIndexOf(Mark, StringComparison.Ordinal);
        unit = new WorkUnit(stated, 1);
        if (at < 0 || !text.AsSpan(at + Mark.Length).ContainsAnyInRange('0', '9') || text.AsSpan(at + Mark.Length).ContainsAnyExceptInRange('0', '9')) return !stated.IsEmpty;
        if (at == 0 || text[at + Mark.Length] == '0' || !ushort.TryParse(text.AsSpan(at + Mark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out ushort version)) return false;
        unit = new WorkUnit(text[..at], version);
        return true;
    }

    /// <summary>The name with its version.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}{Mark}{Version}");
}

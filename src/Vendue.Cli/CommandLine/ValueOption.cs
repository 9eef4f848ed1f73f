using System.CommandLine;
using System.Globalization;
using Vendue.Kernel;

namespace Vendue.Cli.CommandLine;

/// <summary>Options whose values are the market's: a wrong one is told in one sentence before anything is done.</summary>
static class ValueOption
{
    internal delegate bool Parse<T>(string text, out T value);

    /// <summary>An amount in base units.</summary>
    internal static Option<UInt128> Amount(string name, string description, bool required = true) =>
        Of(name, description, "AMOUNT", required, static (string s, out UInt128 v) => UInt128.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out v), "an amount: decimal digits, in base units");

    /// <summary>A whole number from a least one on.</summary>
    internal static Option<ulong> Number(string name, string description, ulong least, ulong most, bool required = false, ulong? otherwise = null)
    {
        var option = Of(name, description, "N", required,
            (string s, out ulong v) => ulong.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out v) && v >= least && v <= most,
            $"a whole number from {least} to {most}");
        if (otherwise is { } value) option.DefaultValueFactory = _ => value;
        return option;
    }

    /// <summary>The name of an account, an asset or an action.</summary>
    internal static Option<Name> Name(string name, string description, bool required = true) =>
        Of(name, description, "NAME", required, static (string s, out Name v) => Kernel.Name.TryParse(s, out v) && !v.IsEmpty, $"a name of at most {Kernel.Name.MaxLength} printable characters");

    /// <summary>32 bytes.</summary>
    internal static Option<Hash32> Hash(string name, string description, bool required = true) =>
        Of(name, description, "HASH", required, static (string s, out Hash32 v) => Hash32.TryParse(s, out v), "0x and 64 hexadecimal digits");

    internal static Option<T> Of<T>(string name, string description, string word, bool required, Parse<T> parse, string expected) => new(name)
    {
        Description = description,
        HelpName = word,
        Required = required,
        CustomParser = result =>
        {
            if (result.Tokens is [var token] && parse(token.Value, out var value)) return value;
            result.AddError($"{name} must be {expected}");
            return default;
        },
    };
}

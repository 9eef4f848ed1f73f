namespace Vendue.Cli.Mechanisms;

/// <summary>Names of enumerations as people read them.</summary>
static class Words
{
    /// <summary>Dutch auction for DutchAuction.</summary>
    internal static string Of<T>(T value) where T : struct, Enum =>
        string.Concat(value.ToString().Select((letter, i) => i > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{(i == 0 ? char.ToLowerInvariant(letter) : letter)}"));
}

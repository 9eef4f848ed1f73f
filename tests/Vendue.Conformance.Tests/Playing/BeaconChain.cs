namespace Vendue.Conformance.Tests.Playing;

/// <summary>A beacon's hash chain, long enough for any game.</summary>
static class BeaconChain
{
    static readonly Hash32[] Values = Make(600);

    public static Hash32 Anchor => Values[0];

    /// <summary>The value that a market's sequencer reveals next.</summary>
    public static Hash32 After(ulong round) => Values[ulong.Min(round + 1, (ulong)Values.Length - 1)];

    static Hash32[] Make(int length)
    {
        var values = new Hash32[length];
        values[^1] = Hash32.Sha256("conformance"u8);
        for (int i = length - 2; i >= 0; i--) values[i] = Hash32.Sha256(values[i + 1].ToArray());
        return values;
    }
}

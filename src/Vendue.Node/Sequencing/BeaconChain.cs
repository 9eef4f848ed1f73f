using System.Security.Cryptography;

namespace Vendue.Node.Sequencing;

/// <summary>
/// The operator's side of the beacon: a chain of SHA-256 from a secret, revealed from its end. The genesis fixes the end,
/// so every value is determined before the market begins.
/// </summary>
public sealed class BeaconChain
{
    const int Step = 1024;

    /// <summary>How many values the chain has.</summary>
    public const int Length = 1 << 20;

    readonly Hash32[] every = new Hash32[(Length / Step) + 1];

    /// <summary>The chain of a secret.</summary>
    public BeaconChain(Hash32 secret)
    {
        every[^1] = secret;
        for (int i = every.Length - 1; i > 0; i--) every[i - 1] = Back(every[i], Step);
    }

    /// <summary>The chain's end, which stands in the genesis.</summary>
    public Hash32 Anchor => every[0];

    /// <summary>The value of a round, from 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The chain has no such round.</exception>
    public Hash32 ValueOf(ulong round)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(round, (ulong)Length);
        int after = (int)((round + Step - 1) / Step);
        return Back(every[after], (after * Step) - (int)round);
    }

    static Hash32 Back(Hash32 value, int times)
    {
        Span<byte> bytes = stackalloc byte[Hash32.Size];
        value.CopyTo(bytes);
        for (int i = 0; i < times; i++) SHA256.HashData(bytes, bytes);
        return new Hash32(bytes);
    }
}

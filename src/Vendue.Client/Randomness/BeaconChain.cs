using System.Security.Cryptography;

namespace Vendue.Client;

/// <summary>
/// One party's side of the beacon, or the operator's: a chain of SHA-256 from a secret, revealed from its end. The genesis
/// fixes the operator's end and a command a party's, so every link is determined before it is known what it is mixed with.
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

    /// <summary>Which link of the chain a value is: 0 for its end; null when it is none of the chain's.</summary>
    public ulong? PlaceOf(Hash32 link)
    {
        for (int step = 1; step < every.Length; step++)
        {
            var value = every[step];
            for (int place = step * Step; place > (step - 1) * Step; place--)
            {
                if (value == link) return (ulong)place;
                value = Back(value, 1);
            }
        }
        return link == Anchor ? 0 : null;
    }

    static Hash32 Back(Hash32 value, int times)
    {
        Span<byte> bytes = stackalloc byte[Hash32.Size];
        value.CopyTo(bytes);
        for (int i = 0; i < times; i++) SHA256.HashData(bytes, bytes);
        return new Hash32(bytes);
    }
}

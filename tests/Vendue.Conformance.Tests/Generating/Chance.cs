using System.Buffers.Binary;

namespace Vendue.Conformance.Tests.Generating;

/// <summary>Chance that is the same for a seed on every machine and in every version: SplitMix64.</summary>
sealed class Chance(ulong seed)
{
    ulong state = seed;

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    public ulong Below(ulong bound) => bound == 0 ? 0 : Next() % bound;

    public int Below(int bound) => (int)Below((ulong)int.Max(bound, 0));

    public bool Percent(uint share) => Next() % 100 < share;

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>The position of a weight, drawn in proportion to it.</summary>
    public int Weighted(ReadOnlySpan<uint> weights)
    {
        ulong sum = 0;
        foreach (uint weight in weights) sum += weight;
        ulong drawn = Below(sum);
        for (int i = 0; i < weights.Length; i++)
        {
            if (drawn < weights[i]) return i;
            drawn -= weights[i];
        }
        return weights.Length - 1;
    }

    public byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        Span<byte> word = stackalloc byte[8];
        for (int at = 0; at < length; at += 8)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(word, Next());
            word[..int.Min(8, length - at)].CopyTo(bytes.AsSpan(at));
        }
        return bytes;
    }

    public Hash32 Hash() => new(Bytes(Hash32.Size));

    public UInt128 Wide() => new(Next(), Next());
}

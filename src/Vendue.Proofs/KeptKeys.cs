using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Vendue.Proofs;

/// <summary>Keys already validated, by their canonical bytes: a market checks many proofs under few keys.</summary>
/// <typeparam name="TKey">What a key is after parsing.</typeparam>
/// <param name="parse">Validates canonical bytes.</param>
sealed class KeptKeys<TKey>(KeptKeys<TKey>.Parser parse)
{
    /// <summary>Keys kept; beyond this the table starts anew.</summary>
    const int Capacity = 256;
    readonly ConcurrentDictionary<string, TKey> keys = new();

    /// <summary>Validates canonical bytes.</summary>
    /// <param name="canonical">The bytes.</param>
    /// <returns>The key.</returns>
    public delegate TKey Parser(ReadOnlySpan<byte> canonical);

    /// <summary>The key of canonical bytes, validated now or before.</summary>
    /// <param name="canonical">The bytes.</param>
    /// <returns>The key.</returns>
    public TKey Get(ReadOnlySpan<byte> canonical)
    {
        string name = Convert.ToHexString(SHA256.HashData(canonical));
        if (keys.TryGetValue(name, out TKey? known))
            return known;
        TKey key = parse(canonical);
        if (keys.Count >= Capacity)
            keys.Clear();
        keys[name] = key;
        return key;
    }
}

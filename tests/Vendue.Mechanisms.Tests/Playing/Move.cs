using System.Collections.Concurrent;
using CsCheck;

namespace Vendue.Mechanisms.Tests.Playing;

/// <summary>One random move: what it means depends on the game.</summary>
readonly record struct Move(uint Kind, uint Who, uint A, uint B, uint C)
{
    static readonly Gen<Move[]> Games = Gen.Select(
        Gen.UInt[0, 99], Gen.UInt[0, 7], Gen.UInt[0, 1_000], Gen.UInt[0, 1_000], Gen.UInt[0, 1_000], (k, w, a, b, c) => new Move(k, w, a, b, c)).Array[20, 220];

    /// <summary>Plays random games. What must occur may be missing from one round of them, where it is rare; not from twenty.</summary>
    /// <param name="games">How many a round has.</param>
    /// <param name="play">Plays one; gives what was seen, and how often.</param>
    /// <param name="mustOccur">What must be seen.</param>
    public static void Sample(int games, Func<Move[], IReadOnlyDictionary<string, int>> play, params string[] mustOccur)
    {
        var seen = new ConcurrentDictionary<string, int>();
        int rounds = 0;
        do
        {
            Games.Sample(
                game =>
                {
                    foreach (var (what, count) in play(game)) seen.AddOrUpdate(what, count, (_, before) => before + count);
                },
                iter: games);
        }
        while (++rounds < 20 && !mustOccur.All(seen.ContainsKey));
        foreach (string what in mustOccur) seen.ShouldContainKey(what);
    }
}

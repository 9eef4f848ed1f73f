using System.Collections.Concurrent;
using System.Globalization;

namespace Vendue.Conformance.Tests.Playing;

/// <summary>Many games over one subject. What breaks is told with its seed and the shortest script that breaks it.</summary>
static class Season
{
    /// <summary>How many acts a game has.</summary>
    public const int Acts = 450;

    /// <summary>How many games are played over each setting of what the catalogue holds.</summary>
    public const int Games = 9;

    /// <summary>The same of what is composed of it.</summary>
    public const int GamesOfCompositions = 2;

    const int Shown = 8;

    /// <summary>The one seed to play, from the environment: VENDUE_SEED.</summary>
    public static ulong? OnlySeed => ulong.TryParse(Environment.GetEnvironmentVariable("VENDUE_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) ? seed : null;

    /// <summary>How many times as long a run is, from the environment: VENDUE_SOAK; 1 unless set.</summary>
    public static int Soak => int.TryParse(Environment.GetEnvironmentVariable("VENDUE_SOAK"), NumberStyles.None, CultureInfo.InvariantCulture, out int times) && times > 0 ? times : 1;

    /// <summary>Plays every seed over every setting, on all cores.</summary>
    public static Coverage Play(IReadOnlyList<Subject> subjects, int gamesEach)
    {
        var coverage = new Coverage();
        var violations = new ConcurrentBag<Violation>();
        var games = subjects.SelectMany(s => SeedsOf(gamesEach).Select(seed => (Subject: s, Seed: seed)));
        Parallel.ForEach(games, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, (game, loop) =>
        {
            try
            {
                Play(game.Subject, game.Seed, Acts, coverage);
            }
            catch (Violation violation)
            {
                violations.Add(violation);
                loop.Stop();
            }
        });
        if (violations.TryTake(out var first)) throw first;
        return coverage;
    }

    static IEnumerable<ulong> SeedsOf(int gamesEach) => OnlySeed is { } only ? [only] : Enumerable.Range(1, gamesEach * Soak).Select(i => (ulong)i);

    /// <summary>Plays one game.</summary>
    /// <exception cref="Violation">A rule was broken; the message says by which commands and how to play them again.</exception>
    public static void Play(Subject subject, ulong seed, int acts, Coverage coverage)
    {
        var game = new Game(subject, seed, coverage);
        try
        {
            game.Play(acts);
        }
        catch (Violation violation)
        {
            string how = Scripts.Shortened(subject, game.Script, violation) is { } shortest
                ? $"The shortest script that was found, {shortest.Count} of {game.Script.Count} commands:\n{Scripts.Told(subject, shortest)}"
                : $"The commands alone do not show it; the last of them:\n{string.Join('\n', Scripts.Told(subject, game.Script).Split('\n').TakeLast(Shown))}";
            throw new Violation($"{subject}, seed {seed}, command {game.Script.Count}: {violation.Message}\nPlay it again with VENDUE_SEED={seed}. {how}", violation);
        }
    }
}

using Vendue.Conformance.Tests.Playing;

namespace Vendue.Conformance.Tests;

/// <summary>All that the catalogue holds and all that can be composed of it, each under several settings. Nothing here names a mechanism.</summary>
static class Subjects
{
    static readonly Limits Ample = new() { Accounts = 200, Requests = 400, Holdings = 2_000, Timers = 4_000, Receipts = 64, Blobs = 20_000, Keys = 100, Lanes = 200, Transfers = 1_000 };

    /// <summary>So few rows that every table fills up: what a mechanism does when the kernel has no room.</summary>
    static readonly Limits Tight = new() { Accounts = 40, Requests = 5, Holdings = 12, Timers = 9, Receipts = 2, Blobs = 24, Keys = 2, Lanes = 12, Transfers = 80 };

    static readonly ulong[] OfMachines = [1, 1, 1, 2, 4], OfPeople = [1, 8, 60, 600];

    static readonly Dictionary<string, Composition> Catalogued = Catalogue.Names.ToDictionary(n => n, n => Catalogue.TryCompose(n, out var whole) ? whole : throw new InvalidOperationException($"'{n}' stands in no market."));

    static readonly Dictionary<string, Composition> Composed = AllCompositions().Where(c => !Catalogued.Values.Any(known => NameOf(known) == NameOf(c))).ToDictionary(NameOf);

    /// <summary>Every mechanism, and every policy and schedule over its usual mechanism.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Catalogued.Keys];

    /// <summary>Every policy and every schedule over each other mechanism that takes it.</summary>
    public static IReadOnlyList<string> Compositions { get; } = [.. Composed.Keys];

    /// <summary>A market under the settings for a trial, under its defaults, and with hardly any room.</summary>
    public static IReadOnlyList<Subject> Of(string name)
    {
        var whole = Catalogued.GetValueOrDefault(name) ?? Composed[name];
        return
        [
            Make(name, whole, "trial", e => e.TrialParameters, TimeUnit.Milliseconds, Ample, OfMachines),
            Make(name, whole, "defaults", e => e.DefaultParameters, TimeUnit.Seconds, Ample, OfPeople),
            Make(name, whole, "tight", e => e.TrialParameters, TimeUnit.Milliseconds, Tight, OfMachines),
        ];
    }

    /// <summary>The genesis of a market for games.</summary>
    public static Genesis GenesisOf(TimeUnit time, Limits limits, IEnumerable<string> assets, IEnumerable<Authority> offices) => new()
    {
        Venue = "conformance",
        Assets = [.. assets.Select(a => (Name)a)],
        Time = time,
        Begins = 1_000_000,
        Authorities = [.. Cast.Offices, .. offices],
        BeaconAnchor = BeaconChain.Anchor,
        VerdictWait = time == TimeUnit.Milliseconds ? 2_000UL : 3,
        Limits = limits,
    };

    static Subject Make(string name, Composition whole, string profile, Func<ModuleEntry, Bytes> parameters, TimeUnit time, Limits limits, ulong[] patience)
    {
        var officers = whole.Modules.SelectMany(m => m.Entry.Offices).SelectMany(o => Cast.Officers.Select(holder => new Authority(o.Role, holder)));
        var producers = whole.Mechanism.ProducerOffices.SelectMany(o => Cast.Producers.Select(holder => new Authority(o, holder)));
        var genesis = whole.Genesis(GenesisOf(time, limits, whole.AssetRoles, officers.Concat(producers)), parameters);
        return new(name, profile, genesis, Catalogue.Open, Catalogue.Restore, new Roles(whole.Prover, whole.Requester, whole.Producer), patience);
    }

    static IEnumerable<Composition> AllCompositions() => Catalogue.All.SelectMany(mechanism =>
        Catalogue.Policies.Select(p => new Composition(mechanism) { Finality = p })
            .Concat(Catalogue.Schedules.Select(s => new Composition(mechanism) { Schedules = [s] }))
            .Where(c => c.Check() is null));

    static string NameOf(Composition composition) => string.Join(" + ", composition.Modules.Select(m => m.Entry.Description.Name));
}

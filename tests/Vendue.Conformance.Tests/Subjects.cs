using Vendue.Conformance.Tests.Playing;

namespace Vendue.Conformance.Tests;

/// <summary>All that the catalogue holds, each under several settings. Nothing here names a mechanism.</summary>
static class Subjects
{
    static readonly Limits Ample = new() { Accounts = 200, Requests = 400, Holdings = 2_000, Timers = 4_000, Receipts = 64, Blobs = 20_000, Keys = 100, Lanes = 200, Transfers = 1_000 };

    /// <summary>So few rows that every table fills up: what a mechanism does when the kernel has no room.</summary>
    static readonly Limits Tight = new() { Accounts = 24, Requests = 5, Holdings = 9, Timers = 9, Receipts = 2, Blobs = 24, Keys = 2, Lanes = 12, Transfers = 60 };

    static readonly ulong[] OfMachines = [1, 1, 1, 2, 4], OfPeople = [1, 8, 60, 600];

    /// <summary>The names of what is tested, each with all its settings.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Catalogue.All.Select(e => e.Description.Name.ToString())];

    /// <summary>A mechanism under the settings for a trial, under its defaults, and with hardly any room.</summary>
    public static IReadOnlyList<Subject> Of(string name)
    {
        var entry = Catalogue.All.Single(e => e.Description.Name.ToString() == name);
        return
        [
            Make(entry, "trial", GenesisOf(entry, entry.TrialParameters, TimeUnit.Milliseconds, Ample), OfMachines),
            Make(entry, "defaults", GenesisOf(entry, entry.DefaultParameters, TimeUnit.Seconds, Ample), OfPeople),
            Make(entry, "tight", GenesisOf(entry, entry.TrialParameters, TimeUnit.Milliseconds, Tight), OfMachines),
        ];
    }

    static Subject Make(CatalogueEntry entry, string profile, Genesis genesis, ulong[] patience) =>
        new(entry.Description.Name.ToString(), profile, genesis, Catalogue.Open, Catalogue.Restore, entry.Prover, entry.Requester, patience);

    static Genesis GenesisOf(CatalogueEntry entry, Bytes parameters, TimeUnit time, Limits limits) => new()
    {
        Venue = "conformance",
        Mechanism = entry.Description.Name,
        Rules = entry.Description.Rules,
        Parameters = parameters,
        Assets = [.. entry.AssetRoles.Select(r => (Name)r)],
        Time = time,
        Begins = 1_000_000,
        Authorities = Cast.Offices,
        BeaconAnchor = BeaconChain.Anchor,
        VerdictWait = time == TimeUnit.Milliseconds ? 2_000UL : 3,
        Limits = limits,
    };
}

using System.Diagnostics.CodeAnalysis;

namespace Vendue.Mechanisms;

/// <summary>Every mechanism there is.</summary>
public static class Catalogue
{
    /// <summary>The mechanisms, in order of name.</summary>
    public static IReadOnlyList<CatalogueEntry> All { get; } =
    [
        new AztecEpochProving.AztecEpochProvingEntry(),
        new BoundlessMarket.BoundlessEntry(),
        new Stages.DutchEntry(),
        new EscalationLadder.EscalationEntry(),
        new LagrangeDara.LagrangeDaraEntry(),
        new Mina.MinaSnarketplaceEntry(),
        new Stages.OpenRaceEntry(),
        new Stages.SecondPriceEntry(),
        new StarknetChainedProofs.StarknetChainedProofsEntry(),
        new TaikoAssignedBlocks.TaikoAssignedBlocksEntry(),
        new TaikoStakingPool.TaikoStakingPoolEntry(),
    ];

    /// <summary>Earlier versions of mechanisms' rules, kept as they were released: markets begun under them go on, and their journals are replayed.</summary>
    public static IReadOnlyList<CatalogueEntry> Earlier { get; } =
    [
        new LagrangeDara.LagrangeDaraEntry(1),
    ];

    /// <summary>The finality policies, in order of name, besides "immediate".</summary>
    public static IReadOnlyList<AddedEntry<FinalityPolicy>> Policies { get; } =
    [
        new TaikoMultiProofs.TaikoMultiProofsEntry(),
    ];

    /// <summary>The reward schedules, in order of name.</summary>
    public static IReadOnlyList<AddedEntry<RewardSchedule>> Schedules { get; } =
    [
        new BoundlessPovw.PovwEntry(),
    ];

    /// <summary>The names by which a whole market can be chosen: each mechanism alone, each policy and each schedule over its usual mechanism.</summary>
    public static IEnumerable<string> Names => Modules.Select(m => m.Description.Name.ToString());

    /// <summary>Every mechanism, finality policy and reward schedule.</summary>
    public static IEnumerable<ModuleEntry> Modules => [.. All, .. Policies, .. Schedules];

    /// <summary>Every version of the rules of every module.</summary>
    public static IEnumerable<ModuleEntry> Versions => [.. Modules, .. Earlier];

    /// <summary>All these rules, for a market that can be upgraded.</summary>
    public static Rulebook Rulebook { get; } = new CatalogueRulebook();

    /// <summary>The pure rules of all modules.</summary>
    public static IEnumerable<VectorRule> Rules => [.. Modules.SelectMany(e => e.Rules)];

    /// <summary>Finds a mechanism by its name.</summary>
    public static bool TryFind(string name, [MaybeNullWhen(false)] out CatalogueEntry entry) => TryFind(All, name, out entry);

    /// <summary>Finds what rules a market by the name of its mechanism, policy or schedule.</summary>
    public static bool TryCompose(string name, [MaybeNullWhen(false)] out Composition composition)
    {
        composition =
            TryFind(name, out var mechanism) ? new Composition(mechanism)
            : TryFind(Policies, name, out var policy) && TryFind(policy.Host.ToString(), out mechanism) ? new Composition(mechanism) { Finality = policy }
            : TryFind(Schedules, name, out var schedule) && TryFind(schedule.Host.ToString(), out mechanism) ? new Composition(mechanism) { Schedules = [schedule] }
            : null;
        return composition is not null;
    }

    /// <summary>Another version of a mechanism's rules.</summary>
    /// <exception cref="EncodingException">The catalogue does not have it.</exception>
    public static CatalogueEntry VersionOf(CatalogueEntry mechanism, ushort rules)
    {
        ArgumentNullException.ThrowIfNull(mechanism);
        CatalogueEntry[] versions = [.. All.Concat(Earlier).Where(e => e.Description.Name == mechanism.Description.Name)];
        return Array.Find(versions, e => e.Description.Rules == rules)
            ?? throw new EncodingException($"There are no rules {rules} of '{mechanism.Description.Name}'; there are rules {string.Join(", ", versions.Select(e => e.Description.Rules).Order())}.");
    }

    /// <summary>Finds a pure rule by its name.</summary>
    public static bool TryFindRule(string name, [MaybeNullWhen(false)] out VectorRule rule)
    {
        rule = Rules.FirstOrDefault(r => r.Name == name);
        return rule is not null;
    }

    /// <summary>A market that begins, or begins again for a replay.</summary>
    /// <exception cref="EncodingException">The genesis names no modules or rules of this catalogue, or their parameters are wrong.</exception>
    public static Market Open(Genesis genesis)
    {
        Of(genesis);
        return new Market(genesis, Rulebook);
    }

    /// <summary>A market that goes on from a snapshot, under the rules that were in force.</summary>
    /// <exception cref="EncodingException">As <see cref="Open"/>, or the bytes are no snapshot of this market.</exception>
    public static Market Restore(Genesis genesis, ReadOnlyMemory<byte> snapshot)
    {
        Of(genesis);
        return Market.Restore(genesis, Rulebook, snapshot);
    }

    /// <summary>What rules the market of a genesis at its beginning, after checking all that the genesis says of it.</summary>
    /// <exception cref="EncodingException">The genesis names no modules or rules of this catalogue, or their parameters are wrong.</exception>
    public static Composition Of(Genesis genesis)
    {
        ArgumentNullException.ThrowIfNull(genesis);
        if (genesis.Kernel != Market.KernelVersion || genesis.Encoding != CanonicalWriter.Version)
            throw new EncodingException($"The market was made for kernel {genesis.Kernel} and encoding {genesis.Encoding}; this program has {Market.KernelVersion} and {CanonicalWriter.Version}.");
        var composition = Of(RulesInForce.Of(genesis));
        return genesis.Assets.Length < composition.AssetRoles.Count
            ? throw new EncodingException($"'{genesis.Mechanism}' needs {composition.AssetRoles.Count} assets: {string.Join(", ", composition.AssetRoles)}.")
            : composition;
    }

    /// <summary>What rules a market under these rules.</summary>
    /// <exception cref="EncodingException">The catalogue does not have them, or their parameters are wrong.</exception>
    public static Composition Of(RulesInForce rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var composition = new Composition(Find([.. All, .. Earlier], rules.Mechanism, "mechanism"))
        {
            Finality = rules.Finality.Name.IsEmpty ? null : Find(Policies, rules.Finality, "finality policy"),
            Schedules = [.. rules.Schedules.Select(s => Find(Schedules, s, "reward schedule"))],
        };
        return composition.Check() is { } wrong ? throw new EncodingException(wrong) : composition;
    }

    static TEntry Find<TEntry>(IReadOnlyList<TEntry> among, ModuleChoice choice, string what) where TEntry : ModuleEntry
    {
        TEntry[] versions = [.. among.Where(e => e.Description.Name == choice.Name)];
        if (versions.Length == 0) throw new EncodingException($"There is no {what} '{choice.Name}'; there are: {string.Join(", ", among.Select(e => e.Description.Name).Distinct())}.");
        var entry = Array.Find(versions, e => e.Description.Rules == choice.Rules)
            ?? throw new EncodingException($"The market has rules {choice.Rules} of '{choice.Name}'; this program has rules {string.Join(", ", versions.Select(e => e.Description.Rules).Order())}. Use a program that has them.");
        return entry.Check(choice.Parameters) is { } wrong ? throw new EncodingException(wrong) : entry;
    }

    static bool TryFind<TEntry>(IReadOnlyList<TEntry> among, string name, [MaybeNullWhen(false)] out TEntry entry) where TEntry : ModuleEntry
    {
        entry = among.FirstOrDefault(e => e.Description.Name.ToString() == name);
        return entry is not null;
    }
}

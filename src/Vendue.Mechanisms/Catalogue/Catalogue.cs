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

    /// <summary>Finds a pure rule by its name.</summary>
    public static bool TryFindRule(string name, [MaybeNullWhen(false)] out VectorRule rule)
    {
        rule = Rules.FirstOrDefault(r => r.Name == name);
        return rule is not null;
    }

    /// <summary>A market that begins, or begins again for a replay.</summary>
    /// <exception cref="EncodingException">The genesis names no modules or rules of this catalogue, or their parameters are wrong.</exception>
    public static Market Open(Genesis genesis) => new(genesis, Of(genesis).Of(genesis));

    /// <summary>A market that goes on from a snapshot.</summary>
    /// <exception cref="EncodingException">As <see cref="Open"/>, or the bytes are no snapshot of this market.</exception>
    public static Market Restore(Genesis genesis, ReadOnlyMemory<byte> snapshot) => Market.Restore(genesis, Of(genesis).Of(genesis), snapshot);

    /// <summary>What rules the market of a genesis, after checking all that the genesis says of it.</summary>
    /// <exception cref="EncodingException">The genesis names no modules or rules of this catalogue, or their parameters are wrong.</exception>
    public static Composition Of(Genesis genesis)
    {
        ArgumentNullException.ThrowIfNull(genesis);
        if (genesis.Kernel != Market.KernelVersion || genesis.Encoding != CanonicalWriter.Version)
            throw new EncodingException($"The market was made for kernel {genesis.Kernel} and encoding {genesis.Encoding}; this program has {Market.KernelVersion} and {CanonicalWriter.Version}.");
        var composition = new Composition(Find(All, new ModuleChoice(genesis.Mechanism, genesis.Rules, genesis.Parameters), "mechanism"))
        {
            Finality = genesis.Finality.Name.IsEmpty ? null : Find(Policies, genesis.Finality, "finality policy"),
            Schedules = [.. genesis.Schedules.Select(s => Find(Schedules, s, "reward schedule"))],
        };
        if (genesis.Assets.Length < composition.AssetRoles.Count)
            throw new EncodingException($"'{genesis.Mechanism}' needs {composition.AssetRoles.Count} assets: {string.Join(", ", composition.AssetRoles)}.");
        return composition.Check() is { } wrong ? throw new EncodingException(wrong) : composition;
    }

    static TEntry Find<TEntry>(IReadOnlyList<TEntry> among, ModuleChoice choice, string what) where TEntry : ModuleEntry
    {
        if (!TryFind(among, choice.Name.ToString(), out var entry))
            throw new EncodingException($"There is no {what} '{choice.Name}'; there are: {string.Join(", ", among.Select(e => e.Description.Name))}.");
        if (choice.Rules != entry.Description.Rules)
            throw new EncodingException($"This program has rules {entry.Description.Rules} of '{choice.Name}', not {choice.Rules}.");
        return entry.Check(choice.Parameters) is { } wrong ? throw new EncodingException(wrong) : entry;
    }

    static bool TryFind<TEntry>(IReadOnlyList<TEntry> among, string name, [MaybeNullWhen(false)] out TEntry entry) where TEntry : ModuleEntry
    {
        entry = among.FirstOrDefault(e => e.Description.Name.ToString() == name);
        return entry is not null;
    }
}

using System.Diagnostics.CodeAnalysis;

namespace Vendue.Mechanisms;

/// <summary>Every mechanism there is.</summary>
public static class Catalogue
{
    /// <summary>The mechanisms, in order of name.</summary>
    public static IReadOnlyList<CatalogueEntry> All { get; } =
    [
        new BoundlessMarket.BoundlessEntry(),
        new LagrangeDara.LagrangeDaraEntry(),
    ];

    /// <summary>The pure rules of all mechanisms.</summary>
    public static IEnumerable<VectorRule> Rules => All.SelectMany(e => e.Rules).Concat(Mina.MinaVectors.All);

    /// <summary>Finds a mechanism by its name.</summary>
    public static bool TryFind(string name, [MaybeNullWhen(false)] out CatalogueEntry entry)
    {
        entry = All.FirstOrDefault(e => e.Description.Name.ToString() == name);
        return entry is not null;
    }

    /// <summary>Finds a pure rule by its name.</summary>
    public static bool TryFindRule(string name, [MaybeNullWhen(false)] out VectorRule rule)
    {
        rule = Rules.FirstOrDefault(r => r.Name == name);
        return rule is not null;
    }

    /// <summary>A market that begins, or begins again for a replay.</summary>
    /// <exception cref="EncodingException">The genesis names no mechanism or rules of this catalogue, or its parameters are wrong.</exception>
    public static Market Open(Genesis genesis) => new(genesis, EntryOf(genesis).Create);

    /// <summary>A market that goes on from a snapshot.</summary>
    /// <exception cref="EncodingException">As <see cref="Open"/>, or the bytes are no snapshot of this market.</exception>
    public static Market Restore(Genesis genesis, ReadOnlyMemory<byte> snapshot) => Market.Restore(genesis, EntryOf(genesis).Create, snapshot);

    /// <summary>The mechanism that a genesis names, after checking all that the genesis says of it.</summary>
    /// <exception cref="EncodingException">The genesis names no mechanism or rules of this catalogue, or its parameters are wrong.</exception>
    public static CatalogueEntry EntryOf(Genesis genesis)
    {
        if (genesis.Kernel != Market.KernelVersion || genesis.Encoding != CanonicalWriter.Version)
            throw new EncodingException($"The market was made for kernel {genesis.Kernel} and encoding {genesis.Encoding}; this program has {Market.KernelVersion} and {CanonicalWriter.Version}.");
        if (!TryFind(genesis.Mechanism.ToString(), out var entry))
            throw new EncodingException($"There is no mechanism '{genesis.Mechanism}'; there are: {string.Join(", ", All.Select(e => e.Description.Name))}.");
        if (genesis.Rules != entry.Description.Rules)
            throw new EncodingException($"This program has rules {entry.Description.Rules} of '{genesis.Mechanism}', not {genesis.Rules}.");
        if (genesis.Assets.Length < entry.AssetRoles.Count)
            throw new EncodingException($"'{genesis.Mechanism}' needs {entry.AssetRoles.Count} assets: {string.Join(", ", entry.AssetRoles)}.");
        return entry.Check(genesis.Parameters) is { } wrong ? throw new EncodingException(wrong) : entry;
    }
}

using Vendue.Mechanisms;

namespace Vendue.Node;

/// <summary>What a market that begins is to be. It is fixed for the market's whole life.</summary>
public sealed record MarketSettings
{
    /// <summary>The market's name.</summary>
    public Name Venue { get; init; } = "market";

    /// <summary>The mechanism's name in the catalogue.</summary>
    public required string Mechanism { get; init; }

    /// <summary>The mechanism's parameters, encoded; null for the defaults.</summary>
    public Bytes? Parameters { get; init; }

    /// <summary>The assets; null for the names of the mechanism's roles.</summary>
    public IReadOnlyList<Name>? Assets { get; init; }

    /// <summary>The unit of time.</summary>
    public TimeUnit Time { get; init; } = TimeUnit.Seconds;

    /// <summary>Whether programs under an insecure development setup are meant to be used.</summary>
    public bool Development { get; init; }

    /// <summary>How long a deadline waits at most for verdicts, in the market's time unit.</summary>
    public ulong VerdictWait { get; init; } = 60;

    /// <summary>The limits of the kernel's tables.</summary>
    public Limits Limits { get; init; } = new();

    /// <summary>The genesis, once the operator's keys are known.</summary>
    /// <exception cref="EncodingException">There is no such mechanism, or it does not take these parameters.</exception>
    internal Genesis ToGenesis(Name custodian, Hash32 beaconAnchor, DateTimeOffset begins)
    {
        if (!Catalogue.TryFind(Mechanism, out var entry))
            throw new EncodingException($"There is no mechanism '{Mechanism}'; there are: {string.Join(", ", Catalogue.All.Select(e => e.Description.Name))}.");
        var genesis = new Genesis
        {
            Venue = Venue,
            Development = Development,
            Mechanism = entry.Description.Name,
            Rules = entry.Description.Rules,
            Parameters = Parameters ?? entry.DefaultParameters,
            Assets = [.. Assets ?? [.. entry.AssetRoles.Select(r => (Name)r)]],
            Time = Time,
            Begins = (ulong)(Time == TimeUnit.Seconds ? begins.ToUnixTimeSeconds() : begins.ToUnixTimeMilliseconds()),
            Authorities = [new("custodian", custodian), new("sequencer", "sequencer")],
            BeaconAnchor = beaconAnchor,
            VerdictWait = VerdictWait,
            Limits = Limits,
        };
        Catalogue.EntryOf(genesis);
        return genesis;
    }
}

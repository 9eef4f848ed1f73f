using Vendue.Mechanisms;

namespace Vendue.Node;

/// <summary>What a market that begins is to be. It is fixed for the market's whole life.</summary>
public sealed record MarketSettings
{
    /// <summary>The market's name.</summary>
    public Name Venue { get; init; } = "market";

    /// <summary>What rules it, by a name of the catalogue: a mechanism, or a finality policy or reward schedule over its usual mechanism.</summary>
    public required string Mechanism { get; init; }

    /// <summary>The parameters of the module so named, encoded; null for the defaults.</summary>
    public Bytes? Parameters { get; init; }

    /// <summary>Whether modules without parameters of their own have those for a trial on one machine instead of the defaults.</summary>
    public bool Trial { get; init; }

    /// <summary>Offices besides the custodian's and the sequencer's, and who holds them. The custodian is the registrar of programs if nobody else is.</summary>
    public IReadOnlyList<Authority> Offices { get; init; } = [];

    /// <summary>The assets; null for the names of the mechanism's roles.</summary>
    public IReadOnlyList<Name>? Assets { get; init; }

    /// <summary>The unit of time.</summary>
    public TimeUnit Time { get; init; } = TimeUnit.Seconds;

    /// <summary>Whether programs under an insecure development setup are meant to be used.</summary>
    public bool Development { get; init; }

    /// <summary>The version of the mechanism's rules; null for the newest.</summary>
    public ushort? Rules { get; init; }

    /// <summary>How long before it takes effect an upgrade must be announced.</summary>
    public TimeSpan UpgradeNotice { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long a deadline waits at most for verdicts, in the market's time unit.</summary>
    public ulong VerdictWait { get; init; } = 60;

    /// <summary>The accounts that are the beacon's parties beside the operator; none for a beacon of the operator's alone.</summary>
    public IReadOnlyList<Name> BeaconParties { get; init; } = [];

    /// <summary>What is asked of the beacon's parties.</summary>
    public BeaconTerms Beacon { get; init; } = new();

    /// <summary>The limits of the kernel's tables.</summary>
    public Limits Limits { get; init; } = new();

    /// <summary>The genesis, once the operator's keys are known.</summary>
    /// <exception cref="EncodingException">There is no such mechanism, or it does not take these parameters.</exception>
    internal Genesis ToGenesis(Name custodian, Hash32 beaconAnchor, DateTimeOffset begins, Hash32 operatorKey = default)
    {
        if (!Catalogue.TryCompose(Mechanism, out var composition))
            throw new EncodingException($"There is no mechanism '{Mechanism}'; there are: {string.Join(", ", Catalogue.Names)}.");
        if (Rules is { } version) composition = composition with { Mechanism = Catalogue.VersionOf(composition.Mechanism, version) };
        var genesis = composition.Genesis(new Genesis
        {
            Venue = Venue,
            Development = Development,
            Assets = [.. Assets ?? [.. composition.AssetRoles.Select(r => (Name)r)]],
            Time = Time,
            Begins = (ulong)(Time == TimeUnit.Seconds ? begins.ToUnixTimeSeconds() : begins.ToUnixTimeMilliseconds()),
            Authorities = [new("custodian", custodian), new("sequencer", "sequencer"), new("governor", custodian), .. Offices.Any(o => o.Role == Programs.Registrar) ? (Authority[])[] : [new(Programs.Registrar, custodian)], .. Offices, .. BeaconParties.Select(party => new Authority(BeaconTerms.Office, party))],
            BeaconAnchor = beaconAnchor,
            Beacon = Beacon,
            OperatorKey = operatorKey,
            VerdictWait = VerdictWait,
            UpgradeNotice = (ulong)(Time == TimeUnit.Seconds ? UpgradeNotice.TotalSeconds : UpgradeNotice.TotalMilliseconds),
            Limits = Limits,
        }, ParametersOf);
        Catalogue.Of(genesis);
        return genesis;
    }

    Bytes ParametersOf(ModuleEntry entry) =>
        Parameters is { } given && entry.Description.Name.ToString() == Mechanism ? given : Trial ? entry.TrialParameters : entry.DefaultParameters;
}

namespace Vendue.Conformance.Tests.Playing;

/// <summary>Who takes part: requesters and provers from poor to boundlessly rich, block producers, the holders of offices, and bystanders who never act.</summary>
static class Cast
{
    public static readonly Name Bank = "bank", Clock = "clock";

    public static readonly IReadOnlyList<Name> Requesters = ["client0", "client1", "whale0"];

    public static readonly IReadOnlyList<Name> Provers = ["prover0", "prover1", "prover2", "modest", "pauper", "whale1"];

    public static readonly IReadOnlyList<Name> Producers = ["producer0", "producer1"];

    /// <summary>Who hold the offices that a mechanism asks for: oracles, guardians, judges.</summary>
    public static readonly IReadOnlyList<Name> Officers = ["officer0", "officer1", "officer2"];

    public static readonly IReadOnlyList<Name> Bystanders = ["bystander0", "bystander1"];

    public static readonly Authority[] Offices = [new("custodian", Bank), new("sequencer", Clock), new("governor", Bank)];

    /// <summary>All who act.</summary>
    public static readonly IReadOnlyList<Name> Actors = [.. Requesters, .. Provers, .. Producers, .. Officers, Bank, Clock];

    /// <summary>All whom an action can name.</summary>
    public static readonly IReadOnlyList<Name> Everybody = [.. Actors, .. Bystanders, "treasury", "burnt", "issued"];

    /// <summary>What each brings, in base units of every asset.</summary>
    public static IEnumerable<(Name Who, UInt128 Amount)> Purses => Requesters.Concat(Provers).Concat(Producers).Concat(Officers).Concat(Bystanders).Select(who => (who, PurseOf(who.ToString())));

    public static Hash32 SecretOf(Name who) => Hash32.Sha256(who.Bytes);

    static UInt128 PurseOf(string who) => who switch
    {
        "pauper" => 1,
        "modest" => 5_000_000,
        ['w', ..] => UInt128.One << 116,
        _ => 1_000_000_000_000_000,
    };
}

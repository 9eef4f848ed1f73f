namespace Vendue.Mechanisms;

/// <summary>What kind of rule assigns the work.</summary>
public enum Family : byte
{
    /// <summary>One request at a time, a price that moves with time.</summary>
    DutchAuction,
    /// <summary>One request at a time, offers compared.</summary>
    ReverseAuction,
    /// <summary>Many requests and provers cleared at once.</summary>
    DoubleAuction,
    /// <summary>Standing offers met one by one.</summary>
    Exchange,
    /// <summary>A match by capability, capacity or policy.</summary>
    Matching,
    /// <summary>A draw or a turn among registered provers.</summary>
    NetworkAssignment,
    /// <summary>A leader of a slot or epoch, or a duty tied to a chain.</summary>
    Chain,
    /// <summary>Whoever proves first, under a fee that moves.</summary>
    Race,
    /// <summary>A standing right to prove, held until outbid.</summary>
    StandingAuction,
    /// <summary>Several mechanisms under one escrow.</summary>
    Composite,
    /// <summary>When an accepted proof is final.</summary>
    Finality,
    /// <summary>Payment beyond fees.</summary>
    Rewards,
}

/// <summary>How near a mechanism is to what was published.</summary>
public enum Status : byte
{
    /// <summary>The published rules, from code or documents read in the original.</summary>
    AsPublished,
    /// <summary>Published in part; the gaps are filled by choices that its docs mark.</summary>
    Reconstruction,
    /// <summary>Our own design.</summary>
    OwnDesign,
    /// <summary>A textbook mechanism to compare with.</summary>
    Baseline,
}

/// <summary>What a mechanism says of itself: its docs page, the command line and configuration checks are made from it.</summary>
public sealed record Description
{
    /// <summary>Its name in the catalogue.</summary>
    public required Name Name { get; init; }

    /// <summary>The version of its rules. Released rules never change; a changed rule is a new version.</summary>
    public required ushort Rules { get; init; }

    /// <summary>Its title, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>What kind of rule it is.</summary>
    public required Family Family { get; init; }

    /// <summary>How near it is to what was published.</summary>
    public required Status Status { get; init; }

    /// <summary>The rule, in a paragraph.</summary>
    public required string Rule { get; init; }

    /// <summary>Where the rules come from.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Properties claimed, and by whom.</summary>
    public required IReadOnlyList<string> Claims { get; init; }

    /// <summary>Known attacks and criticisms.</summary>
    public required IReadOnlyList<string> Attacks { get; init; }

    /// <summary>Who may cancel or replace a request in which state, and who is then paid.</summary>
    public required string Cancelling { get; init; }

    /// <summary>Where the source is silent and we chose, one sentence each.</summary>
    public required IReadOnlyList<string> Choices { get; init; }
}

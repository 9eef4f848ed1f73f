namespace Vendue.Kernel;

/// <summary>The unit in which a market counts time.</summary>
public enum TimeUnit : byte
{
    /// <summary>Whole seconds since 1970.</summary>
    Seconds,
    /// <summary>Whole milliseconds since 1970.</summary>
    Milliseconds,
}

/// <summary>Who may state facts of one kind or hold one office.</summary>
/// <param name="Role">The office: "custodian" states deposits and withdrawals, "sequencer" ticks, beacons and receipts, "governor" announces upgrades; mechanisms name more.</param>
/// <param name="Holder">The account that holds it.</param>
public readonly record struct Authority(Name Role, Name Holder);

/// <summary>A finality policy or reward schedule that a market has.</summary>
/// <param name="Name">Its name in the catalogue.</param>
/// <param name="Rules">The version of its rules.</param>
/// <param name="Parameters">Its parameters, in their canonical encoding.</param>
public readonly record struct ModuleChoice(Name Name, ushort Rules, Bytes Parameters);

/// <summary>How many rows each of the kernel's tables may hold. Beyond a limit commands are refused.</summary>
public sealed record Limits
{
    /// <summary>Accounts.</summary>
    [Meaning("Accounts")]
    public uint Accounts { get; init; } = 1_000_000;

    /// <summary>Requests that have not ended.</summary>
    [Meaning("Requests that have not ended")]
    public uint Requests { get; init; } = 1_000_000;

    /// <summary>Holdings: escrows, bonds, stakes and pots.</summary>
    [Meaning("Holdings: escrows, bonds, stakes and pots")]
    public uint Holdings { get; init; } = 4_000_000;

    /// <summary>Timers.</summary>
    [Meaning("Timers")]
    public uint Timers { get; init; } = 4_000_000;

    /// <summary>Proofs received and not yet judged.</summary>
    [Meaning("Proofs received and not yet judged")]
    public uint Receipts { get; init; } = 4_096;

    /// <summary>Byte strings held: statements and the like, in pieces of 128 bytes.</summary>
    [Meaning("Byte strings held, in pieces of 128 bytes")]
    public uint Blobs { get; init; } = 4_000_000;

    /// <summary>Delegated keys.</summary>
    [Meaning("Delegated keys")]
    public uint Keys { get; init; } = 1_000_000;

    /// <summary>Nonce lanes, over all accounts.</summary>
    [Meaning("Nonce lanes, over all accounts")]
    public uint Lanes { get; init; } = 4_000_000;

    /// <summary>Programs of which the registrar said something.</summary>
    [Meaning("Programs of which the registrar said something")]
    public uint Programs { get; init; } = 65_536;

    /// <summary>Pending withdrawals, and deposit references remembered.</summary>
    [Meaning("Pending withdrawals, and deposit references remembered")]
    public uint Transfers { get; init; } = 4_000_000;
}

/// <summary>The first entry of a market's journal: it fixes everything that the meaning of later entries depends on.</summary>
public sealed record Genesis
{
    /// <summary>The version of the canonical encoding.</summary>
    public ushort Encoding { get; init; } = CanonicalWriter.Version;

    /// <summary>The version of the kernel's rules.</summary>
    public ushort Kernel { get; init; } = Market.KernelVersion;

    /// <summary>The market's name.</summary>
    [Meaning("The market's name")]
    public Name Venue { get; init; } = "market";

    /// <summary>Whether development keys and proofs under insecure setups are accepted.</summary>
    [Meaning("Whether keys of an insecure development setup are accepted")]
    public bool Development { get; init; }

    /// <summary>The mechanism's name in the catalogue.</summary>
    [Meaning("The mechanism's name")]
    public Name Mechanism { get; init; }

    /// <summary>The version of the mechanism's rules.</summary>
    [Meaning("The version of the mechanism's rules")]
    public ushort Rules { get; init; } = 1;

    /// <summary>The mechanism's parameters, in their canonical encoding.</summary>
    [Meaning("The mechanism's parameters, encoded")]
    public Bytes Parameters { get; init; }

    /// <summary>The finality policy; nameless for "immediate", under which an accepted proof is final at once.</summary>
    [Meaning("The finality policy; nameless for immediate")]
    public ModuleChoice Finality { get; init; }

    /// <summary>The reward schedules, in the order in which they hear of payments.</summary>
    [Meaning("The reward schedules")]
    public ModuleChoice[] Schedules { get; init; } = [];

    /// <summary>The assets, at most 16. Mechanisms name those they use by position: payment first, collateral second.</summary>
    [Meaning("The assets: payment first, collateral second")]
    public Name[] Assets { get; init; } = [];

    /// <summary>The unit of time.</summary>
    [Meaning("The unit of time")]
    public TimeUnit Time { get; init; }

    /// <summary>The instant at which the market begins; nothing happens in it before.</summary>
    [Meaning("The instant at which the market begins")]
    public ulong Begins { get; init; }

    /// <summary>The offices and who holds them.</summary>
    [Meaning("The offices and who holds them")]
    public Authority[] Authorities { get; init; } = [];

    /// <summary>The end of the beacon's hash chain.</summary>
    [Meaning("The end of the beacon's hash chain")]
    public Hash32 BeaconAnchor { get; init; }

    /// <summary>The beacon's parties beside the operator: what is asked of them.</summary>
    [Meaning("What is asked of the beacon's parties")]
    public BeaconTerms Beacon { get; init; } = new();

    /// <summary>The Ed25519 key under which the operator signs answers and checkpoints, so that the market's hash names it; zero where none is fixed.</summary>
    [Meaning("The key under which the operator signs answers and checkpoints")]
    public Hash32 OperatorKey { get; init; }

    /// <summary>How long a deadline waits at most for the verdicts of proofs received before it, in the market's time unit.</summary>
    [Meaning("How long a deadline waits for verdicts of proofs received before it")]
    public ulong VerdictWait { get; init; }

    /// <summary>What part of the price held for a request its prover has when the work proves impossible, in basis points.</summary>
    [Meaning("The prover's part of the price when the work proves impossible, in basis points")]
    public ushort ImpossibleWorkBps { get; init; } = 1_000;

    /// <summary>How long before it takes effect an upgrade must be announced, in the market's time unit.</summary>
    [Meaning("How long before it takes effect an upgrade must be announced")]
    public ulong UpgradeNotice { get; init; }

    /// <summary>The limits of the kernel's tables.</summary>
    [Meaning("The limits of the kernel's tables")]
    public Limits Limits { get; init; } = new();

    /// <summary>What is wrong with this genesis, in one sentence; null when a market can begin with it.</summary>
    public string? Check()
    {
        const int most = 1 << 30;
        if (Assets.Length > 16) return $"A market has at most 16 assets, not {Assets.Length}.";
        if (Assets.Any(a => a.IsEmpty) || Assets.Distinct().Count() != Assets.Length) return "Each asset needs a name of its own.";
        if (Authorities.Any(a => a.Role.IsEmpty || a.Holder.IsEmpty)) return "Each office needs a name and the name of its holder.";
        if (Beacon.Check(Authorities, Assets.Length) is { } wrongBeacon) return wrongBeacon;
        if (!Enum.IsDefined(Time)) return "The unit of time is seconds or milliseconds.";
        if (ImpossibleWorkBps > 10_000) return $"The prover's part for impossible work is at most 10,000 basis points, not {ImpossibleWorkBps}.";
        uint[] limits = [Limits.Accounts, Limits.Requests, Limits.Holdings, Limits.Timers, Limits.Receipts, Limits.Blobs, Limits.Keys, Limits.Lanes, Limits.Programs, Limits.Transfers];
        if (limits.Any(l => l > most)) return $"A table holds at most {most} rows; lower the limit that is above.";
        if ((ulong)Limits.Accounts * (ulong)Assets.Length > most) return $"Accounts times assets are at most {most}; lower the limit of accounts.";
        return null;
    }

    /// <summary>The hash that identifies the market: every signature covers it.</summary>
    public Hash32 Hash()
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/genesis/1"u8);
        Codec<Genesis>.Of.Write(writer, this);
        return Hash32.Sha256(writer.Written);
    }
}

namespace Vendue.Prover.Outside;

/// <summary>What an outside prover says of itself when it is started.</summary>
public sealed record Announcement
{
    /// <summary>What it calls itself.</summary>
    public required string Name { get; init; }

    /// <summary>How many proofs it makes at a time.</summary>
    public int Slots { get; init; } = 1;

    /// <summary>Whether it answers <c>verify</c>, for systems that this process cannot verify.</summary>
    public bool Verifies { get; init; }

    /// <summary>The programs that it can prove.</summary>
    public required IReadOnlyList<AnnouncedProgram> Programs { get; init; }
}

/// <summary>A program that an outside prover holds.</summary>
public sealed record AnnouncedProgram
{
    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>The proof system.</summary>
    public required Name System { get; init; }

    /// <summary>The proof system's version.</summary>
    public ushort Version { get; init; } = 1;

    /// <summary>The hash of the verifying key; null when it is to be taken from <see cref="VerifyingKey"/>.</summary>
    public Hash32? Program { get; init; }

    /// <summary>Path of the verifying key: canonical bytes, or snarkjs's JSON.</summary>
    public string? VerifyingKey { get; init; }

    /// <summary>Path of circom's witness generator, by which public values are foretold; null for none.</summary>
    public string? Generator { get; init; }

    /// <summary>The input signal to which proofs are bound; null when the prover itself puts the binding where it belongs.</summary>
    public string? BindingInput { get; init; }

    /// <summary>The unit in which its work is counted.</summary>
    public string Unit { get; init; } = "constraints";

    /// <summary>Units of work a second, as it says itself; 0 for unknown.</summary>
    public ulong PerSecond { get; init; }

    /// <summary>Units of work of a proof, whatever its input; 0 where it depends on the input, or is unknown.</summary>
    public ulong Work { get; init; }
}

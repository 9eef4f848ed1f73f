namespace Vendue.Kernel;

/// <summary>What is to be proven: a program, its input and a condition on its public values.</summary>
public sealed record Statement
{
    /// <summary>The proof system, for example groth16-bn254.</summary>
    [Meaning("The proof system")]
    public Name System { get; init; } = "groth16-bn254";

    /// <summary>The proof system's version.</summary>
    [Meaning("The proof system's version")]
    public ushort Version { get; init; } = 1;

    /// <summary>The program: the hash of its verifying key.</summary>
    [Meaning("The program, by the hash of its verifying key")]
    public Hash32 Program { get; init; }

    /// <summary>The input, by its SHA-256; stored before the request opens.</summary>
    [Meaning("The input, by its SHA-256")]
    public Hash32 Input { get; init; }

    /// <summary>The witness generator, by the SHA-256 of its stored module: a prover's report that the work is impossible is judged by it; zero for none.</summary>
    [Meaning("The witness generator by which reports are judged, by its SHA-256; zero for none")]
    public Hash32 Generator { get; init; }

    /// <summary>Whether the input is stored sealed; its key goes to the assignee alone, whose time begins with it.</summary>
    [Meaning("Whether the input is stored sealed, its key for the assignee alone")]
    public bool Private { get; init; }

    /// <summary>What the public values must satisfy.</summary>
    [Meaning("What the public values must satisfy")]
    public Predicate Predicate { get; init; }

    /// <summary>The unit of work, for example constraints or cycles.</summary>
    [Meaning("The unit of work")]
    public Name WorkUnit { get; init; } = "constraints";

    /// <summary>How much work the proof takes, in <see cref="WorkUnit"/>.</summary>
    [Meaning("How much work the proof takes, in its unit")]
    public ulong Work { get; init; }
}

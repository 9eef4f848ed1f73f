namespace Vendue.Proofs.Witnesses;

/// <summary>What a witness generator may use. Everything in it comes from outside, so everything is bounded.</summary>
public sealed record WitnessLimits
{
    /// <summary>Room for circuits of about 2^20 constraints.</summary>
    public static WitnessLimits Default { get; } = new();

    /// <summary>Largest generator, in bytes. Compiling takes time and memory in proportion.</summary>
    public int ModuleBytes { get; init; } = 64 << 20;

    /// <summary>Most functions of its own. Circom's generators have some hundred, and a few for each template.</summary>
    public int Functions { get; init; } = 1 << 14;

    /// <summary>Longest function, in bytes. Compiling one can take time in proportion to the square of it.</summary>
    public int FunctionBytes { get; init; } = 1 << 20;

    /// <summary>Most variables of a function. Circom's have some dozens.</summary>
    public int FunctionVariables { get; init; } = 1 << 10;

    /// <summary>Largest linear memory, in bytes.</summary>
    public long MemoryBytes { get; init; } = 1L << 30;

    /// <summary>Largest table, in elements.</summary>
    public uint TableElements { get; init; } = 1 << 16;

    /// <summary>Instructions, roughly, that one witness may take. A Poseidon hash takes one to three million.</summary>
    public ulong Fuel { get; init; } = 100_000_000_000;

    /// <summary>Time that one witness may take. It depends on the machine, so it is a guard and no rule; <see cref="Fuel"/> is the rule.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Largest input file, in bytes.</summary>
    public int InputBytes { get; init; } = 32 << 20;

    /// <summary>Most values in an input, over all its signals, and most signals.</summary>
    public int InputValues { get; init; } = 1 << 20;

    /// <summary>Longest witness, in field elements of 32 bytes.</summary>
    public int Elements { get; init; } = 1 << 22;
}

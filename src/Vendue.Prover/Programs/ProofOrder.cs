using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Vendue.Prover.Programs;

/// <summary>One proof to be made.</summary>
public sealed record ProofOrder
{
    /// <summary>Names the order, the same after a restart: see <see cref="IdOf"/>.</summary>
    public required Hash32 Id { get; init; }

    /// <summary>The program's input, in the form that the program takes; circuits take JSON.</summary>
    public required ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>What the public values must satisfy.</summary>
    public Predicate Predicate { get; init; }

    /// <summary>The value to which the proof is bound, as a big-endian number; null for what the input says.</summary>
    public Hash32? Binding { get; init; }

    /// <summary>Most threads at work, where they are this process's.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>When the proof is worthless; null for never.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Cancelled when nobody wants the proof any more.</summary>
    public CancellationToken Unwanted { get; init; }

    /// <summary>The name of an order: a hash of all that its proof depends on.</summary>
    /// <param name="market">The hash of the market's genesis.</param>
    /// <param name="request">The request.</param>
    /// <param name="ordinal">Which proof of the request, from 0.</param>
    /// <param name="statement">What is proven.</param>
    /// <param name="binding">What it is bound to.</param>
    public static Hash32 IdOf(Hash32 market, Hash32 request, int ordinal, Statement statement, Hash32? binding)
    {
        ArgumentNullException.ThrowIfNull(statement);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("vendue.proof-order.v1\0"u8);
        Span<byte> number = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(number, ordinal);
        foreach (var part in (ReadOnlySpan<byte[]>)[market.ToArray(), request.ToArray(), number.ToArray(), statement.Program.ToArray(), statement.Input.ToArray()]) hash.AppendData(part);
        if (binding is { } bound) hash.AppendData(bound.ToArray());
        return new Hash32(hash.GetHashAndReset());
    }
}

namespace Vendue.Client;

/// <summary>What a prover has done in one asset, as its record tells others.</summary>
/// <param name="Asset">The asset of fees and bonds.</param>
/// <param name="Assigned">How many assignments it took on or was given.</param>
/// <param name="Settled">How many payments for proofs it had.</param>
/// <param name="Slashed">How many times a bond was taken, wholly or in part.</param>
/// <param name="Fees">What it was paid, in base units.</param>
/// <param name="Lost">What it lost of bonds, in base units.</param>
/// <param name="Work">The work that it proved, in the statements' units.</param>
/// <param name="Since">When it was first heard of, in the market's time unit.</param>
/// <param name="Last">When it was last heard of.</param>
public readonly record struct PerformanceLine(Name Asset, ulong Assigned, ulong Settled, ulong Slashed, UInt128 Fees, UInt128 Lost, UInt128 Work, ulong Since, ulong Last);

/// <summary>A prover's record in a market at a position of its journal, to be shown elsewhere with the operator's signature: whoever has the journal can recompute it.</summary>
/// <param name="Market">The hash of the market's genesis.</param>
/// <param name="Prover">The prover.</param>
/// <param name="Position">The journal's position that it tells of.</param>
/// <param name="Head">The head of the journal's hash chain there.</param>
/// <param name="Now">The market's instant there.</param>
/// <param name="Lines">What was done, an asset each.</param>
public readonly record struct PerformanceRecord(Hash32 Market, Name Prover, ulong Position, Hash32 Head, ulong Now, PerformanceLine[] Lines)
{
    /// <summary>The canonical bytes.</summary>
    public byte[] Encode() => Codec<PerformanceRecord>.Of.Encode(this);

    /// <summary>Reads a record from its canonical bytes.</summary>
    /// <exception cref="EncodingException">The bytes are not exactly one record.</exception>
    public static PerformanceRecord Decode(ReadOnlyMemory<byte> bytes) => Codec<PerformanceRecord>.Of.Decode(bytes);

    /// <summary>The operator's signature: Ed25519 over "vendue/performance/1" and the SHA-256 of the canonical bytes.</summary>
    public Bytes Sign(DelegatedKey operatorKey)
    {
        ArgumentNullException.ThrowIfNull(operatorKey);
        return new Bytes(operatorKey.Sign(Message()));
    }

    /// <summary>Whether the operator's key signed this.</summary>
    public bool Verify(Hash32 operatorKey, Bytes signature) => DelegatedKey.Verify(operatorKey, Message(), signature.Span);

    byte[] Message() => [.. "vendue/performance/1"u8, .. Hash32.Sha256(Encode()).ToArray()];
}

/// <summary>A prover's record as a market hands it out and as files keep it.</summary>
/// <param name="Record">The record's canonical bytes: what was signed.</param>
/// <param name="Signature">The operator's signature.</param>
/// <param name="Shown">The same for people; only the bytes count.</param>
public sealed record SignedPerformance(Bytes Record, Bytes Signature, PerformanceRecord Shown);

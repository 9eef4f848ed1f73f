using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Vendue.Kernel;

/// <summary>How a predicate compares the public values.</summary>
public enum PredicateKind : byte
{
    /// <summary>Any public values will do.</summary>
    Any,
    /// <summary>They equal the data.</summary>
    Exact,
    /// <summary>Their SHA-256 equals the data, 32 bytes.</summary>
    Digest,
    /// <summary>They begin with the data.</summary>
    Prefix,
    /// <summary>Some 32-byte elements are fixed: the data repeats a big-endian 32-bit position and the element there.</summary>
    Field,
    /// <summary>The claim's digest equals the data: SHA-256 over the program's hash and the SHA-256 of the public values.</summary>
    Claim,
}

/// <summary>A condition on the public values of a proof; outputs are rarely known beforehand.</summary>
/// <param name="Kind">How it compares.</param>
/// <param name="Data">What it compares with.</param>
public readonly record struct Predicate(PredicateKind Kind, Bytes Data)
{
    const int FieldSize = 4 + Hash32.Size;

    /// <summary>Whether the predicate's data have the form that its kind asks for.</summary>
    public bool IsWellFormed => Kind switch
    {
        PredicateKind.Any => Data.Length == 0,
        PredicateKind.Digest or PredicateKind.Claim => Data.Length == Hash32.Size,
        PredicateKind.Field => Data.Length > 0 && Data.Length % FieldSize == 0,
        _ => true,
    };

    /// <summary>Whether public values satisfy the predicate.</summary>
    /// <param name="program">The program that was proven.</param>
    /// <param name="publicValues">Its public values.</param>
    public bool Holds(Hash32 program, ReadOnlySpan<byte> publicValues) => Kind switch
    {
        PredicateKind.Any => true,
        PredicateKind.Exact => publicValues.SequenceEqual(Data.Span),
        PredicateKind.Digest => Hash32.Sha256(publicValues) == new Hash32(Data.Span),
        PredicateKind.Prefix => publicValues.StartsWith(Data.Span),
        PredicateKind.Field => FieldsEqual(publicValues),
        _ => ClaimDigest(program, publicValues) == new Hash32(Data.Span),
    };

    /// <summary>The digest of the claim that a program has these public values.</summary>
    public static Hash32 ClaimDigest(Hash32 program, ReadOnlySpan<byte> publicValues)
    {
        Span<byte> claim = stackalloc byte[2 * Hash32.Size];
        program.CopyTo(claim);
        SHA256.HashData(publicValues, claim[Hash32.Size..]);
        return Hash32.Sha256(claim);
    }

    bool FieldsEqual(ReadOnlySpan<byte> publicValues)
    {
        for (var rest = Data.Span; rest.Length > 0; rest = rest[FieldSize..])
        {
            uint position = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (position >= (uint)(publicValues.Length / Hash32.Size)) return false;
            if (!publicValues.Slice((int)position * Hash32.Size, Hash32.Size).SequenceEqual(rest[4..FieldSize])) return false;
        }
        return true;
    }
}

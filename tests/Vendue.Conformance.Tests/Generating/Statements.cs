using System.Buffers.Binary;

namespace Vendue.Conformance.Tests.Generating;

/// <summary>Statements that can be asked for, and public values that satisfy them.</summary>
static class Statements
{
    static readonly byte[] Known = [.. Enumerable.Range(0, 96).Select(i => (byte)i)];

    public static Statement Any(Chance chance)
    {
        var program = Hash32.Sha256([(byte)chance.Below(3)]);
        return new Statement
        {
            System = chance.Percent(90) ? "groth16-bn254" : "other-system",
            Program = program,
            Input = Hash32.Sha256([(byte)chance.Below(20)]),
            Generator = chance.Percent(60) ? Hash32.Sha256([(byte)chance.Below(3), 1]) : default,
            WorkUnit = chance.Percent(90) ? "constraints" : "cycles",
            Work = chance.Weighted([80, 10, 5, 5]) switch { 0 => 1 + chance.Below(6_000UL), 1 => chance.Below(3_000_000UL), 2 => 0, _ => ulong.MaxValue - chance.Below(3UL) },
            Predicate = PredicateOf((PredicateKind)chance.Below(Enum.GetValues<PredicateKind>().Length), program),
        };
    }

    /// <summary>Public values that satisfy a statement made here; the data themselves for any other.</summary>
    public static Bytes Satisfying(Statement statement)
    {
        var predicate = statement.Predicate;
        if (predicate.Holds(statement.Program, Known)) return new Bytes(Known);
        if (predicate.Kind == PredicateKind.Field && predicate.IsWellFormed) return Filled(predicate.Data.Span);
        return predicate.Data;
    }

    static Predicate PredicateOf(PredicateKind kind, Hash32 program) => kind switch
    {
        PredicateKind.Exact => new(kind, new Bytes(Known)),
        PredicateKind.Digest => new(kind, new Bytes(Hash32.Sha256(Known).ToArray())),
        PredicateKind.Prefix => new(kind, new Bytes(Known[..40])),
        PredicateKind.Field => new(kind, new Bytes([0, 0, 0, 1, .. Known[32..64]])),
        PredicateKind.Claim => new(kind, new Bytes(Predicate.ClaimDigest(program, Known).ToArray())),
        _ => default,
    };

    static Bytes Filled(ReadOnlySpan<byte> fields)
    {
        const int most = 64;
        var values = new byte[most * Hash32.Size];
        for (; fields.Length > 0; fields = fields[(4 + Hash32.Size)..])
        {
            uint position = BinaryPrimitives.ReadUInt32BigEndian(fields);
            if (position < most) fields[4..(4 + Hash32.Size)].CopyTo(values.AsSpan((int)position * Hash32.Size));
        }
        return new Bytes(values);
    }
}

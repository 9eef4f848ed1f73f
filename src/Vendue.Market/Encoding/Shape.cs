namespace Vendue.Kernel;

/// <summary>What a value is made of, as the canonical encoding knows it.</summary>
public enum ShapeKind : byte
{
    /// <summary>One byte, 0 or 1.</summary>
    Bool,
    /// <summary>An unsigned integer of 8 bits.</summary>
    UInt8,
    /// <summary>An unsigned integer of 16 bits.</summary>
    UInt16,
    /// <summary>An unsigned integer of 32 bits.</summary>
    UInt32,
    /// <summary>An unsigned integer of 64 bits.</summary>
    UInt64,
    /// <summary>A signed integer of 64 bits.</summary>
    Int64,
    /// <summary>An amount: an unsigned integer of 128 bits.</summary>
    UInt128,
    /// <summary>A signed integer of 128 bits.</summary>
    Int128,
    /// <summary>32 bytes.</summary>
    Hash32,
    /// <summary>A short text.</summary>
    Name,
    /// <summary>A byte string.</summary>
    Bytes,
    /// <summary>One of the names in <see cref="Shape.Names"/>, as its position.</summary>
    Enumeration,
    /// <summary>Elements of one shape.</summary>
    List,
    /// <summary>Fields in order.</summary>
    Record,
    /// <summary>An account of this market, as its number.</summary>
    Account,
    /// <summary>An asset of this market, as its number.</summary>
    Asset,
    /// <summary>A row of one of the market's tables, as its number and generation.</summary>
    Handle,
}

/// <summary>
/// The description of a type from which its JSON, schema, EIP-712 type, help text and hostile test values are made.
/// </summary>
/// <param name="Kind">What it is made of.</param>
/// <param name="TypeName">The type's name, of use for records and enumerations.</param>
public sealed record Shape(ShapeKind Kind, string TypeName)
{
    /// <summary>The shape of a list's elements.</summary>
    public Shape? Element { get; init; }

    /// <summary>A record's fields, in order of encoding.</summary>
    public IReadOnlyList<FieldShape> Fields { get; init; } = [];

    /// <summary>An enumeration's names, in order of their values from 0.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The least number of bytes a value takes.</summary>
    public int LeastSize { get; init; }
}

/// <summary>One field of a record.</summary>
/// <param name="Name">Its name in JSON, in camel case.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Meaning">What it means, with its unit; empty where the name says all.</param>
/// <param name="Default">The canonical encoding of the value it has when JSON leaves it out; null when it may not be left out.</param>
public sealed record FieldShape(string Name, Shape Shape, string Meaning, byte[]? Default);

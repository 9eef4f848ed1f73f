namespace Vendue.Conformance.Tests.Generating;

/// <summary>Hostile and plausible values of any shape: at the bounds of their type, seen before, one beside what was seen, or drawn.</summary>
sealed class Values(Chance chance, Memory memory, Func<ulong> now, IReadOnlyList<Name> names)
{
    static readonly UInt128[] Bounds =
    [
        0, 0, 1, 1, 2, 3, 7, 100, 10_000, 10_001, 65_535, 65_536, uint.MaxValue, (UInt128)uint.MaxValue + 1, long.MaxValue, ulong.MaxValue - 1, ulong.MaxValue,
        (UInt128)ulong.MaxValue + 1, Ledger.LargestSupply - 1, Ledger.LargestSupply, Ledger.LargestSupply + 1, (UInt128)Int128.MaxValue, (UInt128)Int128.MaxValue + 1, UInt128.MaxValue - 1, UInt128.MaxValue,
    ];

    /// <summary>The hash that a value's hashes mostly are: the request that somebody has in mind. Zero for none.</summary>
    public Hash32 Focus { get; set; }

    /// <summary>The canonical bytes of a value of a shape, rarely of none.</summary>
    public byte[] Any(Shape shape)
    {
        var writer = new CanonicalWriter();
        Write(writer, shape);
        return writer.Written.ToArray();
    }

    /// <summary>The canonical bytes of an action that shares with another all fields of one name and shape: the same request, the same part of it, another verb.</summary>
    public byte[] Beside(Shape shape, ValueTree other)
    {
        var writer = new CanonicalWriter();
        foreach (var field in shape.Fields)
        {
            int same = -1;
            for (int i = 0; i < other.Shape.Fields.Count && same < 0; i++)
                if (other.Shape.Fields[i].Name == field.Name && other.Shape.Fields[i].Shape.TypeName == field.Shape.TypeName && chance.Percent(95)) same = i;
            if (same >= 0) other.Children[same].Write(writer);
            else WriteField(writer, field);
        }
        return writer.Written.ToArray();
    }

    /// <summary>The bytes of an action with one of its fields, elements or records changed.</summary>
    public byte[] Mutated(Shape shape, ReadOnlyMemory<byte> bytes)
    {
        var tree = ValueTree.Read(shape, bytes);
        var nodes = tree.All().Skip(1).ToArray();
        if (nodes.Length == 0) return bytes.ToArray();
        var chosen = chance.Of(nodes);
        if (chosen.Shape.Kind == ShapeKind.List && chosen.Children.Count > 0 && chance.Percent(70)) ChangeList(chosen);
        else if (chosen.Shape.Kind == ShapeKind.Record && memory.RecordLike(chosen.Shape, chance) is { } other) chosen.Become(other);
        else if (TryRead(chosen.Shape, Any(chosen.Shape), out var made)) chosen.Become(made);
        return tree.Encoded();
    }

    /// <summary>Bytes that nobody's encoder wrote: cut, lengthened, one byte changed, or drawn altogether.</summary>
    public byte[] Corrupted(byte[] bytes)
    {
        switch (chance.Below(4))
        {
            case 0: return bytes[..chance.Below(bytes.Length + 1)];
            case 1: return [.. bytes, .. chance.Bytes(1 + chance.Below(40))];
            case 2 when bytes.Length > 0:
                var changed = (byte[])bytes.Clone();
                changed[chance.Below(changed.Length)] ^= (byte)(1 + chance.Below(255));
                return changed;
            default: return chance.Bytes(chance.Below(300));
        }
    }

    public UInt128 Number(UInt128 most)
    {
        var drawn = chance.Weighted([25, 35, 10, 10, 10, 10]) switch
        {
            0 => chance.Of(Bounds),
            5 => chance.Below(5UL),
            1 when memory.Numbers.Count > 0 => chance.Of(memory.Numbers),
            2 when memory.Numbers.Count > 0 => unchecked(chance.Of(memory.Numbers) + (chance.Percent(50) ? 1 : UInt128.MaxValue)),
            3 => unchecked(now() + chance.Below(100_000UL) - 20_000),
            _ => chance.Wide() >> chance.Below(128),
        };
        return drawn > most ? (chance.Percent(50) ? most : drawn % (most == UInt128.MaxValue ? most : most + 1)) : drawn;
    }

    public Name Name() => chance.Weighted([55, 30, 10, 5]) switch
    {
        0 => chance.Of(names),
        1 when memory.Names.Count > 0 => chance.Of(memory.Names),
        2 => Kernel.Name.Parse($"stranger{chance.Below(4)}"),
        _ => default,
    };

    public Hash32 Hash() => chance.Weighted([80, 5, 15]) switch
    {
        0 when !Focus.IsZero && chance.Percent(80) => Focus,
        0 when memory.Hashes.Count > 0 => chance.Of(memory.Hashes),
        1 => default,
        _ => chance.Hash(),
    };

    static bool TryRead(Shape shape, byte[] bytes, out ValueTree tree)
    {
        tree = null!;
        try
        {
            tree = ValueTree.Read(shape, bytes);
            return true;
        }
        catch (EncodingException)
        {
            return false;
        }
    }

    void ChangeList(ValueTree list)
    {
        int at = chance.Below(list.Children.Count), other = chance.Below(list.Children.Count);
        switch (chance.Below(3))
        {
            case 0: list.Children.RemoveAt(at); break;
            case 1: list.Children.Insert(other, list.Children[at]); break;
            default: (list.Children[at], list.Children[other]) = (list.Children[other], list.Children[at]); break;
        }
    }

    void Write(CanonicalWriter to, Shape shape)
    {
        switch (shape.Kind)
        {
            case ShapeKind.Bool: to.Byte((byte)chance.Below(chance.Percent(2) ? 256 : 2)); break;
            case ShapeKind.UInt8: to.Byte((byte)Number(byte.MaxValue)); break;
            case ShapeKind.UInt16: to.UInt16((ushort)Number(ushort.MaxValue)); break;
            case ShapeKind.UInt32: to.UInt32((uint)Number(uint.MaxValue)); break;
            case ShapeKind.UInt64: to.UInt64((ulong)Number(ulong.MaxValue)); break;
            case ShapeKind.Int64: to.UInt64((ulong)Number(ulong.MaxValue)); break;
            case ShapeKind.UInt128 or ShapeKind.Int128: to.UInt128(Number(UInt128.MaxValue)); break;
            case ShapeKind.Hash32: to.Hash32(Hash()); break;
            case ShapeKind.Name: to.Name(Name()); break;
            case ShapeKind.Bytes: to.Bytes(Text()); break;
            case ShapeKind.Enumeration: to.Byte((byte)chance.Below(shape.Names.Count + (chance.Percent(3) ? 1 : 0))); break;
            case ShapeKind.List: WriteList(to, shape.Element!); break;
            case ShapeKind.Record: WriteRecord(to, shape); break;
            default: throw new NotSupportedException($"No action holds a {shape.Kind}.");
        }
    }

    void WriteRecord(CanonicalWriter to, Shape shape)
    {
        if (chance.Percent(40) && memory.RecordLike(shape, chance) is { } seen)
        {
            seen.Write(to);
            return;
        }
        foreach (var field in shape.Fields) WriteField(to, field);
    }

    void WriteField(CanonicalWriter to, FieldShape field)
    {
        if (chance.Percent(50) && (Focus.IsZero || field.Shape.Kind != ShapeKind.Hash32) && memory.FieldLike(field, chance) is { } stood) stood.Write(to);
        else Write(to, field.Shape);
    }

    void WriteList(CanonicalWriter to, Shape element)
    {
        int count = chance.Weighted([15, 45, 25, 14, 1]) is var few and < 4 ? few : 64 + chance.Below(200);
        to.UInt32((uint)count);
        for (int i = 0; i < count; i++) Write(to, element);
    }

    byte[] Text() => chance.Weighted([50, 10, 20, 15, 4, 1]) switch
    {
        0 when memory.Strings.Count > 0 => chance.Of(memory.Strings).Span.ToArray(),
        1 => [],
        2 => chance.Bytes(Hash32.Size),
        3 => chance.Bytes(chance.Below(100)),
        4 => chance.Bytes(36 * (1 + chance.Below(4))),
        _ => chance.Bytes(5_000 + chance.Below(3_000)),
    };
}

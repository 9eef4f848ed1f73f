using System.Buffers.Binary;

namespace Vendue.Conformance.Tests.Generating;

/// <summary>What a generator has seen in a market: numbers, hashes, names, byte strings and whole records, the latest few of each.</summary>
sealed class Memory
{
    const int Kept = 48;

    readonly Dictionary<string, List<ValueTree>> records = [];
    readonly Dictionary<(string Name, ShapeKind Kind, string Type), List<ValueTree>> fields = [];

    public List<UInt128> Numbers { get; } = [];

    public List<Hash32> Hashes { get; } = [];

    public List<Name> Names { get; } = [];

    public List<Bytes> Strings { get; } = [];

    /// <summary>Remembers a value and all that it is made of.</summary>
    public void Learn(ValueTree value, Ledger ledger)
    {
        foreach (var node in value.All()) LearnNode(node, ledger);
    }

    public void Learn(UInt128 number) => Keep(Numbers, number);

    public void Learn(Hash32 hash) => Keep(Hashes, hash);

    public void Learn(Opportunity opportunity)
    {
        Learn(opportunity.Request);
        foreach (UInt128 number in (UInt128[])[opportunity.Price, opportunity.PriceCeiling, opportunity.Bond, opportunity.From, opportunity.Until, opportunity.ProofDue]) Learn(number);
        Keep(Strings, opportunity.Terms);
    }

    /// <summary>A record of a type as it was seen before, if one was.</summary>
    public ValueTree? RecordLike(Shape shape, Chance chance) => records.TryGetValue(shape.TypeName, out var seen) ? Copy(chance.Of(seen)) : null;

    /// <summary>A value that stood in a field of this name and shape, whatever the record, if one did.</summary>
    public ValueTree? FieldLike(FieldShape field, Chance chance) =>
        fields.TryGetValue((field.Name, field.Shape.Kind, field.Shape.TypeName), out var seen) ? Copy(chance.Of(seen)) : null;

    static ValueTree Copy(ValueTree tree) => ValueTree.Read(tree.Shape, tree.Encoded());

    void LearnNode(ValueTree node, Ledger ledger)
    {
        var leaf = node.Leaf.AsSpan();
        switch (node.Shape.Kind)
        {
            case ShapeKind.UInt16: Learn(BinaryPrimitives.ReadUInt16LittleEndian(leaf)); break;
            case ShapeKind.UInt32: Learn(BinaryPrimitives.ReadUInt32LittleEndian(leaf)); break;
            case ShapeKind.UInt64: Learn(BinaryPrimitives.ReadUInt64LittleEndian(leaf)); break;
            case ShapeKind.UInt128: Learn(BinaryPrimitives.ReadUInt128LittleEndian(leaf)); break;
            case ShapeKind.Hash32: Learn(new Hash32(leaf)); break;
            case ShapeKind.Name: Keep(Names, new CanonicalReader(node.Leaf).Name()); break;
            case ShapeKind.Bytes: Keep(Strings, new CanonicalReader(node.Leaf).Bytes()); break;
            case ShapeKind.Account when new Account(BinaryPrimitives.ReadInt32LittleEndian(leaf)) is var account && ledger.Exists(account): Keep(Names, ledger.NameOf(account)); break;
            case ShapeKind.Record: LearnRecord(node); break;
            default: break;
        }
    }

    void LearnRecord(ValueTree record)
    {
        Keep(records.TryGetValue(record.Shape.TypeName, out var seen) ? seen : records[record.Shape.TypeName] = [], record);
        foreach (var (field, child) in record.Shape.Fields.Zip(record.Children))
        {
            var key = (field.Name, field.Shape.Kind, field.Shape.TypeName);
            Keep(fields.TryGetValue(key, out var stood) ? stood : fields[key] = [], child);
        }
    }

    static void Keep<T>(List<T> list, T value)
    {
        if (list.Count == Kept) list.RemoveAt(0);
        list.Add(value);
    }
}

namespace Vendue.Conformance.Tests.Generating;

/// <summary>A value by its shape: what is needed to change one field of an action whose type nobody here knows.</summary>
sealed class ValueTree
{
    ValueTree(Shape shape) => Shape = shape;

    public Shape Shape { get; }

    /// <summary>The canonical bytes of a primitive or an enumeration; empty for records and lists.</summary>
    public byte[] Leaf { get; private set; } = [];

    /// <summary>A record's fields or a list's elements.</summary>
    public List<ValueTree> Children { get; private set; } = [];

    /// <summary>Reads canonical bytes.</summary>
    /// <exception cref="EncodingException">They are no such value.</exception>
    public static ValueTree Read(Shape shape, CanonicalReader from)
    {
        var tree = new ValueTree(shape);
        switch (shape.Kind)
        {
            case ShapeKind.Record:
                foreach (var field in shape.Fields) tree.Children.Add(Read(field.Shape, from));
                break;
            case ShapeKind.List:
                int count = from.Count(int.Max(1, shape.Element!.LeastSize));
                for (int i = 0; i < count; i++) tree.Children.Add(Read(shape.Element!, from));
                break;
            default:
                tree.Leaf = TakeLeaf(shape, from);
                break;
        }
        return tree;
    }

    public static ValueTree Read(Shape shape, ReadOnlyMemory<byte> bytes)
    {
        var reader = new CanonicalReader(bytes);
        var tree = Read(shape, reader);
        reader.End();
        return tree;
    }

    public void Write(CanonicalWriter to)
    {
        if (Shape.Kind == ShapeKind.List) to.UInt32((uint)Children.Count);
        to.Raw(Leaf);
        foreach (var child in Children) child.Write(to);
    }

    public byte[] Encoded()
    {
        var writer = new CanonicalWriter();
        Write(writer);
        return writer.Written.ToArray();
    }

    /// <summary>This node and all below it.</summary>
    public IEnumerable<ValueTree> All() => Children.SelectMany(c => c.All()).Prepend(this);

    /// <summary>Takes the value of another tree of the same shape.</summary>
    public void Become(ValueTree other) => (Leaf, Children) = (other.Leaf, other.Children);

    static byte[] TakeLeaf(Shape shape, CanonicalReader from)
    {
        var writer = new CanonicalWriter();
        switch (shape.Kind)
        {
            case ShapeKind.Name: writer.Name(from.Name()); break;
            case ShapeKind.Bytes: writer.Bytes(from.Bytes()); break;
            default: writer.Raw(from.Take(shape.LeastSize)); break;
        }
        return writer.Written.ToArray();
    }
}

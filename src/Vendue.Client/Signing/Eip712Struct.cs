using System.Text;

namespace Vendue.Client;

/// <summary>A struct type of EIP-712: its fields, its encodeType text and the hash of it.</summary>
sealed class Eip712Struct : Eip712Type
{
    readonly Hash32 typeHash;

    Eip712Struct(Shape shape, (string Name, Eip712Type Type)[] fields, IEnumerable<Eip712Struct> referenced) : base(shape.TypeName)
    {
        Shape = shape;
        Fields = fields;
        All = [this, .. referenced];
        Declaration = $"{Name}({string.Join(',', fields.Select(f => $"{f.Type.Name} {f.Name}"))})";
        EncodedType = Declaration + string.Concat(All.Skip(1).Select(s => s.Declaration));
        typeHash = Keccak256.Hash(Encoding.ASCII.GetBytes(EncodedType));
    }

    /// <summary>The record's shape.</summary>
    public Shape Shape { get; }

    /// <summary>This struct, and all that it refers to in order of their names.</summary>
    public IReadOnlyList<Eip712Struct> All { get; }

    public IReadOnlyList<(string Name, Eip712Type Type)> Fields { get; }

    /// <summary>The declaration of this struct alone.</summary>
    public string Declaration { get; }

    /// <summary>The declaration followed by those of all structs it refers to, in order of their names.</summary>
    public string EncodedType { get; }

    /// <summary>The struct that a record's shape declares, with all that it refers to added to <paramref name="structs"/>.</summary>
    /// <exception cref="NotSupportedException">Two different records share a name, or a name is no identifier.</exception>
    public static Eip712Struct Define(Shape shape, SortedDictionary<string, Eip712Struct> structs)
    {
        if (!shape.TypeName.All(char.IsAsciiLetterOrDigit)) throw new NotSupportedException($"{shape.TypeName} is no name of an EIP-712 struct.");
        var inner = new SortedDictionary<string, Eip712Struct>(StringComparer.Ordinal);
        var fields = shape.Fields.Select(f => (f.Name, Of(f.Shape, inner))).ToArray();
        var defined = new Eip712Struct(shape, fields, inner.Values);
        foreach (var one in inner.Values.Append(defined)) Add(structs, one);
        return defined;
    }

    static void Add(SortedDictionary<string, Eip712Struct> structs, Eip712Struct one)
    {
        if (!structs.TryAdd(one.Name, one) && structs[one.Name].EncodedType != one.EncodedType)
            throw new NotSupportedException($"Two different records are named {one.Name}; an EIP-712 type needs distinct names.");
    }

    public override void WriteWord(CanonicalReader from, Span<byte> word)
    {
        var hash = new Org.BouncyCastle.Crypto.Digests.KeccakDigest(256);
        Span<byte> item = stackalloc byte[WordSize];
        typeHash.CopyTo(item);
        hash.BlockUpdate(item);
        for (int i = 0; i < Fields.Count; i++)
        {
            Fields[i].Type.WriteWord(from, item);
            hash.BlockUpdate(item);
        }
        hash.DoFinal(word);
    }
}

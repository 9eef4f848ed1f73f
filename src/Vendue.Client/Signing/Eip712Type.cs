using System.Buffers.Binary;
using System.Text;

namespace Vendue.Client;

/// <summary>
/// A shape as EIP-712 sees it: its type's name, and how a value's canonical bytes become the 32-byte word that stands for
/// it (encodeData of the standard, https://eips.ethereum.org/EIPS/eip-712).
/// </summary>
abstract class Eip712Type(string name)
{
    public const int WordSize = 32;

    public string Name => name;

    /// <summary>Reads a value from canonical bytes and writes its word.</summary>
    /// <exception cref="EncodingException">The bytes are no such value's encoding.</exception>
    public abstract void WriteWord(CanonicalReader from, Span<byte> word);

    public static Eip712Type Of(Shape shape, SortedDictionary<string, Eip712Struct> structs) => shape.Kind switch
    {
        ShapeKind.Bool => new Eip712Number("bool", static r => r.Bool() ? 1 : 0),
        ShapeKind.UInt8 => new Eip712Number("uint8", static r => r.Byte()),
        ShapeKind.UInt16 => new Eip712Number("uint16", static r => r.UInt16()),
        ShapeKind.UInt32 => new Eip712Number("uint32", static r => r.UInt32()),
        ShapeKind.UInt64 => new Eip712Number("uint64", static r => r.UInt64()),
        ShapeKind.Int64 => new Eip712Number("int64", static r => r.Int64()),
        ShapeKind.Int128 => new Eip712Number("int128", static r => r.Int128()),
        ShapeKind.UInt128 => new Eip712Amount(),
        ShapeKind.Hash32 => new Eip712Hash(),
        ShapeKind.Name => new Eip712Text(),
        ShapeKind.Bytes => new Eip712Bytes(),
        ShapeKind.Enumeration => new Eip712Number("uint8", r => Position(r, shape)),
        ShapeKind.Account => new Eip712Number("int32", static r => r.Int32()),
        ShapeKind.Asset => new Eip712Number("uint8", static r => r.Byte()),
        ShapeKind.Handle => new Eip712Handle(),
        ShapeKind.List => new Eip712List(Of(shape.Element!, structs), shape.Element!),
        ShapeKind.Record => Eip712Struct.Define(shape, structs),
        _ => throw new NotSupportedException($"No EIP-712 type is defined for {shape.Kind}."),
    };

    static Int128 Position(CanonicalReader from, Shape shape)
    {
        byte value = from.Byte();
        return value < shape.Names.Count ? value : throw new EncodingException($"{value} is no {shape.TypeName}.");
    }
}

/// <summary>An integer of at most 128 bits, signed ones extended to 256 bits; enumerations as their position.</summary>
sealed class Eip712Number(string name, Func<CanonicalReader, Int128> read) : Eip712Type(name)
{
    public override void WriteWord(CanonicalReader from, Span<byte> word)
    {
        var value = read(from);
        word[..16].Fill(Int128.IsNegative(value) ? (byte)0xFF : (byte)0);
        BinaryPrimitives.WriteInt128BigEndian(word[16..], value);
    }
}

/// <summary>An amount, whose upper half does not fit a signed integer of 128 bits.</summary>
sealed class Eip712Amount() : Eip712Type("uint128")
{
    public override void WriteWord(CanonicalReader from, Span<byte> word)
    {
        word[..16].Clear();
        BinaryPrimitives.WriteUInt128BigEndian(word[16..], from.UInt128());
    }
}

sealed class Eip712Hash() : Eip712Type("bytes32")
{
    public override void WriteWord(CanonicalReader from, Span<byte> word) => from.Take(Hash32.Size).CopyTo(word);
}

sealed class Eip712Text() : Eip712Type("string")
{
    public override void WriteWord(CanonicalReader from, Span<byte> word) => Keccak256.Hash(from.Name().Bytes, word);
}

sealed class Eip712Bytes() : Eip712Type("bytes")
{
    public override void WriteWord(CanonicalReader from, Span<byte> word) => Keccak256.Hash(from.Take(from.Count(1)), word);
}

/// <summary>A row's number and generation, as the text that its JSON form has.</summary>
sealed class Eip712Handle() : Eip712Type("string")
{
    public override void WriteWord(CanonicalReader from, Span<byte> word) =>
        Keccak256.Hash(Encoding.ASCII.GetBytes($"{from.Int32()}.{from.UInt32()}"), word);
}

/// <summary>A list: the hash of its elements' words, one after the other.</summary>
sealed class Eip712List(Eip712Type element, Shape shape) : Eip712Type(element.Name + "[]")
{
    public override void WriteWord(CanonicalReader from, Span<byte> word)
    {
        int count = from.Count(int.Max(1, shape.LeastSize));
        var hash = new Org.BouncyCastle.Crypto.Digests.KeccakDigest(256);
        Span<byte> item = stackalloc byte[WordSize];
        for (; count > 0; count--)
        {
            element.WriteWord(from, item);
            hash.BlockUpdate(item);
        }
        hash.DoFinal(word);
    }
}

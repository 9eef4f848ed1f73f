using System.Runtime.CompilerServices;

namespace Vendue.Client;

/// <summary>
/// What an owner's Ethereum key signs: EIP-712 typed data, so that a wallet shows the action field by field. The domain
/// is name "Vendue", version "1" and the genesis hash as salt; the primary type is
/// <c>Command(string sender,uint16 lane,uint64 nonce,uint64 expires,ActionType action)</c>, where the action's struct
/// comes from the record that declares it. Names are strings, byte strings bytes, enumerations uint8.
/// </summary>
public static class Eip712
{
    const string Domain = "EIP712Domain";

    static readonly Shape Text = new(ShapeKind.Name, nameof(ShapeKind.Name)) { LeastSize = 1 };
    static readonly Eip712Struct DomainType = Root(new Shape(ShapeKind.Record, Domain)
    {
        Fields = [Field("name", Text), Field("version", Text), Field("salt", Codec<Hash32>.Of.Shape)],
    });
    static readonly ConditionalWeakTable<ActionDescription, Eip712Struct> CommandTypes = [];

    /// <summary>The name in the signing domain.</summary>
    public const string DomainName = "Vendue";

    /// <summary>The version in the signing domain.</summary>
    public const string DomainVersion = "1";

    /// <summary>The full EIP-712 type (encodeType) of a command that carries the action.</summary>
    /// <exception cref="NotSupportedException">The action's record cannot be expressed in EIP-712.</exception>
    public static string TypeOf(ActionDescription action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return CommandType(action).EncodedType;
    }

    /// <summary>The 32 bytes that an owner signs: keccak256(0x1901 ‖ domain separator ‖ hash of the command).</summary>
    /// <param name="envelope">The command. Its body is read here, so a body that is not canonical is found.</param>
    /// <param name="action">The description of the envelope's action.</param>
    /// <exception cref="EncodingException">The body is not exactly one value of the action, canonically encoded.</exception>
    public static Hash32 Digest(in CommandEnvelope envelope, ActionDescription action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Digest(envelope.Genesis, CommandType(action), MessageOf(envelope));
    }

    internal static Hash32 Digest(Hash32 genesis, Eip712Struct type, CanonicalWriter value)
    {
        Span<byte> message = stackalloc byte[2 + (2 * Eip712Type.WordSize)];
        message[0] = 0x19;
        message[1] = 0x01;
        DomainSeparator(genesis).CopyTo(message[2..]);
        Walk(type, value, message[(2 + Eip712Type.WordSize)..]);
        return Keccak256.Hash(message);
    }

    /// <summary>The domain separator of the market with a genesis hash.</summary>
    public static Hash32 DomainSeparator(Hash32 genesis)
    {
        var writer = new CanonicalWriter();
        writer.Name(DomainName);
        writer.Name(DomainVersion);
        writer.Hash32(genesis);
        Span<byte> word = stackalloc byte[Eip712Type.WordSize];
        Walk(DomainType, writer, word);
        return new Hash32(word);
    }

    internal static Eip712Struct CommandType(ActionDescription action) => CommandTypes.GetValue(action, static a => Root(new Shape(ShapeKind.Record, "Command")
    {
        Fields =
        [
            Field("sender", Text), Field("lane", Codec<ushort>.Of.Shape), Field("nonce", Codec<ulong>.Of.Shape),
            Field("expires", Codec<ulong>.Of.Shape), Field("action", a.Codec.Shape with { TypeName = a.TypeName }),
        ],
    }));

    internal static Eip712Struct Domains => DomainType;

    internal static Eip712Struct Root(Shape shape) => Eip712Struct.Define(shape, new SortedDictionary<string, Eip712Struct>(StringComparer.Ordinal));

    internal static CanonicalWriter MessageOf(in CommandEnvelope envelope)
    {
        var writer = new CanonicalWriter();
        writer.Name(envelope.Sender);
        writer.UInt16(envelope.Lane);
        writer.UInt64(envelope.Nonce);
        writer.UInt64(envelope.Expires);
        writer.Raw(envelope.Body.Span);
        return writer;
    }

    static void Walk(Eip712Struct type, CanonicalWriter value, Span<byte> word)
    {
        var reader = new CanonicalReader(value.Written.ToArray());
        type.WriteWord(reader, word);
        reader.End();
    }

    static FieldShape Field(string name, Shape shape) => new(name, shape, "", null);
}

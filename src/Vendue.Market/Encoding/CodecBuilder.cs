using System.Linq.Expressions;
using System.Reflection;

namespace Vendue.Kernel;

/// <summary>Builds the codec of a type from its declaration: primitives by table, records field by field.</summary>
static class CodecBuilder
{
    static readonly Dictionary<Type, Codec> Primitives = new()
    {
        [typeof(bool)] = new PrimitiveCodec<bool>(ShapeKind.Bool, 1, (w, v) => w.Bool(v), r => r.Bool()),
        [typeof(byte)] = new PrimitiveCodec<byte>(ShapeKind.UInt8, 1, (w, v) => w.Byte(v), r => r.Byte()),
        [typeof(ushort)] = new PrimitiveCodec<ushort>(ShapeKind.UInt16, 2, (w, v) => w.UInt16(v), r => r.UInt16()),
        [typeof(uint)] = new PrimitiveCodec<uint>(ShapeKind.UInt32, 4, (w, v) => w.UInt32(v), r => r.UInt32()),
        [typeof(ulong)] = new PrimitiveCodec<ulong>(ShapeKind.UInt64, 8, (w, v) => w.UInt64(v), r => r.UInt64()),
        [typeof(long)] = new PrimitiveCodec<long>(ShapeKind.Int64, 8, (w, v) => w.Int64(v), r => r.Int64()),
        [typeof(UInt128)] = new PrimitiveCodec<UInt128>(ShapeKind.UInt128, 16, (w, v) => w.UInt128(v), r => r.UInt128()),
        [typeof(Int128)] = new PrimitiveCodec<Int128>(ShapeKind.Int128, 16, (w, v) => w.Int128(v), r => r.Int128()),
        [typeof(Hash32)] = new PrimitiveCodec<Hash32>(ShapeKind.Hash32, 32, (w, v) => w.Hash32(v), r => r.Hash32()),
        [typeof(Name)] = new PrimitiveCodec<Name>(ShapeKind.Name, 1, (w, v) => w.Name(v), r => r.Name()),
        [typeof(Bytes)] = new PrimitiveCodec<Bytes>(ShapeKind.Bytes, 4, (w, v) => w.Bytes(v), r => r.Bytes()),
        [typeof(Account)] = new PrimitiveCodec<Account>(ShapeKind.Account, 4, (w, v) => w.Int32(v.Index), r => new Account(r.Int32())),
        [typeof(Asset)] = new PrimitiveCodec<Asset>(ShapeKind.Asset, 1, (w, v) => w.Byte(v.Index), r => new Asset(r.Byte())),
    };

    public static Codec Build(Type type)
    {
        if (Primitives.TryGetValue(type, out var primitive)) return primitive;
        if (type.IsEnum) return Make(typeof(EnumerationCodec<>), type);
        if (type.IsArray) return Make(typeof(ListCodec<>), type.GetElementType()!);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Handle<>))
            return Make(typeof(HandleCodec<>), type.GetGenericArguments()[0]);
        return Make(typeof(RecordCodec<>), type);
    }

    static Codec Make(Type generic, Type argument) =>
        (Codec)Activator.CreateInstance(generic.MakeGenericType(argument))!;
}

sealed class PrimitiveCodec<T>(ShapeKind kind, int size, Expression<Action<CanonicalWriter, T>> write, Expression<Func<CanonicalReader, T>> read) : Codec<T>
{
    readonly Action<CanonicalWriter, T> writer = write.Compile();
    readonly Func<CanonicalReader, T> reader = read.Compile();

    public override Shape Shape { get; } = new(kind, kind.ToString()) { LeastSize = size };

    internal override LambdaExpression WriteBody => write;

    internal override LambdaExpression ReadBody => read;

    public override void Write(CanonicalWriter to, T value) => writer(to, value);

    public override T Read(CanonicalReader from) => reader(from);
}

sealed class EnumerationCodec<T> : Codec<T> where T : struct, Enum
{
    readonly int count = Enum.GetValues<T>().Length;

    public EnumerationCodec()
    {
        if (Enum.GetUnderlyingType(typeof(T)) != typeof(byte)) throw new NotSupportedException($"{typeof(T)} must be an enumeration over byte.");
        if (Enum.GetValues<T>().Where((value, position) => System.Runtime.CompilerServices.Unsafe.As<T, byte>(ref value) != position).Any()) throw new NotSupportedException($"The values of {typeof(T)} must be 0, 1, 2 and so on.");
        Shape = new(ShapeKind.Enumeration, typeof(T).Name) { LeastSize = 1, Names = [.. Enum.GetNames<T>().Select(RecordNaming.Camel)] };
    }

    public override Shape Shape { get; }

    public override void Write(CanonicalWriter to, T value) => to.Byte(System.Runtime.CompilerServices.Unsafe.As<T, byte>(ref value));

    public override T Read(CanonicalReader from)
    {
        byte value = from.Byte();
        if (value >= count) throw new EncodingException($"{value} is no {typeof(T).Name}.");
        return System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref value);
    }
}

sealed class ListCodec<T> : Codec<T[]>
{
    readonly Codec<T> element = Codec<T>.Of;

    public override Shape Shape => field ??= new(ShapeKind.List, "List") { LeastSize = 4, Element = element.Shape };

    public override void Write(CanonicalWriter to, T[] value)
    {
        to.UInt32((uint)(value?.Length ?? 0));
        foreach (var item in value ?? []) element.Write(to, item);
    }

    public override T[] Read(CanonicalReader from)
    {
        var items = new T[from.Count(int.Max(1, element.Shape.LeastSize))];
        for (int i = 0; i < items.Length; i++) items[i] = element.Read(from);
        return items;
    }
}

sealed class HandleCodec<T> : Codec<Handle<T>>
{
    public override Shape Shape { get; } = new(ShapeKind.Handle, typeof(T).Name) { LeastSize = 8 };

    public override void Write(CanonicalWriter to, Handle<T> value)
    {
        to.Int32(value.Index);
        to.UInt32(value.Generation);
    }

    public override Handle<T> Read(CanonicalReader from) => new(from.Int32(), from.UInt32());
}

/// <summary>A record: its properties with a setter, in order of declaration.</summary>
sealed class RecordCodec<T> : Codec<T>
{
    readonly Expression<Action<CanonicalWriter, T>> writeBody;
    readonly Expression<Func<CanonicalReader, T>> readBody;
    readonly Action<CanonicalWriter, T> write;
    readonly Func<CanonicalReader, T> read;

    public RecordCodec()
    {
        var properties = RecordNaming.Fields(typeof(T));
        if (properties.Count == 0 && !typeof(T).IsValueType) throw new NotSupportedException($"No encoding is defined for {typeof(T)}.");
        var codecs = properties.Select(p => For(p.PropertyType)).ToArray();
        Shape = new(ShapeKind.Record, typeof(T).Name)
        {
            Fields = [.. properties.Zip(codecs, Field)],
            LeastSize = codecs.Sum(c => c.Shape.LeastSize),
        };
        writeBody = WriteFields(properties, codecs);
        readBody = ReadFields(properties, codecs);
        write = writeBody.Compile();
        read = readBody.Compile();
    }

    internal override LambdaExpression WriteBody => writeBody;

    internal override LambdaExpression ReadBody => readBody;

    public override Shape Shape { get; }

    public override void Write(CanonicalWriter to, T value) => write(to, value);

    public override T Read(CanonicalReader from) => read(from);

    static FieldShape Field(PropertyInfo property, Codec codec)
    {
        byte[]? missing = null;
        if (!typeof(T).IsValueType || property.GetCustomAttribute<OptionalAttribute>() is not null)
        {
            var writer = new CanonicalWriter();
            codec.WriteObject(writer, property.GetValue(Activator.CreateInstance<T>()) ?? Array.CreateInstance(property.PropertyType.GetElementType()!, 0));
            missing = writer.Written.ToArray();
        }
        return new FieldShape(RecordNaming.Camel(property.Name), codec.Shape, property.GetCustomAttribute<MeaningAttribute>()?.Text ?? "", missing);
    }

    static Expression<Action<CanonicalWriter, T>> WriteFields(IReadOnlyList<PropertyInfo> properties, Codec[] codecs)
    {
        var to = Expression.Parameter(typeof(CanonicalWriter), "to");
        var value = Expression.Parameter(typeof(T), "value");
        var calls = properties.Zip(codecs, (p, codec) =>
            codec.WriteBody is { } body
                ? (Expression)Expression.Invoke(body, to, Expression.Property(value, p))
                : Expression.Call(Typed(codec, p), nameof(Write), null, to, Expression.Property(value, p)));
        return Expression.Lambda<Action<CanonicalWriter, T>>(Expression.Block(typeof(void), calls.DefaultIfEmpty(Expression.Empty())), to, value);
    }

    static Expression<Func<CanonicalReader, T>> ReadFields(IReadOnlyList<PropertyInfo> properties, Codec[] codecs)
    {
        var from = Expression.Parameter(typeof(CanonicalReader), "from");
        var bindings = properties.Zip(codecs, (p, codec) => Expression.Bind(p, codec.ReadBody is { } body
            ? Expression.Invoke(body, from)
            : Expression.Call(Typed(codec, p), nameof(Read), null, from)));
        return Expression.Lambda<Func<CanonicalReader, T>>(Expression.MemberInit(Expression.New(typeof(T)), bindings), from);
    }

    static ConstantExpression Typed(Codec codec, PropertyInfo property) =>
        Expression.Constant(codec, typeof(Codec<>).MakeGenericType(property.PropertyType));
}

/// <summary>How the declaration of a record names and orders its fields.</summary>
static class RecordNaming
{
    public static IReadOnlyList<PropertyInfo> Fields(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite && p.GetIndexParameters().Length == 0).OrderBy(p => p.MetadataToken)];

    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}

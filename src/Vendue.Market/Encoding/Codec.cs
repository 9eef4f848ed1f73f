namespace Vendue.Kernel;

/// <summary>The canonical encoding of one type.</summary>
public abstract class Codec
{
    /// <summary>What the type is made of.</summary>
    public abstract Shape Shape { get; }

    /// <summary>How a value is written, for codecs of records to take into their own; null where a call of the codec must do.</summary>
    internal virtual System.Linq.Expressions.LambdaExpression? WriteBody => null;

    /// <summary>How a value is read, for codecs of records to take into their own; null where a call of the codec must do.</summary>
    internal virtual System.Linq.Expressions.LambdaExpression? ReadBody => null;

    /// <summary>Writes a value of the codec's type.</summary>
    public abstract void WriteObject(CanonicalWriter to, object value);

    /// <summary>Reads a value of the codec's type.</summary>
    /// <exception cref="EncodingException">The bytes are not such a value's encoding.</exception>
    public abstract object ReadObject(CanonicalReader from);

    /// <summary>The codec of a type known only at run time.</summary>
    public static Codec For(Type type) =>
        (Codec)typeof(Codec<>).MakeGenericType(type).GetProperty(nameof(Codec<>.Of))!.GetValue(null)!;
}

/// <summary>The canonical encoding of <typeparamref name="T"/>, built once from its declaration.</summary>
/// <typeparam name="T">A primitive of <see cref="ShapeKind"/>, an enumeration, an array, or a record of such.</typeparam>
public abstract class Codec<T> : Codec
{
    static Codec<T>? built;

    /// <summary>The codec of <typeparamref name="T"/>.</summary>
    /// <exception cref="NotSupportedException">The type has a field that no encoding is defined for.</exception>
#pragma warning disable CA1000 // The type is the key by which a codec is found.
    public static Codec<T> Of => built ??= (Codec<T>)CodecBuilder.Build(typeof(T));
#pragma warning restore CA1000

    /// <summary>Writes <paramref name="value"/>.</summary>
    public abstract void Write(CanonicalWriter to, T value);

    /// <summary>Reads a value.</summary>
    /// <exception cref="EncodingException">The bytes are not such a value's encoding.</exception>
    public abstract T Read(CanonicalReader from);

    /// <inheritdoc/>
    public sealed override void WriteObject(CanonicalWriter to, object value) => Write(to, (T)value);

    /// <inheritdoc/>
    public sealed override object ReadObject(CanonicalReader from) => Read(from)!;

    /// <summary>The encoding of <paramref name="value"/> as bytes of its own.</summary>
    public byte[] Encode(T value)
    {
        var writer = new CanonicalWriter();
        Write(writer, value);
        return writer.Written.ToArray();
    }

    /// <summary>Reads a value that takes all of <paramref name="bytes"/>.</summary>
    /// <exception cref="EncodingException">The bytes are not exactly one such value.</exception>
    public T Decode(ReadOnlyMemory<byte> bytes)
    {
        var reader = new CanonicalReader(bytes);
        var value = Read(reader);
        reader.End();
        return value;
    }
}

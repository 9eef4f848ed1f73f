using System.Reflection;

namespace Vendue.Kernel;

/// <summary>Declares a record as an action: its number on the wire, its name and what it does.</summary>
/// <param name="tag">Its number within a market: below 64 the kernel's, from 64 to 1023 the mechanism's. Never changed once released.</param>
/// <param name="name">Its name: lower-case words joined by hyphens.</param>
/// <param name="summary">What it does, in one sentence.</param>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class ActionAttribute(ushort tag, string name, string summary) : Attribute
{
    /// <summary>Its number on the wire.</summary>
    public ushort Tag => tag;

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>What it does.</summary>
    public string Summary => summary;
}

/// <summary>Declares a record as an event: its number in the journal's stream and its name.</summary>
/// <param name="tag">Its number within a market: below 64 the kernel's, from 64 the mechanism's. Never changed once released.</param>
/// <param name="name">Its name: lower-case words joined by hyphens.</param>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class EventAttribute(ushort tag, string name) : Attribute
{
    /// <summary>Its number.</summary>
    public ushort Tag => tag;

    /// <summary>Its name.</summary>
    public string Name => name;
}

/// <summary>What a market knows of an action: one declaration from which wire bytes, JSON, schema and help are made.</summary>
/// <param name="Tag">Its number on the wire.</param>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Codec">Its encoding.</param>
public sealed record ActionDescription(ushort Tag, string Name, string Summary, Codec Codec)
{
    /// <summary>The name of its type where types have names, such as in typed data that wallets sign; within a market no two actions share it.</summary>
    public string TypeName { get; init; } = Codec.Shape.TypeName;
}

/// <summary>What a market knows of an event.</summary>
/// <param name="Tag">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Codec">Its encoding.</param>
public sealed record EventDescription(ushort Tag, string Name, Codec Codec);

/// <summary>Handles an action. Its writes are undone when it refuses.</summary>
/// <typeparam name="T">The action.</typeparam>
/// <param name="call">Who acts, and when.</param>
/// <param name="action">What is asked for.</param>
public delegate Outcome Handler<T>(in Call call, in T action) where T : struct;

static class Declared<T> where T : struct
{
    public static readonly ActionDescription? Action =
        typeof(T).GetCustomAttribute<ActionAttribute>() is { } a ? new(a.Tag, a.Name, a.Summary, Codec<T>.Of) : null;

    public static readonly EventDescription? Event =
        typeof(T).GetCustomAttribute<EventAttribute>() is { } e ? new(e.Tag, e.Name, Codec<T>.Of) : null;
}

/// <summary>An action bound to its handler in one market.</summary>
abstract class Binding(ActionDescription action)
{
    public ActionDescription Action { get; } = action;

    public abstract Outcome Execute(in Call call, ReadOnlyMemory<byte> bytes);
}

sealed class Binding<T>(ActionDescription action, Handler<T> handler) : Binding(action) where T : struct
{
    public Handler<T> Handler { get; } = handler;

    public override Outcome Execute(in Call call, ReadOnlyMemory<byte> bytes)
    {
        T value;
        try
        {
            value = Codec<T>.Of.Decode(bytes);
        }
        catch (EncodingException)
        {
            return Refused.BadEncoding;
        }
        return Handler(call, value);
    }
}

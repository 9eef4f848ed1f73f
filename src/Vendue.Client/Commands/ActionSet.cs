using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Vendue.Client;

/// <summary>The actions of one market, found by number or name, each with the EIP-712 type under which owners sign it.</summary>
public sealed class ActionSet
{
    readonly SortedDictionary<ushort, ActionDescription> byTag = [];
    readonly Dictionary<string, ActionDescription> byName = [];

    /// <summary>A set of actions.</summary>
    /// <param name="actions">The actions, as <see cref="Market.Actions"/> gives them.</param>
    /// <exception cref="ArgumentException">
    /// Two actions share a number, a name or an EIP-712 type. A shared type would let a signature for one count for the other.
    /// </exception>
    public ActionSet(IEnumerable<ActionDescription> actions)
    {
        ArgumentNullException.ThrowIfNull(actions);
        var byType = new Dictionary<string, ActionDescription>();
        foreach (var action in actions.OrderBy(a => a.Tag))
        {
            if (!byTag.TryAdd(action.Tag, action)) throw new ArgumentException($"Two actions have the number {action.Tag}.", nameof(actions));
            if (!byName.TryAdd(action.Name, action)) throw new ArgumentException($"Two actions have the name '{action.Name}'.", nameof(actions));
            if (!byType.TryAdd(Eip712.TypeOf(action), action))
                throw new ArgumentException($"'{action.Name}' and '{byType[Eip712.TypeOf(action)].Name}' have one EIP-712 type; a signature for one would count for the other.", nameof(actions));
        }
    }

    /// <summary>The actions, in order of their numbers.</summary>
    public IEnumerable<ActionDescription> All => byTag.Values;

    /// <summary>Finds an action by its number.</summary>
    public bool TryFind(ushort tag, [MaybeNullWhen(false)] out ActionDescription action) => byTag.TryGetValue(tag, out action);

    /// <summary>Finds an action by its name.</summary>
    public bool TryFind(string name, [MaybeNullWhen(false)] out ActionDescription action) => byName.TryGetValue(name, out action);

    /// <summary>The actions that a market understands.</summary>
    public static ActionSet Of(Market market)
    {
        ArgumentNullException.ThrowIfNull(market);
        return new ActionSet(market.Actions);
    }

    /// <summary>The description of an action that is known as a type.</summary>
    /// <exception cref="NotSupportedException">The type is not declared with <see cref="ActionAttribute"/>.</exception>
    public static ActionDescription DescriptionOf(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Described.GetOrAdd(type, static t => t.GetCustomAttribute<ActionAttribute>() is { } declared
            ? new ActionDescription(declared.Tag, declared.Name, declared.Summary, Codec.For(t))
            : throw new NotSupportedException($"{t} is not declared as an action."));
    }

    static readonly System.Collections.Concurrent.ConcurrentDictionary<Type, ActionDescription> Described = [];
}

using System.Collections.Concurrent;

namespace Vendue.Conformance.Tests.Playing;

/// <summary>Applies an action as its typed record, by the type that its codec is of.</summary>
static class TypedActions
{
    interface IApply
    {
        bool TryApply(Market market, in Command command, int slot, ReadOnlyMemory<byte> body, out Outcome outcome);
    }

    sealed class Apply<T> : IApply where T : struct
    {
        public bool TryApply(Market market, in Command command, int slot, ReadOnlyMemory<byte> body, out Outcome outcome)
        {
            outcome = default;
            T action;
            try
            {
                action = Codec<T>.Of.Decode(body);
            }
            catch (EncodingException)
            {
                return false;
            }
            outcome = market.Apply(command, action, slot);
            return true;
        }
    }

    static readonly ConcurrentDictionary<Type, IApply> Known = [];

    /// <summary>Applies the action as a record, unless its bytes are none.</summary>
    public static bool TryApply(Market market, in Command command, ActionDescription action, ReadOnlyMemory<byte> body, out Outcome outcome)
    {
        var type = RecordOf(action.Codec.GetType());
        var apply = Known.GetOrAdd(type, t => (IApply)Activator.CreateInstance(typeof(Apply<>).MakeGenericType(t))!);
        return apply.TryApply(market, command, action.Tag / Scope.Tags, body, out outcome);
    }

    static Type RecordOf(Type codec) =>
        codec.IsGenericType && codec.GetGenericTypeDefinition() == typeof(Codec<>) ? codec.GetGenericArguments()[0] : RecordOf(codec.BaseType!);
}

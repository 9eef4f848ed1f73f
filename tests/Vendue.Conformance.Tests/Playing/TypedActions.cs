using System.Reflection;

namespace Vendue.Conformance.Tests.Playing;

/// <summary>Applies an action as its typed record, by the type that its codec is of.</summary>
static class TypedActions
{
    interface IApply
    {
        bool TryApply(Market market, in Command command, ReadOnlyMemory<byte> body, out Outcome outcome);
    }

    sealed class Apply<T> : IApply where T : struct
    {
        public bool TryApply(Market market, in Command command, ReadOnlyMemory<byte> body, out Outcome outcome)
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
            outcome = market.Apply(command, action);
            return true;
        }
    }

    /// <summary>Applies the action as a record, unless its bytes are none or the record's own number is another in this market.</summary>
    public static bool TryApply(Market market, in Command command, ActionDescription action, ReadOnlyMemory<byte> body, out Outcome outcome)
    {
        outcome = default;
        var type = RecordOf(action.Codec.GetType());
        return type.GetCustomAttribute<ActionAttribute>()?.Tag == action.Tag
            && ((IApply)Activator.CreateInstance(typeof(Apply<>).MakeGenericType(type))!).TryApply(market, command, body, out outcome);
    }

    static Type RecordOf(Type codec) =>
        codec.IsGenericType && codec.GetGenericTypeDefinition() == typeof(Codec<>) ? codec.GetGenericArguments()[0] : RecordOf(codec.BaseType!);
}

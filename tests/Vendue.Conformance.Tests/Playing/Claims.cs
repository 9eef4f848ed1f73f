namespace Vendue.Conformance.Tests.Playing;

/// <summary>What the verifier stage and the store find inside an action.</summary>
static class Claims
{
    public static IReadOnlyList<ProofClaim> In(Market market, ushort tag, ReadOnlyMemory<byte> body) => Canonical(() => market.Mechanism.ProofsIn(tag, body));

    public static IReadOnlyList<Statement> StatementsIn(Market market, ushort tag, ReadOnlyMemory<byte> body) => Canonical(() => market.Mechanism.StatementsIn(tag, body));

    /// <summary>Who signed a statement inside the action that the verifier found good: they consent as a sender does.</summary>
    public static Name[] SignersIn(Market market, Act act) => [];

    static IReadOnlyList<T> Canonical<T>(Func<IReadOnlyList<T>> read)
    {
        try
        {
            return read();
        }
        catch (EncodingException)
        {
            return [];
        }
    }
}

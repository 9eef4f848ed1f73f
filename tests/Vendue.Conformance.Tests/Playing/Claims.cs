namespace Vendue.Conformance.Tests.Playing;

/// <summary>What the verifier stage finds inside an action.</summary>
static class Claims
{
    /// <summary>The requests that an action brings proofs for, each once.</summary>
    public static IReadOnlyList<Hash32> RequestsIn(Market market, Intent intent) =>
        [.. market.ClaimsIn(intent.Tag, intent.Body).OfType<ProofClaim>().Select(c => c.Request).Where(r => !r.IsZero).Distinct()];

    /// <summary>Who signed a statement inside the action that the verifier found good: they consent as a sender does.</summary>
    public static Name[] SignersIn(Market market, Act act) =>
        [.. market.ClaimsIn(act.Tag, act.Body).Zip(act.Verdicts).Where(c => c.Second == Verdict.Valid).Select(c => c.First).OfType<SignatureClaim>().Select(c => c.Signer)];
}

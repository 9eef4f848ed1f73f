using Vendue.Proofs.Fields;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Plonk;

/// <summary>What the verifier computes by itself at the challenge xi.</summary>
/// <param name="Vanishing">Z_H(xi) = xi^n - 1; not zero.</param>
/// <param name="First">L_1(xi), the Lagrange polynomial of the first row.</param>
/// <param name="PublicInput">PI(xi) = -sum of value i times L_i(xi).</param>
/// <param name="Denominators">Product of n (xi - w^i) over the rows of public values, at least the first.</param>
readonly record struct DomainEvaluation(Fr Vanishing, Fr First, Fr PublicInput, Fr Denominators)
{
    /// <summary>Evaluates at a challenge, by L_i(xi) = w^i (xi^n - 1) / (n (xi - w^i)).</summary>
    /// <param name="circuit">The shape.</param>
    /// <param name="publicValues">As many as the circuit has.</param>
    /// <param name="challenge">xi.</param>
    /// <returns>The values; null when xi is in the domain, which no honest prover meets.</returns>
    public static DomainEvaluation? At(PlonkCircuit circuit, PublicValues publicValues, Fr challenge)
    {
        Fr vanishing = circuit.Vanishing(challenge);
        if (vanishing.IsZero)
            return null;
        var inverses = new Fr[Math.Max(1, publicValues.Count)];
        Fr size = Fr.FromInteger(1UL << circuit.LogDomainSize);
        Fr product = Fr.One;
        Fr root = Fr.One;
        foreach (ref Fr denominator in inverses.AsSpan())
        {
            denominator = size * (challenge - root);
            product *= denominator;
            root *= circuit.Root;
        }

        BatchInversion.Invert<Fr>(inverses, new Fr[inverses.Length]);
        Fr sum = Fr.Zero;
        Fr numerator = vanishing;
        for (int i = 0; i < publicValues.Count; i++)
        {
            sum -= publicValues.Elements[i] * numerator * inverses[i];
            numerator *= circuit.Root;
        }

        return new DomainEvaluation(vanishing, vanishing * inverses[0], sum, product);
    }
}

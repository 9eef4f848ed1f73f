using Vendue.Proofs.Curves;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Plonk;

/// <summary>
/// Checks PLONK proofs by the paper's verifier (eprint 2019/953, section 8.3), names as there; the transcript is snarkjs'.
/// </summary>
public static class PlonkVerifier
{
    const int TermCount = 18;

    /// <summary>Whether a proof shows its statement.</summary>
    /// <param name="key">The circuit's key.</param>
    /// <param name="publicValues">The statement.</param>
    /// <param name="proof">The proof, its points validated.</param>
    /// <returns>True when it holds; false too when the number of public values is not the circuit's.</returns>
    public static bool Verify(PlonkVerifyingKey key, PublicValues publicValues, PlonkProof proof)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(publicValues);
        ArgumentNullException.ThrowIfNull(proof);
        if (publicValues.Count != key.Circuit.PublicCount)
            return false;
        Challenges challenges = Challenges.Of(key, publicValues, proof);
        if (DomainEvaluation.At(key.Circuit, publicValues, challenges.Xi) is not { } domain)
            return false;
        JacobianPoint<Fp> quotient = JacobianPoint<Fp>.FromAffine(proof.ShiftedOpening).Multiply(challenges.U).Add(proof.Opening);
        return key.Opening.Holds(quotient, Remainder(key, proof, challenges, domain));
    }

    /// <summary>xi [W_xi] + u xi w [W_xiw] + [F] - [E].</summary>
    static JacobianPoint<Fp> Remainder(PlonkVerifyingKey key, PlonkProof proof, in Challenges at, in DomainEvaluation domain)
    {
        var terms = new LinearCombination(TermCount);
        terms.Add(at.Xi, proof.Opening).Add(at.U * at.Xi * key.Circuit.Root, proof.ShiftedOpening);
        AddGates(terms, key, proof);
        Fr value = domain.PublicInput + AddPermutation(terms, key, proof, at, domain);
        AddQuotient(terms, proof, domain);
        value -= AddOpenings(terms, key, proof, at);
        return terms.Add(value - (at.U * proof.ShiftedZ), G1.Generator).Sum();
    }

    /// <summary>The gates, with the wires' values in place of their polynomials.</summary>
    static void AddGates(LinearCombination terms, PlonkVerifyingKey key, PlonkProof proof)
    {
        (Fr a, Fr b, Fr c) = (proof.WireValues[0], proof.WireValues[1], proof.WireValues[2]);
        ReadOnlySpan<Fr> factors = [a * b, a, b, c, Fr.One];
        for (int i = 0; i < factors.Length; i++)
            terms.Add(factors[i], key.Selectors[i]);
    }

    /// <summary>The permutation's terms of [D], and that of u [z]; returns their part of the constant r_0.</summary>
    static Fr AddPermutation(LinearCombination terms, PlonkVerifyingKey key, PlonkProof proof, in Challenges at, in DomainEvaluation domain)
    {
        (Fr a, Fr b, Fr c) = (proof.WireValues[0] + at.Gamma, proof.WireValues[1] + at.Gamma, proof.WireValues[2] + at.Gamma);
        Fr place = at.Beta * at.Xi;
        Fr identity = (a + place) * (b + (place * key.Circuit.K1)) * (c + (place * key.Circuit.K2));
        Fr copies = (a + (at.Beta * proof.PermutationValues[0])) * (b + (at.Beta * proof.PermutationValues[1])) * at.Alpha * proof.ShiftedZ;
        Fr start = domain.First * at.Alpha.Square();
        terms.Add((identity * at.Alpha) + start + at.U, proof.Z).Add(-(copies * at.Beta), key.Permutation[2]);
        return -start - (copies * c);
    }

    /// <summary>-Z_H(xi) ([t_lo] + xi^n [t_mid] + xi^2n [t_hi]).</summary>
    static void AddQuotient(LinearCombination terms, PlonkProof proof, in DomainEvaluation domain)
    {
        Fr factor = -domain.Vanishing;
        foreach (ref readonly AffinePoint<Fp> part in proof.Quotient)
        {
            terms.Add(factor, part);
            factor *= domain.Vanishing + Fr.One;
        }
    }

    /// <summary>v^i times each polynomial opened at xi beside the linearisation; returns the same sum of their values.</summary>
    static Fr AddOpenings(LinearCombination terms, PlonkVerifyingKey key, PlonkProof proof, in Challenges at)
    {
        ReadOnlySpan<AffinePoint<Fp>> opened = [.. proof.Wires, .. key.Permutation[..2]];
        ReadOnlySpan<Fr> values = [.. proof.WireValues, .. proof.PermutationValues];
        Fr power = Fr.One;
        Fr sum = Fr.Zero;
        for (int i = 0; i < opened.Length; i++)
        {
            power *= at.V;
            terms.Add(power, opened[i]);
            sum += power * values[i];
        }

        return sum;
    }

    readonly record struct Challenges(Fr Beta, Fr Gamma, Fr Alpha, Fr Xi, Fr V, Fr U)
    {
        public static Challenges Of(PlonkVerifyingKey key, PublicValues publicValues, PlonkProof proof)
        {
            var transcript = new Transcript();
            Fr beta = transcript.Add(key.Commitments).Add(publicValues.Elements).Add(proof.Wires).Challenge();
            Fr gamma = transcript.Add(beta).Challenge();
            Fr alpha = transcript.Add(beta, gamma).Add(proof.Z).Challenge();
            Fr xi = transcript.Add(alpha).Add(proof.Quotient).Challenge();
            Fr v = transcript.Add(xi).Add(proof.Scalars).Challenge();
            Fr u = transcript.Add(proof.Opening, proof.ShiftedOpening).Challenge();
            return new Challenges(beta, gamma, alpha, xi, v, u);
        }
    }
}

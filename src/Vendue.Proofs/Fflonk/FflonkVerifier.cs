using Vendue.Proofs.Curves;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Plonk;

namespace Vendue.Proofs.Fflonk;

/// <summary>
/// Checks FFLONK proofs by the paper's verifier (eprint 2021/1167, section 7), names as there; the transcript is snarkjs'.
/// The polynomials that the openings are held against need no interpolation: on the roots of X^8 = xi, C_0 is its
/// evaluations' combination with X^8 read as xi, of degree below 8; likewise C_1 on X^4 = xi and C_2 on X^3 = xi.
/// </summary>
public static class FflonkVerifier
{
    const int TermCount = 6;

    /// <summary>2^32 3^6: what the sizes of the sets of roots give to the product of denominators.</summary>
    const ulong SizesProduct = (1UL << 32) * 729;

    /// <summary>Whether a proof shows its statement.</summary>
    /// <param name="key">The circuit's key.</param>
    /// <param name="publicValues">The statement.</param>
    /// <param name="proof">The proof, its points validated.</param>
    /// <returns>True when it holds; false too when the number of public values is not the circuit's.</returns>
    public static bool Verify(FflonkVerifyingKey key, PublicValues publicValues, FflonkProof proof)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(publicValues);
        ArgumentNullException.ThrowIfNull(proof);
        if (publicValues.Count != key.Circuit.PublicCount)
            return false;
        return Point.Of(key, publicValues, proof) is { } at
            && at.Denominators * proof.Inverse == Fr.One
            && key.Opening.Holds(JacobianPoint<Fp>.FromAffine(proof.W2), Remainder(key, proof, at.Challenges, at.Domain, at.Roots));
    }

    /// <summary>What a proof's inverse must be, whether or not the proof is true.</summary>
    /// <param name="key">The circuit's key.</param>
    /// <param name="publicValues">As many as the circuit has.</param>
    /// <param name="proof">The proof; its own inverse is not looked at.</param>
    /// <returns>The inverse; null where there is none.</returns>
    internal static Fr? InverseOf(FflonkVerifyingKey key, PublicValues publicValues, FflonkProof proof) =>
        Point.Of(key, publicValues, proof) is { Denominators.IsZero: false } at ? at.Denominators.Inverse() : null;

    /// <summary>[F] - [E] - [J] + y [W'].</summary>
    static JacobianPoint<Fp> Remainder(FflonkVerifyingKey key, FflonkProof proof, in Challenges at, in DomainEvaluation domain, in Roots roots)
    {
        Fr inverse = (roots.Z1 * roots.Z2).Inverse();
        Fr factor1 = at.Alpha * roots.Z0 * roots.Z2 * inverse;
        Fr factor2 = at.Alpha.Square() * roots.Z0 * roots.Z1 * inverse;
        Fr vanishingInverse = domain.Vanishing.Inverse();
        Fr value = CircuitAt(at.Y, proof)
            + (factor1 * WiresAt(at.Y, proof, domain, vanishingInverse))
            + (factor2 * ProductAt(key.Circuit, proof, at, domain, vanishingInverse));
        return new LinearCombination(TermCount)
            .Add(Fr.One, key.C0)
            .Add(factor1, proof.C1)
            .Add(factor2, proof.C2)
            .Add(-value, G1.Generator)
            .Add(-roots.Z0, proof.W1)
            .Add(at.Y, proof.W2)
            .Sum();
    }

    /// <summary>r_0(y): q_L + q_R y + q_O y^2 + q_M y^3 + q_C y^4 + S_1 y^5 + S_2 y^6 + S_3 y^7.</summary>
    static Fr CircuitAt(Fr y, FflonkProof proof) =>
        Horner(y, proof.Ql, proof.Qr, proof.Qo, proof.Qm, proof.Qc, proof.Permutation[0], proof.Permutation[1], proof.Permutation[2]);

    /// <summary>r_1(y): a + b y + c y^2 + T_0 y^3, T_0 being the gates' quotient that the evaluations imply.</summary>
    static Fr WiresAt(Fr y, FflonkProof proof, in DomainEvaluation domain, Fr vanishingInverse)
    {
        (Fr a, Fr b, Fr c) = (proof.Wires[0], proof.Wires[1], proof.Wires[2]);
        Fr gates = (proof.Ql * a) + (proof.Qr * b) + (proof.Qm * a * b) + (proof.Qo * c) + proof.Qc + domain.PublicInput;
        return Horner(y, a, b, c, gates * vanishingInverse);
    }

    /// <summary>r_2(y): z + T_1 y + T_2 y^2 with the values at xi where y^3 = xi, and with those at xi w where y^3 = xi w.</summary>
    static Fr ProductAt(PlonkCircuit circuit, FflonkProof proof, in Challenges at, in DomainEvaluation domain, Fr vanishingInverse)
    {
        (Fr a, Fr b, Fr c) = (proof.Wires[0] + at.Gamma, proof.Wires[1] + at.Gamma, proof.Wires[2] + at.Gamma);
        Fr place = at.Beta * at.Xi;
        Fr identity = (a + place) * (b + (place * circuit.K1)) * (c + (place * circuit.K2)) * proof.Z;
        Fr copies = (a + (at.Beta * proof.Permutation[0])) * (b + (at.Beta * proof.Permutation[1])) * (c + (at.Beta * proof.Permutation[2])) * proof.Shifted[0];
        Fr start = (proof.Z - Fr.One) * domain.First;
        Fr here = Horner(at.Y, proof.Z, start * vanishingInverse, (identity - copies) * vanishingInverse);
        Fr shifted = Horner(at.Y, proof.Shifted);
        Fr fromHere = (at.Y.Square() * at.Y) - at.Xi;
        Fr distance = at.Xi * (circuit.Root - Fr.One);
        return here + (fromHere * (shifted - here) * distance.Inverse());
    }

    static Fr Horner(Fr at, params ReadOnlySpan<Fr> coefficients)
    {
        Fr value = Fr.Zero;
        for (int i = coefficients.Length - 1; i >= 0; i--)
            value = (value * at) + coefficients[i];
        return value;
    }

    /// <summary>Where a proof is checked.</summary>
    readonly record struct Point(Challenges Challenges, DomainEvaluation Domain, Roots Roots)
    {
        /// <summary>The product of all that a contract divides by.</summary>
        public Fr Denominators => Roots.Denominators(Challenges.Xi) * Domain.Vanishing * Domain.Denominators;

        public static Point? Of(FflonkVerifyingKey key, PublicValues publicValues, FflonkProof proof)
        {
            Challenges challenges = Challenges.Of(key, publicValues, proof);
            return DomainEvaluation.At(key.Circuit, publicValues, challenges.Xi) is { } domain
                ? new Point(challenges, domain, Roots.At(challenges, key.Circuit.Root))
                : null;
        }
    }

    readonly record struct Challenges(Fr Beta, Fr Gamma, Fr Xi, Fr Alpha, Fr Y)
    {
        public static Challenges Of(FflonkVerifyingKey key, PublicValues publicValues, FflonkProof proof)
        {
            var transcript = new Transcript();
            Fr beta = transcript.Add(key.C0).Add(publicValues.Elements).Add(proof.C1).Challenge();
            Fr gamma = transcript.Add(beta).Challenge();
            Fr seed = transcript.Add(gamma).Add(proof.C2).Challenge();
            Fr alpha = transcript.Add(seed).Add(proof.Evaluations).Challenge();
            Fr y = transcript.Add(alpha).Add(proof.W1).Challenge();
            Fr cube = seed.Square() * seed;

            // A 24th power: it has the eighth, fourth and third roots that the openings are at.
            return new Challenges(beta, gamma, cube.Square().Square().Square(), alpha, y);
        }
    }

    /// <summary>The vanishing polynomials, at y, of the three sets of roots.</summary>
    /// <param name="Z0">y^8 - xi.</param>
    /// <param name="Z1">y^4 - xi.</param>
    /// <param name="Z2">(y^3 - xi) (y^3 - xi w).</param>
    /// <param name="ShiftedXi">xi w.</param>
    readonly record struct Roots(Fr Z0, Fr Z1, Fr Z2, Fr ShiftedXi)
    {
        public static Roots At(in Challenges at, Fr root)
        {
            Fr shifted = at.Xi * root;
            Fr square = at.Y.Square();
            Fr cube = square * at.Y;
            Fr fourth = square.Square();
            return new Roots(fourth.Square() - at.Xi, fourth - at.Xi, (cube - at.Xi) * (cube - shifted), shifted);
        }

        /// <summary>
        /// What a contract that interpolates divides by: Z_1, Z_2, and every Lagrange denominator of the three sets. The
        /// products over a set's roots h are known without them: for X^k = c, of h it is -(-1)^k c, of y - h it is y^k - c.
        /// </summary>
        public Fr Denominators(Fr xi)
        {
            Fr distance = ShiftedXi - xi;
            Fr cubed = distance.Square() * distance;
            Fr xi3 = xi.Square() * xi;
            Fr powers = xi3.Square().Square() * ShiftedXi.Square();
            return -Fr.FromInteger(SizesProduct) * powers * cubed.Square() * Z0 * Z1.Square() * Z2.Square();
        }
    }
}

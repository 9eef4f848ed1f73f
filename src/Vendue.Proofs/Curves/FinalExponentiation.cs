using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Curves;

/// <summary>
/// The pairing's final exponentiation: (p^6 - 1)(p^2 + 1) by Frobenius maps, then 2x(6x^2 + 3x + 1)(p^4 - p^2 + 1)/r by the
/// addition chain of Fuentes-Castañeda, Knapp and Rodríguez-Henríquez 2011. The extra factor 2x(6x^2 + 3x + 1) is prime to r,
/// so the result is as good a pairing; snarkjs and libff raise to the same power.
/// </summary>
static class FinalExponentiation
{
    /// <summary>The curve's parameter x in digits of 0, +-1, +-3 (non-adjacent form of width 3), after the leading one.</summary>
    static ReadOnlySpan<sbyte> ParameterDigits =>
    [
        0, 0, 1, 0, 0, -3, 0, 0, 0, 0, -3, 0, 0, 0, 3, 0,
        0, 1, 0, 0, 1, 0, 0, 3, 0, 0, 0, -3, 0, 0, 0, 1,
        0, 0, 0, 3, 0, 0, -3, 0, 0, 0, -3, 0, 0, 1, 0, 0,
        0, 1, 0, 0, -3, 0, 0, 0, 0, -1, 0, 0, 0, 1,
    ];

    /// <summary>Raises a Miller value to the final power.</summary>
    /// <param name="value">Not zero.</param>
    /// <returns>An element of order r, or one.</returns>
    public static Fp12 Apply(in Fp12 value)
    {
        Fp12 unitary = value.Conjugate() * value.Inverse();
        return HardPart(unitary.Frobenius(2) * unitary);
    }

    static Fp12 HardPart(in Fp12 f)
    {
        Fp12 fx = PowNegatedParameter(f);
        Fp12 fx2 = fx.CyclotomicSquare();
        Fp12 fx4 = fx2.CyclotomicSquare();
        Fp12 fx6 = fx4 * fx2;
        Fp12 fxx6 = PowNegatedParameter(fx6);
        Fp12 fxxx12 = PowNegatedParameter(fxx6.CyclotomicSquare());
        Fp12 a = fxxx12.Conjugate() * fxx6 * fx6.Conjugate();
        Fp12 b = a * fx2;
        Fp12 c = a * fxx6 * f;
        Fp12 d = b.Frobenius(1) * c;
        Fp12 e = a.Frobenius(2) * d;
        return (f.Conjugate() * b).Frobenius(3) * e;
    }

    /// <summary>f^-x in the cyclotomic subgroup, where the inverse is the conjugate.</summary>
    static Fp12 PowNegatedParameter(in Fp12 f)
    {
        Fp12 cube = f.CyclotomicSquare() * f;
        Fp12 inverse = f.Conjugate();
        Fp12 inverseCube = cube.Conjugate();
        Fp12 result = f;
        foreach (sbyte digit in ParameterDigits)
        {
            result = result.CyclotomicSquare();
            result = digit switch
            {
                1 => result * f,
                3 => result * cube,
                -1 => result * inverse,
                -3 => result * inverseCube,
                _ => result,
            };
        }

        return result.Conjugate();
    }
}

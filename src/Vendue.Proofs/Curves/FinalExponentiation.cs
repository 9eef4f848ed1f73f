using System.Diagnostics;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Vectors;

namespace Vendue.Proofs.Curves;

/// <summary>
/// The pairing's final exponentiation: (p^6 - 1)(p^2 + 1) by Frobenius maps, then 2x(6x^2 + 3x + 1)(p^4 - p^2 + 1)/r by the
/// addition chain of Fuentes-Castañeda, Knapp and Rodríguez-Henríquez 2011. The extra factor 2x(6x^2 + 3x + 1) is prime to r,
/// so the result is as good a pairing; snarkjs and libff raise to the same power.
/// </summary>
static class FinalExponentiation
{
    /// <summary>
    /// The curve's parameter x in digits of 0, +-1, -15, +-19, after the leading one. Of all sets of three sizes below 64 these take
    /// the fewest products: eleven, and two for the table.
    /// </summary>
    static ReadOnlySpan<sbyte> ParameterDigits =>
    [
        0, 0, 0, 0, 0, 0, 0, 19, 1, 0, 0, 0, 0, 0, 19, 0,
        0, 0, 0, 0, 0, 19, 0, 0, 0, 0, 0, -19, 0, 0, 0, 0,
        0, 0, 0, 19, 0, -1, 0, 0, 0, 0, -19, 0, 0, 0, 0, 0,
        0, 19, 0, 0, -19, 0, 0, 0, 0, 0, 0, 0, 0, -15,
    ];

    /// <summary>Raises a Miller value to the final power.</summary>
    /// <param name="value">Not zero.</param>
    /// <returns>An element of order r, or one.</returns>
    public static Fp12 Apply(in Fp12 value)
    {
        Fp12 unitary = value.Conjugate() * value.Inverse();
        return FpVector.IsSupported ? AfterInversion(Fp12Vector.Of(unitary)).ToElement() : AfterInversion(unitary);
    }

    /// <summary>All but the only step that divides.</summary>
    /// <typeparam name="T">How elements of Fp12 are stored.</typeparam>
    /// <param name="unitary">The (p^6 - 1)-th power of the Miller value.</param>
    /// <returns>The final power.</returns>
    internal static T AfterInversion<T>(in T unitary)
        where T : struct, ICyclotomic<T> => HardPart(unitary.Frobenius(2) * unitary);

    static T HardPart<T>(in T f)
        where T : struct, ICyclotomic<T>
    {
        T fx = PowNegatedParameter(f);
        T fx2 = fx.CyclotomicSquare();
        T fx4 = fx2.CyclotomicSquare();
        T fx6 = fx4 * fx2;
        T fxx6 = PowNegatedParameter(fx6);
        T fxxx12 = PowNegatedParameter(fxx6.CyclotomicSquare());
        T a = fxxx12.Conjugate() * fxx6 * fx6.Conjugate();
        T b = a * fx2;
        T c = a * fxx6 * f;
        T d = b.Frobenius(1) * c;
        T e = a.Frobenius(2) * d;
        return (f.Conjugate() * b).Frobenius(3) * e;
    }

    /// <summary>f^-x in the cyclotomic subgroup, where the inverse is the conjugate.</summary>
    static T PowNegatedParameter<T>(in T f)
        where T : struct, ICyclotomic<T>
    {
        T inverse = f.Conjugate();
        T fourth = f.CyclotomicSquare().CyclotomicSquare();
        T fifteenth = fourth.CyclotomicSquare().CyclotomicSquare() * inverse;
        T nineteenth = fifteenth * fourth;
        T inverseFifteenth = fifteenth.Conjugate();
        T inverseNineteenth = nineteenth.Conjugate();
        T result = f;
        foreach (sbyte digit in ParameterDigits)
        {
            result = result.CyclotomicSquare();
            result = digit switch
            {
                0 => result,
                1 => result * f,
                -1 => result * inverse,
                19 => result * nineteenth,
                -19 => result * inverseNineteenth,
                -15 => result * inverseFifteenth,
                _ => throw new UnreachableException(),
            };
        }

        return result.Conjugate();
    }
}

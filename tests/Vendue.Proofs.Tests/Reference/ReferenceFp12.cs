using System.Numerics;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Tests.Reference;

/// <summary>
/// Fp12 without a tower: polynomials in w of degree eleven over Fp, modulo w^12 - 18 w^6 + 82, the minimal polynomial of the
/// sixth root of 9 + u. So u is w^6 - 9.
/// </summary>
static class ReferenceFp12
{
    const int Degree = 12;

    public static BigInteger[] Of(in Fp12 value)
    {
        Fp2[] byPower = [value.C0.C0, value.C1.C0, value.C0.C1, value.C1.C1, value.C0.C2, value.C1.C2];
        var coefficients = new BigInteger[Degree];
        for (int i = 0; i < byPower.Length; i++)
        {
            ReferenceFp2 each = ReferenceFp2.Of(byPower[i]);
            coefficients[i] = Mod(each.A - (9 * each.B));
            coefficients[i + 6] = each.B;
        }

        return coefficients;
    }

    public static BigInteger[] Add(BigInteger[] left, BigInteger[] right) => [.. left.Zip(right, (a, b) => Mod(a + b))];

    public static BigInteger[] Multiply(BigInteger[] left, BigInteger[] right)
    {
        var product = new BigInteger[(2 * Degree) - 1];
        for (int i = 0; i < Degree; i++)
        {
            for (int j = 0; j < Degree; j++)
                product[i + j] += left[i] * right[j];
        }

        for (int i = product.Length - 1; i >= Degree; i--)
        {
            product[i - 6] += 18 * product[i];
            product[i - 12] -= 82 * product[i];
        }

        return [.. product[..Degree].Select(Mod)];
    }

    static BigInteger Mod(BigInteger value) => ((value % ReferenceFp2.P) + ReferenceFp2.P) % ReferenceFp2.P;
}

using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Tests.Curves;

/// <summary>Points of the twist outside the subgroup, which is all but one in 2^254 of them.</summary>
static class OffSubgroup
{
    static readonly UInt256 RootExponent = UInt256.FromBigInteger((Fp.Modulus.ToBigInteger() + 1) / 4);

    public static IEnumerable<AffinePoint<Fp2>> Points(int count)
    {
        for (ulong i = 1; count > 0; i++)
        {
            var x = new Fp2(Fp.FromInteger(i), Fp.One);
            if (TrySquareRoot((x.Square() * x) + G2.B, out Fp2 y))
            {
                count--;
                yield return new AffinePoint<Fp2>(x, y);
            }
        }
    }

    /// <summary>The complex method: p is 3 mod 4.</summary>
    static bool TrySquareRoot(Fp2 value, out Fp2 root)
    {
        Fp norm = (value.C0.Square() + value.C1.Square()).Pow(RootExponent);
        foreach (Fp signed in (Fp[])[norm, -norm])
        {
            Fp real = (value.C0 + signed).Halve().Pow(RootExponent);
            root = new Fp2(real, value.C1 * real.Double().Inverse());
            if (root.Square() == value)
                return true;
        }

        root = default;
        return false;
    }
}

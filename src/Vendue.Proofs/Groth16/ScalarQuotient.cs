using Vendue.Proofs.Fields;
using Vendue.Proofs.Transforms;

namespace Vendue.Proofs.Groth16;

/// <summary>Quotients element by element.</summary>
/// <param name="key">The circuit's proving key.</param>
sealed class ScalarQuotient(ZKey key) : Quotient
{
    const int FewestRows = 64;

    /// <summary>2^256: sides are 2^-256 times their values, and their products 2^-512; an integer is an element's 2^-256.</summary>
    static readonly Fr Scale = Fr.FromMontgomery(ScalarModulus.RSquared);
    readonly ScalarTransform transform = new(key.LogDomainSize);

    /// <inheritdoc/>
    public override UInt256[] OnOddCoset(Witness witness, ParallelOptions options)
    {
        int size = 1 << key.LogDomainSize;
        var a = new Fr[size];
        var b = new Fr[size];
        var c = new Fr[size];
        var quotient = new UInt256[size];
        try
        {
            Fill(witness, a, b, c, quotient, options);
        }
        finally
        {
            foreach (Fr[] secret in (Fr[][])[a, b, c])
                Array.Clear(secret);
        }

        return quotient;
    }

    void Fill(Witness witness, Fr[] a, Fr[] b, Fr[] c, UInt256[] quotient, ParallelOptions options)
    {
        Ranges.Run(quotient.Length, FewestRows, options, (from, to) =>
        {
            ReadOnlySpan<Fr> values = Scaled(witness);
            for (int row = from; row < to; row++)
            {
                a[row] = key.A.Multiply(row, values);
                b[row] = key.B.Multiply(row, values);
                c[row] = a[row] * b[row];
            }
        });
        transform.MoveToOddCoset(a, options);
        transform.MoveToOddCoset(b, options);
        transform.MoveToOddCoset(c, options);
        Ranges.Run(quotient.Length, FewestRows, options, (from, to) =>
        {
            for (int row = from; row < to; row++)
                quotient[row] = (((a[row] * b[row]) - c[row]) * Scale).ToMontgomery();
        });
    }
}

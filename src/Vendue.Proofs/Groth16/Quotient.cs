using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Groth16;

/// <summary>
/// The quotient of a proof, times the polynomial that vanishes on the domain: it exists where the witness keeps all constraints.
/// </summary>
/// <param name="key">The circuit's proving key.</param>
sealed class Quotient(ZKey key)
{
    readonly EvaluationDomain domain = new(key.LogDomainSize);

    /// <summary>
    /// The values of A B - C on the odd coset, where A, B, C interpolate the constraints' sides. The polynomial has fewer than
    /// twice as many coefficients as the domain has points and vanishes on the domain, so these values determine it.
    /// </summary>
    /// <param name="witness">A value for each wire.</param>
    /// <param name="options">Threads and cancellation.</param>
    /// <returns>A value for each point. They tell of the witness: clear them after use.</returns>
    public UInt256[] OnOddCoset(Witness witness, ParallelOptions options)
    {
        Fr[] values = witness.ToField();
        var a = new Fr[domain.Size];
        var b = new Fr[domain.Size];
        var c = new Fr[domain.Size];
        var quotient = new UInt256[domain.Size];
        try
        {
            FillQuotient(values, a, b, c, quotient, options);
        }
        finally
        {
            foreach (Fr[] secret in (Fr[][])[values, a, b, c])
                Array.Clear(secret);
        }

        return quotient;
    }

    void FillQuotient(Fr[] values, Fr[] a, Fr[] b, Fr[] c, UInt256[] quotient, ParallelOptions options)
    {
        ForEachPoint(options, row =>
        {
            a[row] = key.A.Multiply(row, values);
            b[row] = key.B.Multiply(row, values);
            c[row] = a[row] * b[row];
        });
        domain.MoveToOddCoset(a, options);
        domain.MoveToOddCoset(b, options);
        domain.MoveToOddCoset(c, options);
        ForEachPoint(options, row => quotient[row] = ((a[row] * b[row]) - c[row]).ToInteger());
    }

    void ForEachPoint(ParallelOptions options, Action<int> body)
    {
        const int run = 256;
        Parallel.For(0, (domain.Size + run - 1) / run, options, index =>
        {
            int end = Math.Min((index + 1) * run, domain.Size);
            for (int row = index * run; row < end; row++)
                body(row);
        });
    }
}

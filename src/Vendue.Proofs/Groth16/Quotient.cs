using System.Runtime.InteropServices;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Transforms;

namespace Vendue.Proofs.Groth16;

/// <summary>
/// The quotient of a proof, times the polynomial that vanishes on the domain: it exists where the witness keeps all constraints.
/// </summary>
abstract class Quotient
{
    /// <summary>Prepares for a circuit, with what this machine has.</summary>
    /// <param name="key">The circuit's proving key.</param>
    /// <returns>The way to its quotients.</returns>
    public static Quotient For(ZKey key) =>
        VectorTransform.Supports(key.LogDomainSize) ? new VectorQuotient(key) : new ScalarQuotient(key);

    /// <summary>
    /// The values of A B - C on the odd coset, where A, B, C interpolate the constraints' sides. The polynomial has fewer than
    /// twice as many coefficients as the domain has points and vanishes on the domain, so these values determine it.
    /// </summary>
    /// <param name="witness">A value for each wire.</param>
    /// <param name="options">Threads and cancellation.</param>
    /// <returns>A value for each point. They tell of the witness: clear them after use.</returns>
    public abstract UInt256[] OnOddCoset(Witness witness, ParallelOptions options);

    /// <summary>
    /// The values of a witness as the elements that they are in memory: 2^-256 times their values. Rows times these need no
    /// conversion before them, and what becomes of the factor is made good at the end.
    /// </summary>
    /// <param name="witness">A value for each wire.</param>
    /// <returns>An element for each wire.</returns>
    protected static ReadOnlySpan<Fr> Scaled(Witness witness) => MemoryMarshal.Cast<UInt256, Fr>(witness.Values.Span);
}

using Vendue.Proofs.Transforms;

namespace Vendue.Proofs.Fields;

/// <summary>The 2^k-th roots of unity of Fr, and polynomials by their values on them.</summary>
public sealed class EvaluationDomain
{
    /// <summary>r - 1 is divisible by 2^28 and no higher power.</summary>
    public const int MaxLogSize = 28;
    const ulong NonResidue = 5;
    readonly VectorTransform? vectors;
    readonly ScalarTransform? scalars;

    /// <summary>Prepares a domain.</summary>
    /// <param name="logSize">Binary logarithm of the size, 0 to 27.</param>
    public EvaluationDomain(int logSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(logSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(logSize, MaxLogSize);
        LogSize = logSize;
        if (VectorTransform.Supports(logSize))
            vectors = new VectorTransform(logSize);
        else
            scalars = new ScalarTransform(logSize);
    }

    /// <summary>Binary logarithm of the size.</summary>
    public int LogSize { get; }

    /// <summary>Number of points.</summary>
    public int Size => 1 << LogSize;

    /// <summary>The primitive 2^logSize-th root of unity that snarkjs uses: 5^((r-1)/2^logSize).</summary>
    /// <param name="logSize">0 to 28.</param>
    /// <returns>The root.</returns>
    public static Fr RootOfUnity(int logSize) =>
        Fr.FromInteger(NonResidue).Pow(UInt256.FromBigInteger((Fr.Modulus.ToBigInteger() - 1) >> logSize));

    /// <summary>
    /// Takes the values of a polynomial on the domain and replaces them by its values on the odd coset, the domain times a
    /// primitive root of twice its order.
    /// </summary>
    /// <param name="values">As many values as the domain has points.</param>
    /// <param name="options">Threads and cancellation.</param>
    public void MoveToOddCoset(Fr[] values, ParallelOptions options)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(options);
        if (values.Length != Size)
            throw new ArgumentException("There must be one value for each point of the domain.", nameof(values));
        vectors?.MoveToOddCoset(values, options);
        scalars?.MoveToOddCoset(values, options);
    }
}

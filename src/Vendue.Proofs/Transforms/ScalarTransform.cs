using System.Numerics;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Transforms;

/// <summary>
/// Number-theoretic transforms element by element. Values to coefficients runs by decimation in frequency, natural order to
/// bit-reversed; coefficients to values by decimation in time, back to natural order: nothing is ever permuted.
/// </summary>
sealed class ScalarTransform
{
    const int LeafSize = 1 << 10;

    /// <summary>For every half-size h, entries h to 2h - 1 hold the powers of a primitive 2h-th root.</summary>
    readonly Fr[] roots;
    readonly Fr[] inverseRoots;

    /// <summary>Odd coset representative to the i, over the size, at the bit-reversed place of i.</summary>
    readonly Fr[] cosetShifts;

    /// <summary>Prepares transforms of one size.</summary>
    /// <param name="logSize">Binary logarithm of the size, 0 to 27.</param>
    public ScalarTransform(int logSize)
    {
        roots = RootTable(logSize, inverse: false);
        inverseRoots = RootTable(logSize, inverse: true);
        cosetShifts = CosetShifts(logSize);
    }

    int Size => cosetShifts.Length;

    /// <summary>Replaces values on the domain by those on the odd coset; see <see cref="EvaluationDomain.MoveToOddCoset"/>.</summary>
    /// <param name="values">As many values as the domain has points.</param>
    /// <param name="options">Threads and cancellation.</param>
    public void MoveToOddCoset(Fr[] values, ParallelOptions options)
    {
        ToScaledCoefficients(values, options);
        ForRanges(values.Length, options, (from, to) =>
        {
            for (int i = from; i < to; i++)
                values[i] *= cosetShifts[i];
        });
        ToValues(values, options);
    }

    /// <summary>Coefficients in bit-reversed order to values in natural order.</summary>
    /// <param name="data">The coefficients, replaced.</param>
    /// <param name="options">Threads and cancellation.</param>
    public void ToValues(Fr[] data, ParallelOptions options)
    {
        CheckLength(data);
        int block = Math.Max(data.Length / Blocks(options), 1);
        ForBlocks(data.Length / block, options, index => TimeRecursive(data, index * block, block, options.CancellationToken));
        for (int half = block; half < data.Length; half *= 2)
            ForButterflies(data.Length, half, options, (low, root, length) => TimeButterflies(data, low, half, root, length));
    }

    /// <summary>Values in natural order to coefficients in bit-reversed order, each times the size of the domain.</summary>
    /// <param name="data">The values, replaced.</param>
    /// <param name="options">Threads and cancellation.</param>
    public void ToScaledCoefficients(Fr[] data, ParallelOptions options)
    {
        CheckLength(data);
        int block = Math.Max(data.Length / Blocks(options), 1);
        for (int half = data.Length / 2; half >= block; half /= 2)
            ForButterflies(data.Length, half, options, (low, root, length) => FrequencyButterflies(data, low, half, root, length));
        ForBlocks(data.Length / block, options, index => FrequencyRecursive(data, index * block, block, options.CancellationToken));
    }

    static int Blocks(ParallelOptions options) =>
        (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, options.MaxDegreeOfParallelism));

    static void ForBlocks(int blocks, ParallelOptions options, Action<int> body) => Parallel.For(0, blocks, options, body);

    static void ForRanges(int length, ParallelOptions options, Action<int, int> body)
    {
        int parts = Math.Min(Blocks(options), length);
        Parallel.For(0, parts, options, part => body((int)((long)length * part / parts), (int)((long)length * (part + 1) / parts)));
    }

    /// <summary>Runs one stage's butterflies in equal runs that each lie within one block.</summary>
    static void ForButterflies(int length, int half, ParallelOptions options, Action<int, int, int> body)
    {
        int run = Math.Max(1, Math.Min(half, length / 2 / Blocks(options)));
        Parallel.For(0, length / 2 / run, options, index =>
        {
            int first = index * run;
            int root = first & (half - 1);
            body((2 * (first - root)) + root, root, run);
        });
    }

    static Fr[] RootTable(int logSize, bool inverse)
    {
        var table = new Fr[1 << logSize];
        for (int log = 0; log < logSize; log++)
        {
            Fr root = EvaluationDomain.RootOfUnity(log + 1);
            if (inverse)
                root = root.Inverse();
            Fr power = Fr.One;
            for (int i = 1 << log; i < 2 << log; i++)
            {
                table[i] = power;
                power *= root;
            }
        }

        return table;
    }

    static Fr[] CosetShifts(int logSize)
    {
        var shifts = new Fr[1 << logSize];
        Fr root = EvaluationDomain.RootOfUnity(logSize + 1);
        Fr power = Fr.FromInteger((ulong)shifts.Length).Inverse();
        uint reversed = 0;
        for (int i = 0; i < shifts.Length; i++)
        {
            shifts[reversed] = power;
            power *= root;
            uint bit = (uint)shifts.Length >> 1;
            for (; (reversed & bit) != 0; bit >>= 1)
                reversed ^= bit;
            reversed |= bit;
        }

        return shifts;
    }

    void TimeRecursive(Fr[] data, int offset, int length, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (length > LeafSize)
        {
            TimeRecursive(data, offset, length / 2, cancellation);
            TimeRecursive(data, offset + (length / 2), length / 2, cancellation);
            TimeButterflies(data, offset, length / 2, 0, length / 2);
            return;
        }

        for (int half = 1; half < length; half *= 2)
        {
            for (int block = offset; block < offset + length; block += 2 * half)
                TimeButterflies(data, block, half, 0, half);
        }
    }

    void FrequencyRecursive(Fr[] data, int offset, int length, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (length > LeafSize)
        {
            FrequencyButterflies(data, offset, length / 2, 0, length / 2);
            FrequencyRecursive(data, offset, length / 2, cancellation);
            FrequencyRecursive(data, offset + (length / 2), length / 2, cancellation);
            return;
        }

        for (int half = length / 2; half >= 1; half /= 2)
        {
            for (int block = offset; block < offset + length; block += 2 * half)
                FrequencyButterflies(data, block, half, 0, half);
        }
    }

    void TimeButterflies(Fr[] data, int low, int half, int root, int length)
    {
        Span<Fr> lows = data.AsSpan(low, length);
        Span<Fr> highs = data.AsSpan(low + half, length);
        ReadOnlySpan<Fr> factors = roots.AsSpan(half + root, length);
        for (int i = 0; i < lows.Length; i++)
        {
            Fr turned = highs[i] * factors[i];
            highs[i] = lows[i] - turned;
            lows[i] += turned;
        }
    }

    void FrequencyButterflies(Fr[] data, int low, int half, int root, int length)
    {
        Span<Fr> lows = data.AsSpan(low, length);
        Span<Fr> highs = data.AsSpan(low + half, length);
        ReadOnlySpan<Fr> factors = inverseRoots.AsSpan(half + root, length);
        for (int i = 0; i < lows.Length; i++)
        {
            Fr difference = lows[i] - highs[i];
            lows[i] += highs[i];
            highs[i] = difference * factors[i];
        }
    }

    void CheckLength(Fr[] data)
    {
        if (data.Length != Size)
            throw new ArgumentException("There must be one value for each point of the domain.", nameof(data));
    }
}

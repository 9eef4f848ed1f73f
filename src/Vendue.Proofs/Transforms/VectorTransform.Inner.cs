using System.Runtime.CompilerServices;
using Vendue.Proofs.Vectors;

namespace Vendue.Proofs.Transforms;

/// <content>
/// The stages that all eight places share. Two stages are one step over a block's four quarters; between a block's steps there and
/// back lie those of its quarters, so that what fits a cache stays in it from its last coefficients' stage to its first values'.
/// </content>
sealed partial class VectorTransform
{
    const int FewestSteps = 64;

    /// <summary>Steps between two looks at the token.</summary>
    const int StepsAtOnce = 1 << 13;

    /// <summary>All stages but those of <see cref="Enter"/> and <see cref="Leave"/>.</summary>
    /// <param name="polynomials">Polynomials that have all entered.</param>
    /// <param name="options">Threads and cancellation.</param>
    public void Move(AlignedBuffer<FrVector>[] polynomials, ParallelOptions options)
    {
        // Enough blocks for every thread to have some when another has yet to finish its own.
        int blocks = 1;
        while (options.MaxDegreeOfParallelism != 1 && polynomials.Length * blocks < 4L * options.MaxDegreeOfParallelism && part / blocks > 64)
            blocks *= 4;
        for (int count = 1; count < blocks; count *= 4)
            ForSteps(polynomials, count, options, FrequencySteps);
        Ranges.Run(polynomials.Length * blocks, 1, options, (from, to) =>
        {
            for (int i = from; i < to; i++)
                Move(ref polynomials[i / blocks][i % blocks * (part / blocks)], part / blocks, options.CancellationToken);
        });
        for (int count = blocks / 4; count >= 1; count /= 4)
            ForSteps(polynomials, count, options, TimeSteps);
    }

    delegate void Steps(ref FrVector block, int length, int from, int to);

    /// <summary>One step over all blocks, in parallel.</summary>
    void ForSteps(AlignedBuffer<FrVector>[] polynomials, int blocks, ParallelOptions options, Steps steps)
    {
        int length = part / blocks;
        int quarter = length / 4;
        Ranges.Run(polynomials.Length * blocks * quarter, FewestSteps, options, (from, to) =>
        {
            while (from < to)
            {
                int block = from / quarter;
                int end = Math.Min(to, (block + 1) * quarter);
                steps(ref polynomials[block / blocks][block % blocks * length], length, from - (block * quarter), end - (block * quarter));
                from = end;
            }
        });
    }

    void Move(ref FrVector block, int length, CancellationToken cancellation)
    {
        if (length == 4)
        {
            MoveFour(ref block);
            return;
        }

        if (length == 2)
        {
            FrVector.SumAndDifferenceReduced(ref block, ref Unsafe.Add(ref block, 1));
            FrVector.TimeReduced(ref block, ref Unsafe.Add(ref block, 1), new FrVector.OneFactor(in forward.Factor(1, 0)));
            return;
        }

        int quarter = length / 4;
        for (int from = 0; from < quarter; from += StepsAtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            FrequencySteps(ref block, length, from, Math.Min(quarter, from + StepsAtOnce));
        }

        for (int i = 0; i < 4; i++)
            Move(ref Unsafe.Add(ref block, i * quarter), quarter, cancellation);
        for (int from = 0; from < quarter; from += StepsAtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            TimeSteps(ref block, length, from, Math.Min(quarter, from + StepsAtOnce));
        }
    }

    /// <summary>The factors of the last two stages before coefficients are 1, but for one.</summary>
    void MoveFour(ref FrVector block)
    {
        ref FrVector x1 = ref Unsafe.Add(ref block, 1);
        ref FrVector x2 = ref Unsafe.Add(ref block, 2);
        ref FrVector x3 = ref Unsafe.Add(ref block, 3);
        FrVector.SumAndDifference(ref block, ref x2);
        FrVector.Frequency(ref x1, ref x3, new FrVector.OneFactor(in inverse.Factor(2, 1)));
        FrVector.SumAndDifferenceReduced(ref block, ref x1);
        FrVector.SumAndDifferenceReduced(ref x2, ref x3);
        TimeSteps(ref block, 4, 0, 1);
    }

    /// <summary>Two stages from values to coefficients.</summary>
    void FrequencySteps(ref FrVector block, int length, int from, int to)
    {
        int quarter = length / 4;
        for (int i = from; i < to; i++)
        {
            ref FrVector x0 = ref Unsafe.Add(ref block, i);
            ref FrVector x1 = ref Unsafe.Add(ref x0, quarter);
            ref FrVector x2 = ref Unsafe.Add(ref x1, quarter);
            ref FrVector x3 = ref Unsafe.Add(ref x2, quarter);
            var last = new FrVector.OneFactor(in inverse.Factor(quarter, i));
            FrVector.Frequency(ref x0, ref x2, new FrVector.OneFactor(in inverse.Factor(2 * quarter, i)));
            FrVector.Frequency(ref x1, ref x3, new FrVector.OneFactor(in inverse.Factor(2 * quarter, quarter + i)));
            FrVector.FrequencyReduced(ref x0, ref x1, last);
            FrVector.FrequencyReduced(ref x2, ref x3, last);
        }
    }

    /// <summary>Two stages from coefficients to values.</summary>
    void TimeSteps(ref FrVector block, int length, int from, int to)
    {
        int quarter = length / 4;
        for (int i = from; i < to; i++)
        {
            ref FrVector x0 = ref Unsafe.Add(ref block, i);
            ref FrVector x1 = ref Unsafe.Add(ref x0, quarter);
            ref FrVector x2 = ref Unsafe.Add(ref x1, quarter);
            ref FrVector x3 = ref Unsafe.Add(ref x2, quarter);
            var first = new FrVector.OneFactor(in forward.Factor(quarter, i));
            FrVector.Time(ref x0, ref x1, first);
            FrVector.Time(ref x2, ref x3, first);
            FrVector.TimeReduced(ref x0, ref x2, new FrVector.OneFactor(in forward.Factor(2 * quarter, i)));
            FrVector.TimeReduced(ref x1, ref x3, new FrVector.OneFactor(in forward.Factor(2 * quarter, quarter + i)));
        }
    }
}

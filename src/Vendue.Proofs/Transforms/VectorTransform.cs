using System.Runtime.CompilerServices;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Vectors;

namespace Vendue.Proofs.Transforms;

/// <summary>
/// Moves polynomials from their values on a domain to those on its odd coset, eight elements side by side. The n elements are
/// taken as eight parts of n/8. The three stages that combine elements of different parts work on vectors of elements of one
/// part; between them, place s of vector i holds element i of part s, and all stages there do the same to all eight places.
/// <para>
/// Values become coefficients by decimation in frequency, and these become values by decimation in time, so nothing is ever
/// permuted. What turns the domain into its coset is part of the second transform's factors: a stage that spans h elements takes
/// the odd powers of a primitive 4h-th root. Nothing is divided by n: results are n times the values.
/// </para>
/// </summary>
sealed partial class VectorTransform
{
    /// <summary>Elements of a part that enter or leave together: two vectors, of its even and of its odd ones.</summary>
    public const int UnitColumns = 2 * FrVector.Count;

    /// <summary>Vectors that enter or leave together: first the even ones of each of the eight parts, then the odd ones.</summary>
    public const int UnitVectors = 2 * FrVector.Count;

    const int Parts = FrVector.Count;
    const int FewestUnits = 1;
    const int MinLogSize = 7;

    /// <summary>An array of bytes holds 40 of them for each of 2^25 elements, and not for twice as many.</summary>
    const int MaxLogSize = 25;
    readonly int part;
    readonly TwiddleTable inverse;
    readonly TwiddleTable forward;

    /// <summary>Computes the factors: 80 bytes for each element.</summary>
    /// <param name="logSize">Binary logarithm of the number of elements.</param>
    public VectorTransform(int logSize)
    {
        part = 1 << (logSize - 3);
        Fr root = EvaluationDomain.RootOfUnity(logSize);
        inverse = new TwiddleTable(logSize, Fr.One, root.Inverse());
        forward = new TwiddleTable(logSize, EvaluationDomain.RootOfUnity(logSize + 1), root);
    }

    /// <summary>Elements of each of the eight parts.</summary>
    public int PartLength => part;

    /// <summary>How many times sixteen elements of every part there are.</summary>
    public int Units => part / UnitColumns;

    /// <summary>Whether this machine and this size are for vectors.</summary>
    /// <param name="logSize">Binary logarithm of the number of elements.</param>
    /// <returns>False where <see cref="ScalarTransform"/> does the work.</returns>
    public static bool Supports(int logSize) => FrVector.IsSupported && logSize is >= MinLogSize and <= MaxLogSize;

    /// <summary>Room for a polynomial: 40 bytes for each element.</summary>
    /// <returns>The room.</returns>
    public AlignedBuffer<FrVector> NewPolynomial() => new(part);

    /// <summary>Replaces values on the domain by those on the odd coset.</summary>
    /// <param name="values">As many values as the domain has points.</param>
    /// <param name="options">Threads and cancellation.</param>
    public void MoveToOddCoset(Fr[] values, ParallelOptions options)
    {
        AlignedBuffer<FrVector> polynomial = NewPolynomial();
        Ranges.Run(Units, FewestUnits, options, (from, to) =>
        {
            var scratch = new AlignedBuffer<FrVector>(UnitVectors);
            for (int unit = from; unit < to; unit++)
            {
                for (int s = 0; s < Parts; s++)
                    Load(in values[(s * part) + (unit * UnitColumns)], ref scratch[0], s);
                Enter(ref scratch[0], polynomial, unit);
            }
        });
        Move([polynomial], options);

        // What is loaded counts for twice itself, and what is stored for half.
        var scale = FrVector.Broadcast(Fr.FromInteger((ulong)values.Length).Inverse());
        Ranges.Run(Units, FewestUnits, options, (from, to) =>
        {
            var scratch = new AlignedBuffer<FrVector>(UnitVectors);
            for (int unit = from; unit < to; unit++)
            {
                Leave(polynomial, unit, ref scratch[0]);
                for (int i = 0; i < UnitVectors; i++)
                    FrVector.Multiply(in scratch[i], in scale, out scratch[i]);
                for (int s = 0; s < Parts; s++)
                    Store(ref scratch[0], s, ref values[(s * part) + (unit * UnitColumns)]);
            }
        });
        polynomial.Clear();
    }

    /// <summary>Loads sixteen elements of a part; here they stand for twice their value.</summary>
    /// <param name="elements">The first of them.</param>
    /// <param name="scratch">The first of a unit's vectors.</param>
    /// <param name="s">The part.</param>
    public static void Load(ref readonly Fr elements, ref FrVector scratch, int s)
    {
        ref FrVector even = ref Unsafe.Add(ref scratch, s);
        ref FrVector odd = ref Unsafe.Add(ref scratch, Parts + s);
        FrVector.LoadPairs(in Unsafe.As<Fr, ulong>(ref Unsafe.AsRef(in elements)), stride: 8, out even, out odd);
        FrVector.Reduce(ref even);
        FrVector.Reduce(ref odd);
    }

    /// <summary>Stores sixteen elements of a part, reduced; the inverse of <see cref="Load"/>.</summary>
    /// <param name="scratch">The first of a unit's vectors.</param>
    /// <param name="s">The part.</param>
    /// <param name="elements">The first place for them.</param>
    public static void Store(ref FrVector scratch, int s, ref Fr elements) => FrVector.StorePairs(
        in Unsafe.Add(ref scratch, s), in Unsafe.Add(ref scratch, Parts + s), ref Unsafe.As<Fr, ulong>(ref elements), stride: 8);

    /// <summary>The first three stages from values to coefficients, for a unit of elements.</summary>
    /// <param name="scratch">The first of the unit's vectors, of weight 1; overwritten.</param>
    /// <param name="polynomial">Where they go.</param>
    /// <param name="unit">Index of the unit.</param>
    public void Enter(ref FrVector scratch, AlignedBuffer<FrVector> polynomial, int unit)
    {
        for (int parity = 0; parity < 2; parity++)
        {
            int index = (2 * unit) + parity;
            ref FrVector x = ref Unsafe.Add(ref scratch, parity * Parts);
            for (int s = 0; s < 4; s++)
                FrVector.Frequency(ref Unsafe.Add(ref x, s), ref Unsafe.Add(ref x, s + 4), Factor(inverse, 4, s, index));
            for (int s = 0; s < 6; s += s == 1 ? 3 : 1)
                FrVector.FrequencyReduced(ref Unsafe.Add(ref x, s), ref Unsafe.Add(ref x, s + 2), Factor(inverse, 2, s & 1, index));
            for (int s = 0; s < Parts; s += 2)
                FrVector.FrequencyReduced(ref Unsafe.Add(ref x, s), ref Unsafe.Add(ref x, s + 1), Factor(inverse, 1, 0, index));
            FrVector.Transpose(in x, 1, ref polynomial[(unit * UnitColumns) + parity], 2);
        }
    }

    /// <summary>The last three stages from coefficients to values, for a unit of elements.</summary>
    /// <param name="polynomial">Where they come from.</param>
    /// <param name="unit">Index of the unit.</param>
    /// <param name="scratch">The first place for the unit's vectors, which come out reduced.</param>
    public void Leave(AlignedBuffer<FrVector> polynomial, int unit, ref FrVector scratch)
    {
        for (int parity = 0; parity < 2; parity++)
        {
            int index = (2 * unit) + parity;
            ref FrVector x = ref Unsafe.Add(ref scratch, parity * Parts);
            FrVector.Transpose(in polynomial[(unit * UnitColumns) + parity], 2, ref x, 1);
            for (int s = 0; s < Parts; s += 2)
                FrVector.Time(ref Unsafe.Add(ref x, s), ref Unsafe.Add(ref x, s + 1), Factor(forward, 1, 0, index));
            for (int s = 0; s < 6; s += s == 1 ? 3 : 1)
                FrVector.TimeReduced(ref Unsafe.Add(ref x, s), ref Unsafe.Add(ref x, s + 2), Factor(forward, 2, s & 1, index));
            for (int s = 0; s < 4; s++)
                FrVector.TimeReduced(ref Unsafe.Add(ref x, s), ref Unsafe.Add(ref x, s + 4), Factor(forward, 4, s, index));
        }
    }

    /// <summary>The factors of the butterfly between two parts that lie some parts apart.</summary>
    FrVector.EachFactor Factor(TwiddleTable table, int apart, int s, int index) =>
        new(in table.Vector(apart * part, (s * part / FrVector.Count) + index));
}

using System.Runtime.CompilerServices;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Vectors;

namespace Vendue.Proofs.Transforms;

/// <summary>
/// The factors of all stages of one transform. The stage whose butterflies span h elements has h factors: a first one times the
/// powers of a primitive 2h-th root; each stage's are the squares of the next larger stage's. The three largest stages
/// combine elements side by side, and theirs are vectors in the order of <see cref="VectorTransform"/>; the others work on
/// eight parts of the data that all take the same factor.
/// </summary>
sealed class TwiddleTable
{
    const int Unit = VectorTransform.UnitColumns;

    /// <summary>Stages h = n/8, n/4 and n/2, one after the other.</summary>
    readonly AlignedBuffer<FrVector> vectors;

    /// <summary>The factors of stage h from entry h on, for h below n/8; five limbs each.</summary>
    readonly double[] factors;
    readonly int eighth;

    /// <summary>Computes the factors.</summary>
    /// <param name="logSize">Binary logarithm of the transform's size, 7 or more.</param>
    /// <param name="first">The largest stage's first factor.</param>
    /// <param name="root">A primitive root of unity of the transform's size.</param>
    public TwiddleTable(int logSize, Fr first, Fr root)
    {
        eighth = 1 << (logSize - 3);
        vectors = new AlignedBuffer<FrVector>(7 * eighth / FrVector.Count);
        factors = new double[eighth * FrVector.Limbs];
        FillLargest(first, root);
        Square(4 * eighth, 2 * eighth);
        Square(2 * eighth, eighth);
        FillFactors(first, root);
    }

    /// <summary>A stage's factors for a vector.</summary>
    /// <param name="stage">n/8, n/4 or n/2.</param>
    /// <param name="index">Index of the vector.</param>
    /// <returns>A normal vector.</returns>
    public ref FrVector Vector(int stage, int index) => ref vectors[((stage - eighth) / FrVector.Count) + index];

    /// <summary>A stage's factor, the first limb of five.</summary>
    /// <param name="stage">Below n/8.</param>
    /// <param name="index">Index of the factor.</param>
    /// <returns>The first limb.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref double Factor(int stage, int index) => ref factors[(stage + index) * FrVector.Limbs];

    /// <summary>Powers double: 2k of them are k of them, and these times the k-th power.</summary>
    void FillLargest(Fr first, Fr root)
    {
        int count = 4 * eighth;
        var powers = new Fr[Unit];
        for (int i = 0; i < Unit; i++)
        {
            powers[i] = first;
            first *= root;
        }

        for (int parity = 0; parity < 2; parity++)
            Vector(count, parity) = FrVector.Of([.. Enumerable.Range(0, FrVector.Count).Select(place => powers[(2 * place) + parity])]);
        Fr step = root.Pow(new UInt256(Unit, 0, 0, 0));
        for (int filled = 2; filled < count / FrVector.Count; filled *= 2)
        {
            var factor = FrVector.Broadcast(step);
            for (int i = 0; i < filled; i++)
                FrVector.Multiply(in Vector(count, i), in factor, out Vector(count, filled + i));
            step = step.Square();
        }
    }

    void Square(int from, int to)
    {
        for (int i = 0; i < to / FrVector.Count; i++)
            FrVector.Multiply(in Vector(from, i), in Vector(from, i), out Vector(to, i));
    }

    void FillFactors(Fr first, Fr root)
    {
        var powers = new Fr[FrVector.Count];
        for (int stage = 4 * eighth; stage >= 1; stage /= 2, first = first.Square(), root = root.Square())
        {
            Fr power = first;
            for (int index = 0; stage < eighth && index < stage; index += FrVector.Count)
            {
                for (int place = 0; place < powers.Length; place++)
                {
                    powers[place] = power;
                    power *= root;
                }

                var vector = FrVector.Of(powers);
                for (int place = 0; place < powers.Length && index + place < stage; place++)
                {
                    for (int limb = 0; limb < FrVector.Limbs; limb++)
                        Unsafe.Add(ref Factor(stage, index + place), limb) = FrVector.Limb(in vector, limb)[place];
                }
            }
        }
    }
}

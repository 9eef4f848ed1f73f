using System.Runtime.CompilerServices;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Transforms;
using Vendue.Proofs.Vectors;

namespace Vendue.Proofs.Groth16;

/// <summary>
/// Quotients eight elements side by side. Rows are multiplied as their elements enter the transforms, and the quotient is
/// computed as they leave: the sides never stand in memory but as vectors, 120 bytes for each row.
/// </summary>
sealed class VectorQuotient : Quotient
{
    const int FewestUnits = 1;
    const int A = 0;
    const int B = VectorTransform.UnitVectors;
    const int C = 2 * VectorTransform.UnitVectors;
    const int Difference = 3 * VectorTransform.UnitVectors;
    readonly ZKey key;
    readonly VectorTransform transform;

    /// <summary>The number of rows: sides leave the transforms so many times too large, their product twice so.</summary>
    readonly AlignedBuffer<FrVector> size = new(1);

    /// <summary>What makes integers of what is left: see the constructor.</summary>
    readonly AlignedBuffer<FrVector> scale = new(1);

    /// <summary>Prepares for a circuit.</summary>
    /// <param name="key">The circuit's proving key.</param>
    public VectorQuotient(ZKey key)
    {
        this.key = key;
        transform = new VectorTransform(key.LogDomainSize);
        var rows = Fr.FromInteger(1ul << key.LogDomainSize);
        size[0] = FrVector.Broadcast(rows);

        // The sides' integers are loaded as they are, so that vectors, which hold 2^255 times their elements, hold 2^-255 times the
        // sides. Their products are 2^-510 n^2 times too large, and an integer is to be 2^-255 times what its vector holds.
        Fr radix = Fr.FromInteger(2).Pow(new UInt256(255, 0, 0, 0));
        scale[0] = FrVector.Broadcast(radix * rows.Square().Inverse());
    }

    /// <inheritdoc/>
    public override UInt256[] OnOddCoset(Witness witness, ParallelOptions options)
    {
        AlignedBuffer<FrVector>[] sides = [transform.NewPolynomial(), transform.NewPolynomial(), transform.NewPolynomial()];
        var quotient = new UInt256[1 << key.LogDomainSize];
        try
        {
            Ranges.Run(transform.Units, FewestUnits, options, (from, to) => Enter(witness, sides, from, to));
            transform.Move(sides, options);
            Ranges.Run(transform.Units, FewestUnits, options, (from, to) => Leave(sides, quotient, from, to));
        }
        finally
        {
            foreach (AlignedBuffer<FrVector> secret in sides)
                secret.Clear();
        }

        return quotient;
    }

    void Enter(Witness witness, AlignedBuffer<FrVector>[] sides, int from, int to)
    {
        ReadOnlySpan<Fr> values = Scaled(witness);
        Span<Fr> rows = stackalloc Fr[VectorTransform.UnitColumns];
        var scratch = new AlignedBuffer<FrVector>(3 * VectorTransform.UnitVectors);
        for (int unit = from; unit < to; unit++)
        {
            for (int s = 0; s < FrVector.Count; s++)
            {
                int first = (s * transform.PartLength) + (unit * VectorTransform.UnitColumns);
                key.A.Multiply(first, values, rows);
                VectorTransform.Load(in rows[0], ref scratch[A], s);
                key.B.Multiply(first, values, rows);
                VectorTransform.Load(in rows[0], ref scratch[B], s);
            }

            for (int i = 0; i < VectorTransform.UnitVectors; i++)
                FrVector.Multiply(in scratch[A + i], in scratch[B + i], out scratch[C + i]);
            for (int side = 0; side < sides.Length; side++)
                transform.Enter(ref scratch[side * VectorTransform.UnitVectors], sides[side], unit);
        }

        rows.Clear();
        scratch.Clear();
    }

    void Leave(AlignedBuffer<FrVector>[] sides, UInt256[] quotient, int from, int to)
    {
        var scratch = new AlignedBuffer<FrVector>(Difference + 1);
        for (int unit = from; unit < to; unit++)
        {
            for (int side = 0; side < sides.Length; side++)
                transform.Leave(sides[side], unit, ref scratch[side * VectorTransform.UnitVectors]);
            for (int i = 0; i < VectorTransform.UnitVectors; i++)
            {
                FrVector.MultiplyAdd(in scratch[A + i], in scratch[B + i], -1, in scratch[C + i], in size[0], out scratch[Difference]);
                FrVector.Multiply(in scratch[Difference], in scale[0], out scratch[A + i]);
            }

            for (int s = 0; s < FrVector.Count; s++)
            {
                int first = (s * transform.PartLength) + (unit * VectorTransform.UnitColumns);
                VectorTransform.Store(ref scratch[A], s, ref Unsafe.As<UInt256, Fr>(ref quotient[first]));
            }
        }

        scratch.Clear();
    }
}

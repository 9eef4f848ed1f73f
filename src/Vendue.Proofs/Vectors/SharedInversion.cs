using Vendue.Proofs.Fields;
using Vendue.Proofs.Sums;

namespace Vendue.Proofs.Vectors;

/// <summary>
/// Many inversions for the price of one and three multiplications each (Montgomery's trick), eight side by side in each of
/// several chains: a multiplication takes longer than its own instructions need, so that independent ones done in turn overlap.
/// </summary>
/// <typeparam name="TField">The field.</typeparam>
/// <typeparam name="TVector">Eight elements.</typeparam>
sealed class SharedInversion<TField, TVector>
    where TField : struct, IField<TField>
    where TVector : struct, ICoordinateVector<TVector, TField>
{
    /// <summary>Chains; block b belongs to chain b mod this.</summary>
    public const int Chains = 2;

    static readonly TVector One = TVector.Of(Enumerable.Repeat(TField.One, FpVector.Count).ToArray());
    readonly AlignedBuffer<TVector> values = new(PairAddition.Capacity / FpVector.Count);
    readonly AlignedBuffer<TVector> products = new(PairAddition.Capacity / FpVector.Count);
    readonly AlignedBuffer<TVector> running = new(Chains);
    readonly AlignedBuffer<TVector> before = new(Chains);

    /// <summary>The values to be inverted, none of them zero, of weight 2 at most; set before a block is pushed.</summary>
    /// <param name="block">Which eight.</param>
    /// <returns>Their place.</returns>
    public ref TVector Value(int block) => ref values[block];

    /// <summary>Begins anew.</summary>
    public void Begin()
    {
        for (int chain = 0; chain < Chains; chain++)
            running[chain] = One;
    }

    /// <summary>Takes up a block's values; blocks come in order.</summary>
    /// <param name="block">The block.</param>
    public void Push(int block)
    {
        ref TVector product = ref running[block % Chains];
        products[block] = product;
        TVector.Multiply(in products[block], in values[block], out product);
    }

    /// <summary>Inverts, once all blocks were pushed.</summary>
    public void Invert()
    {
        TVector product = running[0];
        for (int chain = 1; chain < Chains; chain++)
        {
            before[chain] = product;
            TVector.Multiply(in before[chain], in running[chain], out product);
        }

        TVector inverse = InvertPlaces(product);
        for (int chain = Chains - 1; chain > 0; chain--)
        {
            TVector rest = inverse;
            TVector.Multiply(in rest, in running[chain], out inverse);
            TVector.Multiply(in rest, in before[chain], out running[chain]);
        }

        running[0] = inverse;
    }

    /// <summary>The inverses of blocks that follow one another and belong to as many chains, the latest first.</summary>
    /// <param name="first">The first block.</param>
    /// <param name="count">How many, at most as many as chains.</param>
    /// <param name="inverses">The inverses, from place 0 on.</param>
    public void Pop(int first, int count, AlignedBuffer<TVector> inverses)
    {
        for (int i = 0; i < count; i++)
            TVector.Multiply(in running[(first + i) % Chains], in products[first + i], out inverses[i]);
        for (int i = 0; i < count; i++)
        {
            ref TVector inverse = ref running[(first + i) % Chains];
            TVector.Multiply(in inverse, in values[first + i], out before[i]);
        }

        for (int i = 0; i < count; i++)
            running[(first + i) % Chains] = before[i];
    }

    static TVector InvertPlaces(in TVector vector)
    {
        var elements = new TField[FpVector.Count];
        for (int i = 0; i < elements.Length; i++)
            elements[i] = vector.ToElement(i);
        BatchInversion.Invert(elements.AsSpan(), new TField[FpVector.Count]);
        return TVector.Of(elements);
    }
}

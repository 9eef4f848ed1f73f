using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Vendue.Proofs.Vectors;

/// <content>The right factors of products: eight elements, or one for all eight places.</content>
readonly partial struct PrimeVector<TModulus>
{
    /// <summary>A factor whose limbs are read one by one.</summary>
    public interface IFactor
    {
        /// <summary>One limb.</summary>
        /// <param name="index">0 to 4.</param>
        /// <returns>The limb of each place.</returns>
        Vector512<double> Limb(int index);
    }

    /// <summary>A vector as a factor.</summary>
    public readonly ref struct EachFactor(ref readonly PrimeVector<TModulus> vector) : IFactor
    {
        readonly ref readonly PrimeVector<TModulus> vector = ref vector;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> Limb(int index) => PrimeVector<TModulus>.Limb(in vector, index);
    }

    /// <summary>One element, its limbs one after the other, as a factor for every place.</summary>
    public readonly ref struct OneFactor(ref readonly double first) : IFactor
    {
        readonly ref readonly double first = ref first;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> Limb(int index) => Vector512.Create(Unsafe.Add(ref Unsafe.AsRef(in first), index));
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vendue.Proofs.Vectors;

/// <summary>Values in memory that begins with a cache line: a vector that crosses from one line into another costs two accesses.</summary>
/// <typeparam name="T">Values without references, whose size is a multiple of a line's.</typeparam>
sealed class AlignedBuffer<T>
    where T : struct
{
    const int Line = 64;
    readonly byte[] memory;
    readonly int offset;

    /// <summary>Allocates.</summary>
    /// <param name="count">Number of values, at first all default.</param>
    public AlignedBuffer(int count)
    {
        memory = GC.AllocateArray<byte>((count * Unsafe.SizeOf<T>()) + Line, pinned: true);
        offset = (int)((Line - (Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0) % Line)) % Line);
    }

    /// <summary>One value.</summary>
    /// <param name="index">Below the count.</param>
    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.As<byte, T>(ref memory[offset + (index * Unsafe.SizeOf<T>())]);
    }

    /// <summary>Makes every value default again.</summary>
    public void Clear() => Array.Clear(memory);
}

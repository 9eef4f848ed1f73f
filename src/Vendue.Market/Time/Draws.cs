using System.Buffers.Binary;

namespace Vendue.Kernel;

/// <summary>Numbers from draws.</summary>
public static class Draws
{
    /// <summary>The draw as a big-endian number, modulo a bound: how sources without rejection sampling choose. Its bias is below bound / 2^256.</summary>
    /// <param name="draw">The draw.</param>
    /// <param name="bound">Above 0.</param>
    /// <exception cref="DivideByZeroException"><paramref name="bound"/> is 0.</exception>
    public static UInt128 Below(Hash32 draw, UInt128 bound)
    {
        Span<byte> bytes = stackalloc byte[Hash32.Size];
        draw.CopyTo(bytes);
        UInt128 high = BinaryPrimitives.ReadUInt128BigEndian(bytes), low = BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]);
        return Wide.Remainder(high % bound, low, bound);
    }

    /// <summary>The first position whose cumulative weight exceeds a number.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="at">A number below their sum.</param>
    /// <returns>The position; -1 when the number is not below the sum.</returns>
    public static int Weighted(ReadOnlySpan<UInt128> weights, UInt128 at)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            if (at < weights[i]) return i;
            at -= weights[i];
        }
        return -1;
    }
}

using System.Buffers.Binary;
using System.Numerics;

namespace Vendue.Kernel;

/// <summary>
/// Keccak-256 with the padding of the original submission, as Ethereum uses it; not SHA3-256. Written here because
/// sources state draws with it, the framework has only SHA3, and the kernel depends on no package. Source: G. Bertoni,
/// J. Daemen, M. Peeters, G. Van Assche, "The Keccak reference", 2011.
/// </summary>
public static class Keccak256
{
    const int Rate = 136;
    const int Lanes = 25;
    const int Rounds = 24;

    static ReadOnlySpan<byte> Rotations => [0, 1, 62, 28, 27, 36, 44, 6, 55, 20, 3, 10, 43, 25, 39, 41, 45, 15, 21, 8, 18, 2, 61, 56, 14];

    static readonly ulong[] RoundConstants = Constants();

    /// <summary>Writes the hash of bytes to 32 others.</summary>
    public static void Hash(ReadOnlySpan<byte> bytes, Span<byte> to)
    {
        Span<ulong> state = stackalloc ulong[Lanes];
        state.Clear();
        for (; bytes.Length >= Rate; bytes = bytes[Rate..]) Absorb(state, bytes[..Rate]);
        Span<byte> last = stackalloc byte[Rate];
        last.Clear();
        bytes.CopyTo(last);
        last[bytes.Length] ^= 0x01;
        last[^1] ^= 0x80;
        Absorb(state, last);
        for (int i = 0; i < Hash32.Size / sizeof(ulong); i++) BinaryPrimitives.WriteUInt64LittleEndian(to[(i * sizeof(ulong))..], state[i]);
    }

    /// <summary>The hash of bytes.</summary>
    public static Hash32 Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Hash32.Size];
        Hash(bytes, hash);
        return new Hash32(hash);
    }

    static void Absorb(Span<ulong> state, ReadOnlySpan<byte> block)
    {
        for (int i = 0; i < Rate / sizeof(ulong); i++) state[i] ^= BinaryPrimitives.ReadUInt64LittleEndian(block[(i * sizeof(ulong))..]);
        Span<ulong> moved = stackalloc ulong[Lanes];
        foreach (ulong constant in RoundConstants)
        {
            Mix(state);
            Move(state, moved);
            for (int at = 0; at < Lanes; at++) state[at] = moved[at] ^ (~moved[(at / 5 * 5) + ((at + 1) % 5)] & moved[(at / 5 * 5) + ((at + 2) % 5)]);
            state[0] ^= constant;
        }
    }

    /// <summary>Theta: each lane takes up the parities of two columns.</summary>
    static void Mix(Span<ulong> state)
    {
        Span<ulong> parity = stackalloc ulong[5];
        for (int x = 0; x < 5; x++) parity[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20];
        for (int at = 0; at < Lanes; at++) state[at] ^= parity[(at + 4) % 5] ^ BitOperations.RotateLeft(parity[(at + 1) % 5], 1);
    }

    /// <summary>Rho and pi: lane (x, y) goes, rotated, to (y, 2x + 3y).</summary>
    static void Move(ReadOnlySpan<ulong> state, Span<ulong> moved)
    {
        for (int at = 0; at < Lanes; at++)
        {
            int x = at % 5, y = at / 5;
            moved[y + (((2 * x) + (3 * y)) % 5 * 5)] = BitOperations.RotateLeft(state[at], Rotations[at]);
        }
    }

    /// <summary>Iota's constants: bit 2^j - 1 of round i is output j + 7i of the register x^8 + x^6 + x^5 + x^4 + 1.</summary>
    static ulong[] Constants()
    {
        var constants = new ulong[Rounds];
        int register = 1;
        for (int bit = 0; bit < 7 * Rounds; bit++)
        {
            if ((register & 1) != 0) constants[bit / 7] |= 1UL << ((1 << (bit % 7)) - 1);
            register = ((register << 1) ^ ((register >> 7) * 0x171)) & 0xff;
        }
        return constants;
    }
}

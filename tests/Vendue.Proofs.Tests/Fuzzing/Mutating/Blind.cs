using System.Buffers.Binary;
using System.Numerics;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Tests.Fuzzing.Mutating;

/// <summary>Damage that knows nothing of the format but that files hold integers and 256-bit numbers.</summary>
static class Blind
{
    static readonly ulong[] Integers =
    [
        0, 1, 2, 7, 8, 31, 32, 33, 64, 127, 128, 255, 256, 8191, 8192, 8193, 65535, 65536, 0x1000000, 0x7ffffff, 0x8000000, 0x3fffffff, 0x40000000, int.MaxValue,
        0x80000000, uint.MaxValue - 1, uint.MaxValue, 1ul << 32, 1ul << 40, long.MaxValue, 1ul << 63, ulong.MaxValue - 11, ulong.MaxValue,
    ];

    static readonly BigInteger[] Numbers =
    [
        0, 1, 2, Fp.Modulus.ToBigInteger(), Fr.Modulus.ToBigInteger(), Fp.Modulus.ToBigInteger() - 1, Fr.Modulus.ToBigInteger() - 1,
        Fp.Modulus.ToBigInteger() + 1, Fr.Modulus.ToBigInteger() + 1, 2 * Fp.Modulus.ToBigInteger(), BigInteger.One << 253, BigInteger.One << 254,
        BigInteger.One << 255, (BigInteger.One << 256) - 1, (BigInteger.One << 256) % Fp.Modulus.ToBigInteger(), (BigInteger.One << 256) % Fr.Modulus.ToBigInteger(),
    ];

    /// <summary>One damage.</summary>
    public static byte[] Mutate(Random random, byte[] file, byte[] other)
    {
        if (file.Length == 0)
            return other[..random.Next(other.Length + 1)];
        return random.Next(11) switch
        {
            0 or 1 => FlipBit(random, file),
            2 => SetByte(random, file),
            3 => SetInteger(random, file),
            4 => SetNumber(random, file),
            5 => AddModulus(random, file),
            6 => file[..random.Next(file.Length)],
            7 => [.. file, .. Bytes(random, 1 + random.Next(70))],
            8 => Repeat(random, file),
            9 => Cut(random, file),
            _ => Splice(random, file, other),
        };
    }

    public static byte[] FlipBit(Random random, byte[] file)
    {
        byte[] copy = [.. file];
        copy[random.Next(copy.Length)] ^= (byte)(1 << random.Next(8));
        return copy;
    }

    /// <summary>An integer that is likely to matter to a parser.</summary>
    public static ulong Integer(Random random) => random.Next(3) == 0 ? (ulong)random.NextInt64() : Integers[random.Next(Integers.Length)];

    public static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        if (random.Next(3) != 0)
            random.NextBytes(bytes);
        return bytes;
    }

    static byte[] SetByte(Random random, byte[] file)
    {
        byte[] copy = [.. file];
        copy[random.Next(copy.Length)] = (byte)random.Next(256);
        return copy;
    }

    static byte[] SetInteger(Random random, byte[] file)
    {
        int size = random.Next(2) == 0 ? sizeof(uint) : sizeof(ulong);
        byte[] copy = [.. file];
        if (copy.Length < size)
            return SetByte(random, file);
        int place = random.Next(copy.Length - size + 1);
        if (random.Next(4) != 0)
            place &= ~3;
        Span<byte> target = copy.AsSpan(place, size);
        ulong value = Integer(random);
        if (size == sizeof(uint) && random.Next(2) == 0)
            BinaryPrimitives.WriteUInt32LittleEndian(target, (uint)value);
        else if (size == sizeof(uint))
            BinaryPrimitives.WriteUInt32BigEndian(target, (uint)value);
        else
            BinaryPrimitives.WriteUInt64LittleEndian(target, value);
        return copy;
    }

    static byte[] SetNumber(Random random, byte[] file) =>
        WithNumber(random, file, _ => Numbers[random.Next(Numbers.Length)]);

    /// <summary>The classic alias: another representative of the same element.</summary>
    static byte[] AddModulus(Random random, byte[] file) =>
        WithNumber(random, file, number => number + (random.Next(2) == 0 ? Fp.Modulus : Fr.Modulus).ToBigInteger());

    static byte[] WithNumber(Random random, byte[] file, Func<BigInteger, BigInteger> change)
    {
        if (file.Length < UInt256.Size)
            return SetByte(random, file);
        byte[] copy = [.. file];
        int phase = random.Next(2) == 0 ? copy.Length % UInt256.Size : 4 * random.Next(8);
        int slots = (copy.Length - phase) / UInt256.Size;
        Span<byte> slot = slots == 0 ? copy.AsSpan(0, UInt256.Size) : copy.AsSpan(phase + (UInt256.Size * random.Next(slots)), UInt256.Size);
        if (random.Next(2) == 0)
            Wrapped(change(UInt256.ReadLittleEndian(slot).ToBigInteger())).WriteLittleEndian(slot);
        else
            Wrapped(change(UInt256.ReadBigEndian(slot).ToBigInteger())).WriteBigEndian(slot);
        return copy;
    }

    static UInt256 Wrapped(BigInteger value) => UInt256.FromBigInteger(value & ((BigInteger.One << 256) - 1));

    static byte[] Repeat(Random random, byte[] file)
    {
        int from = random.Next(file.Length);
        int length = 1 + random.Next(Math.Min(200, file.Length - from));
        int times = 1 + random.Next(3);
        return [.. file[..(from + length)], .. Enumerable.Repeat(file[from..(from + length)], times).SelectMany(part => part), .. file[(from + length)..]];
    }

    static byte[] Cut(Random random, byte[] file)
    {
        int from = random.Next(file.Length);
        return [.. file[..from], .. file[(from + 1 + random.Next(Math.Min(200, file.Length - from)))..]];
    }

    static byte[] Splice(Random random, byte[] file, byte[] other)
    {
        int cut = random.Next(file.Length);
        return random.Next(2) == 0
            ? [.. file[..cut], .. other[Math.Min(cut, other.Length)..]]
            : [.. file[..cut], .. other[random.Next(other.Length)..]];
    }
}

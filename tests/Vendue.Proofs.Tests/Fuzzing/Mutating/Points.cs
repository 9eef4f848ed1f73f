using System.Runtime.InteropServices;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Tests.Curves;

namespace Vendue.Proofs.Tests.Fuzzing.Mutating;

/// <summary>Points to put where points are expected: of the group, infinite, off the curve, outside the subgroup.</summary>
static class Points
{
    static readonly AffinePoint<Fp>[] G1Points =
    [
        G1.Generator, -G1.Generator, default, new(Fp.One, Fp.One), new(Fp.Zero, Fp.One), new(Fp.One, Fp.Zero),
        new(Fp.FromMontgomery(Fp.Modulus), Fp.FromMontgomery(Fp.Modulus)), new(G1.Generator.X, Fp.FromMontgomery(Fp.Modulus)),
        JacobianPoint<Fp>.FromAffine(G1.Generator).Multiply(Fr.FromInteger(77)).ToAffine(),
    ];

    static readonly AffinePoint<Fp2>[] G2Points =
    [
        G2.Generator, -G2.Generator, default, new(Fp2.One, Fp2.One), new(Fp2.Zero, Fp2.One), new(G2.Generator.X, Fp2.Zero),
        .. OffSubgroup.Points(3), JacobianPoint<Fp2>.FromAffine(G2.Generator).Multiply(Fr.FromInteger(78)).ToAffine(),
    ];

    /// <summary>Puts a point of G1 or G2 in the memory layout of .zkey files into a slot that starts at a multiple of 64 bytes.</summary>
    public static void PutRaw(Random random, byte[] body, int start, bool inG2)
    {
        int size = inG2 ? 128 : 64;
        int slots = (body.Length - start) / size;
        if (slots < 1)
            return;
        Span<byte> slot = body.AsSpan(start + (size * random.Next(slots)), size);
        if (inG2)
            MemoryMarshal.Write(slot, G2Points[random.Next(G2Points.Length)]);
        else
            MemoryMarshal.Write(slot, G1Points[random.Next(G1Points.Length)]);
    }

    /// <summary>Puts a point's big-endian bytes at a place.</summary>
    public static byte[] PutEncoded(Random random, byte[] file, int place, bool inG2)
    {
        byte[] copy = [.. file];
        if (place + (inG2 ? 128 : 64) > copy.Length)
            return copy;
        if (inG2)
            G2Points[random.Next(G2Points.Length)].Write(copy.AsSpan(place));
        else
            G1Points[random.Next(G1Points.Length)].Write(copy.AsSpan(place));
        return copy;
    }
}

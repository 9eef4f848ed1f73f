using System.Buffers;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Keccak256 = Vendue.Kernel.Keccak256;

namespace Vendue.Proofs.Plonk;

/// <summary>
/// The prover's messages, hashed into the verifier's challenges (Fiat and Shamir 1986) as snarkjs does: each challenge is the
/// Keccak-256 of what was added since the last one, big-endian, points as x then y, reduced modulo r.
/// </summary>
sealed class Transcript
{
    readonly ArrayBufferWriter<byte> added = new(1 << 10);

    /// <summary>Adds scalars.</summary>
    /// <param name="scalars">In order.</param>
    /// <returns>This.</returns>
    public Transcript Add(params ReadOnlySpan<Fr> scalars)
    {
        foreach (ref readonly Fr scalar in scalars)
        {
            scalar.Write(added.GetSpan(UInt256.Size));
            added.Advance(UInt256.Size);
        }

        return this;
    }

    /// <summary>Adds points.</summary>
    /// <param name="points">In order; infinity is 64 zeros.</param>
    /// <returns>This.</returns>
    public Transcript Add(params ReadOnlySpan<AffinePoint<Fp>> points)
    {
        foreach (ref readonly AffinePoint<Fp> point in points)
        {
            point.Write(added.GetSpan(AffinePoint<Fp>.Size));
            added.Advance(AffinePoint<Fp>.Size);
        }

        return this;
    }

    /// <summary>The challenge that follows from what was added; what comes after starts from nothing.</summary>
    /// <returns>The challenge.</returns>
    public Fr Challenge()
    {
        Span<byte> hash = stackalloc byte[UInt256.Size];
        Keccak256.Hash(added.WrittenSpan, hash);
        added.ResetWrittenCount();
        return Fr.FromInteger(UInt256.ReadBigEndian(hash));
    }
}

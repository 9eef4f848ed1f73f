using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;

namespace Vendue.Proofs.Groth16;

/// <summary>A Groth16 proof (Groth 2016): three points.</summary>
/// <param name="A">In G1.</param>
/// <param name="B">In G2.</param>
/// <param name="C">In G1.</param>
public sealed record Groth16Proof(AffinePoint<Fp> A, AffinePoint<Fp2> B, AffinePoint<Fp> C)
{
    /// <summary>Length of the canonical bytes.</summary>
    public const int Size = 256;

    /// <summary>Reads canonical bytes: big-endian, in the EVM's order, A.x A.y B.x.c1 B.x.c0 B.y.c1 B.y.c0 C.x C.y.</summary>
    /// <param name="bytes">Exactly 256 bytes.</param>
    /// <returns>A proof whose points are all of their groups; it may still be false.</returns>
    /// <exception cref="ProofFormatException">Wrong length, or a point that is not one.</exception>
    public static Groth16Proof Parse(ReadOnlySpan<byte> bytes)
    {
        Groth16Proof proof = ParseOnCurves(bytes);
        PointEncoding.ValidateSubgroup<G2, Fp2>(proof.B, "B");
        return proof;
    }

    /// <summary>As <see cref="Parse"/>, but leaves it to whoever draws the lines of B to see whether B is of its subgroup.</summary>
    /// <param name="bytes">Exactly 256 bytes.</param>
    /// <returns>A proof whose points are on their curves.</returns>
    internal static Groth16Proof ParseOnCurves(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new ProofFormatException("proof-length", $"A Groth16 proof has {Size} bytes and this has {bytes.Length}; send the canonical bytes.");
        AffinePoint<Fp> a = PointEncoding.ReadOnCurve<G1, Fp>(ref bytes, "A");
        AffinePoint<Fp2> b = PointEncoding.ReadOnCurve<G2, Fp2>(ref bytes, "B");
        AffinePoint<Fp> c = PointEncoding.ReadOnCurve<G1, Fp>(ref bytes, "C");
        return new Groth16Proof(a, b, c);
    }

    /// <summary>The canonical bytes read by <see cref="Parse"/>.</summary>
    /// <returns>256 bytes.</returns>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        A.Write(bytes);
        B.Write(bytes.AsSpan(AffinePoint<Fp>.Size));
        C.Write(bytes.AsSpan(AffinePoint<Fp>.Size + AffinePoint<Fp2>.Size));
        return bytes;
    }

    /// <summary>
    /// Another proof of the same statement, made without the witness: A' = A / s, B' = s B + s t delta, C' = C + t A. Anybody
    /// can do this, so two proofs with different bytes may be one proof and its copy.
    /// </summary>
    /// <param name="key">The key that the proof is for.</param>
    /// <returns>A proof, valid exactly when this is, unlinkable to it by its bytes.</returns>
    public Groth16Proof Rerandomise(VerifyingKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Fr s = RandomScalar.NextNonZero();
        Fr t = RandomScalar.NextNonZero();
        JacobianPoint<Fp> a = JacobianPoint<Fp>.FromAffine(A);
        JacobianPoint<Fp2> b = JacobianPoint<Fp2>.FromAffine(B).Multiply(s);
        JacobianPoint<Fp2> delta = JacobianPoint<Fp2>.FromAffine(key.Delta).Multiply(s * t);
        return new Groth16Proof(a.Multiply(s.Inverse()).ToAffine(), b.Add(delta).ToAffine(), a.Multiply(t).Add(C).ToAffine());
    }
}

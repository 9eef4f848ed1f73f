using Vendue.Proofs.Curves;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Plonk;

namespace Vendue.Proofs.Fflonk;

/// <summary>An FFLONK proof (Gabizon, Williamson 2021): four commitments, fifteen evaluations, and an inverse.</summary>
public sealed class FflonkProof : PolynomialProof
{
    internal static readonly ProofLayout Layout = new(
        SnarkjsProtocol.Fflonk,
        ["C1", "C2", "W1", "W2"],
        ["ql", "qr", "qm", "qo", "qc", "s1", "s2", "s3", "a", "b", "c", "z", "zw", "t1w", "t2w", "inv"]);

    /// <summary>Takes validated parts.</summary>
    /// <param name="points">In the order of the layout.</param>
    /// <param name="scalars">In the order of the layout.</param>
    internal FflonkProof(ReadOnlySpan<AffinePoint<Fp>> points, ReadOnlySpan<Fr> scalars)
        : base(Layout, points, scalars)
    {
    }

    FflonkProof(ReadOnlySpan<byte> bytes)
        : base(Layout, bytes)
    {
    }

    /// <summary>[C_1]: commitment to the wires and the gates' quotient.</summary>
    public AffinePoint<Fp> C1 => Points[0];

    /// <summary>[C_2]: commitment to the permutation's running product and its quotients.</summary>
    public AffinePoint<Fp> C2 => Points[1];

    /// <summary>[W]: the opening at all points together.</summary>
    public AffinePoint<Fp> W1 => Points[2];

    /// <summary>[W']: the opening of that at y.</summary>
    public AffinePoint<Fp> W2 => Points[3];

    /// <summary>The evaluations that the transcript takes up: q_L, q_R, q_M, q_O, q_C, S_1 to S_3, a, b, c, z; then z, T_1, T_2 at xi w.</summary>
    public ReadOnlySpan<Fr> Evaluations => Scalars[..^1];

    /// <summary>q_L at xi.</summary>
    public Fr Ql => Scalars[0];

    /// <summary>q_R at xi.</summary>
    public Fr Qr => Scalars[1];

    /// <summary>q_M at xi.</summary>
    public Fr Qm => Scalars[2];

    /// <summary>q_O at xi.</summary>
    public Fr Qo => Scalars[3];

    /// <summary>q_C at xi.</summary>
    public Fr Qc => Scalars[4];

    /// <summary>S_1, S_2, S_3 at xi.</summary>
    public ReadOnlySpan<Fr> Permutation => Scalars.Slice(5, 3);

    /// <summary>a, b, c at xi.</summary>
    public ReadOnlySpan<Fr> Wires => Scalars.Slice(8, 3);

    /// <summary>z at xi.</summary>
    public Fr Z => Scalars[11];

    /// <summary>z, T_1, T_2 at xi w.</summary>
    public ReadOnlySpan<Fr> Shifted => Scalars.Slice(12, 3);

    /// <summary>The inverse of the product of all that a contract verifying the proof divides by.</summary>
    public Fr Inverse => Scalars[15];

    /// <summary>
    /// Reads canonical bytes, those that snarkjs' contract takes as its proof: big-endian C1 C2 W1 W2, x then y of each, and
    /// ql qr qm qo qc s1 s2 s3 a b c z zw t1w t2w inv.
    /// </summary>
    /// <param name="bytes">Exactly 768 bytes.</param>
    /// <returns>A proof whose points are all of the group; it may still be false.</returns>
    /// <exception cref="ProofFormatException">Wrong length, a point that is not one, or a scalar not below r.</exception>
    public static FflonkProof Parse(ReadOnlySpan<byte> bytes) => new(bytes);
}

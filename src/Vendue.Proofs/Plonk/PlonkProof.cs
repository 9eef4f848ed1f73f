using Vendue.Proofs.Curves;
using Vendue.Proofs.Formats;

namespace Vendue.Proofs.Plonk;

/// <summary>A PLONK proof (Gabizon, Williamson, Ciobotaru 2019): nine commitments and six evaluations.</summary>
public sealed class PlonkProof : PolynomialProof
{
    internal static readonly ProofLayout Layout = new(
        SnarkjsProtocol.Plonk,
        ["A", "B", "C", "Z", "T1", "T2", "T3", "Wxi", "Wxiw"],
        ["eval_a", "eval_b", "eval_c", "eval_s1", "eval_s2", "eval_zw"]);

    /// <summary>Takes validated parts.</summary>
    /// <param name="points">In the order of the layout.</param>
    /// <param name="evaluations">In the order of the layout.</param>
    internal PlonkProof(ReadOnlySpan<AffinePoint<Fp>> points, ReadOnlySpan<Fr> evaluations)
        : base(Layout, points, evaluations)
    {
    }

    PlonkProof(ReadOnlySpan<byte> bytes)
        : base(Layout, bytes)
    {
    }

    /// <summary>[a], [b], [c]: commitments to the three columns of wires.</summary>
    public ReadOnlySpan<AffinePoint<Fp>> Wires => Points[..3];

    /// <summary>[z]: commitment to the permutation's running product.</summary>
    public AffinePoint<Fp> Z => Points[3];

    /// <summary>[t_lo], [t_mid], [t_hi]: commitments to the thirds of the quotient.</summary>
    public ReadOnlySpan<AffinePoint<Fp>> Quotient => Points.Slice(4, 3);

    /// <summary>[W_xi]: opening at xi.</summary>
    public AffinePoint<Fp> Opening => Points[7];

    /// <summary>[W_xiw]: opening at xi w.</summary>
    public AffinePoint<Fp> ShiftedOpening => Points[8];

    /// <summary>a, b and c at xi.</summary>
    public ReadOnlySpan<Fr> WireValues => Scalars[..3];

    /// <summary>The first two permutation polynomials at xi.</summary>
    public ReadOnlySpan<Fr> PermutationValues => Scalars.Slice(3, 2);

    /// <summary>z at xi w.</summary>
    public Fr ShiftedZ => Scalars[5];

    /// <summary>
    /// Reads canonical bytes, those that snarkjs' contract takes as its proof: big-endian A B C Z T1 T2 T3 Wxi Wxiw, x then y
    /// of each, and eval_a eval_b eval_c eval_s1 eval_s2 eval_zw.
    /// </summary>
    /// <param name="bytes">Exactly 768 bytes.</param>
    /// <returns>A proof whose points are all of the group; it may still be false.</returns>
    /// <exception cref="ProofFormatException">Wrong length, a point that is not one, or an evaluation not below r.</exception>
    public static PlonkProof Parse(ReadOnlySpan<byte> bytes) => new(bytes);
}

using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Groth16;

/// <summary>A circuit's proving key, as a .zkey file holds it. Names of the point lists are those of the file's sections.</summary>
public sealed class ZKey
{
    /// <summary>Number of wires, the constant included.</summary>
    public required int WireCount { get; init; }

    /// <summary>Number of public values.</summary>
    public int PublicCount => VerifyingKey.PublicCount;

    /// <summary>Binary logarithm of the evaluation domain's size.</summary>
    public required int LogDomainSize { get; init; }

    /// <summary>What proofs made with this key are checked against.</summary>
    public required VerifyingKey VerifyingKey { get; init; }

    /// <summary>beta in G1.</summary>
    public required AffinePoint<Fp> Beta1 { get; init; }

    /// <summary>delta in G1.</summary>
    public required AffinePoint<Fp> Delta1 { get; init; }

    /// <summary>Left factors of the constraints, and a row that binds each public value; a row for each point of the domain.</summary>
    public required SparseMatrix A { get; init; }

    /// <summary>Right factors of the constraints.</summary>
    public required SparseMatrix B { get; init; }

    /// <summary>Section 5: a point of G1 for each wire.</summary>
    public required ReadOnlyMemory<AffinePoint<Fp>> PointsA { get; init; }

    /// <summary>Section 6: a point of G1 for each wire.</summary>
    public required ReadOnlyMemory<AffinePoint<Fp>> PointsB1 { get; init; }

    /// <summary>Section 7: a point of G2 for each wire.</summary>
    public required ReadOnlyMemory<AffinePoint<Fp2>> PointsB2 { get; init; }

    /// <summary>Section 8: a point of G1 for each private wire.</summary>
    public required ReadOnlyMemory<AffinePoint<Fp>> PointsC { get; init; }

    /// <summary>Section 9: a point of G1 for each point of the odd coset.</summary>
    public required ReadOnlyMemory<AffinePoint<Fp>> PointsH { get; init; }
}

namespace Vendue.Proofs.Groth16;

/// <summary>
/// A rank-one constraint system: for each row, (A w)(B w) = (C w), where w is the witness. Wire 0 is the constant one; the
/// public outputs follow, then the public inputs, then the private wires.
/// </summary>
public sealed class R1cs
{
    /// <summary>States a system.</summary>
    /// <param name="wireCount">Number of wires, the constant included.</param>
    /// <param name="publicCount">Number of public outputs and inputs.</param>
    /// <param name="a">Left factors.</param>
    /// <param name="b">Right factors.</param>
    /// <param name="c">Products.</param>
    /// <exception cref="ArgumentException">Sizes do not fit one another.</exception>
    public R1cs(int wireCount, int publicCount, SparseMatrix a, SparseMatrix b, SparseMatrix c)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(c);
        if (publicCount < 0 || wireCount <= publicCount)
            throw new ArgumentException("The constant and the public values must be among the wires.", nameof(publicCount));
        if (b.RowCount != a.RowCount || c.RowCount != a.RowCount)
            throw new ArgumentException("The three matrices must have one row for each constraint.", nameof(b));
        foreach (SparseMatrix matrix in (SparseMatrix[])[a, b, c])
        {
            for (int row = 0; row < matrix.RowCount; row++)
            {
                foreach (int column in matrix.Columns(row))
                {
                    if ((uint)column >= (uint)wireCount)
                        throw new ArgumentException("A constraint names a wire that the circuit does not have.", nameof(a));
                }
            }
        }

        WireCount = wireCount;
        PublicCount = publicCount;
        A = a;
        B = b;
        C = c;
    }

    /// <summary>Number of wires, the constant included.</summary>
    public int WireCount { get; }

    /// <summary>Number of public outputs and inputs.</summary>
    public int PublicCount { get; }

    /// <summary>Number of constraints.</summary>
    public int ConstraintCount => A.RowCount;

    /// <summary>Left factors.</summary>
    public SparseMatrix A { get; }

    /// <summary>Right factors.</summary>
    public SparseMatrix B { get; }

    /// <summary>Products.</summary>
    public SparseMatrix C { get; }

    /// <summary>Finds the first constraint that a witness breaks.</summary>
    /// <param name="witness">A value for each wire.</param>
    /// <returns>Index of the constraint; null when all hold.</returns>
    /// <exception cref="ArgumentException">The witness has another number of wires.</exception>
    public int? FirstViolation(Witness witness)
    {
        ArgumentNullException.ThrowIfNull(witness);
        if (witness.Count != WireCount)
            throw new ArgumentException("The witness must have a value for each wire.", nameof(witness));
        Fr[] values = witness.ToField();
        for (int row = 0; row < ConstraintCount; row++)
        {
            if (A.Multiply(row, values) * B.Multiply(row, values) != C.Multiply(row, values))
                return row;
        }

        return null;
    }
}

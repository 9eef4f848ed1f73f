namespace Vendue.Proofs.Groth16;

/// <summary>A sparse matrix over Fr by rows: one side of a circuit's constraints, a row for each, a column for each wire.</summary>
public sealed class SparseMatrix
{
    readonly int[] rowStart;
    readonly int[] columns;
    readonly Fr[] values;

    /// <summary>1 or -1 where that is the value, else 0: most values of real circuits are, and need no product.</summary>
    readonly sbyte[] units;

    SparseMatrix(int[] rowStart, int[] columns, Fr[] values)
    {
        this.rowStart = rowStart;
        this.columns = columns;
        this.values = values;
        Fr minusOne = -Fr.One;
        units = Array.ConvertAll(values, value => (sbyte)(value == Fr.One ? 1 : value == minusOne ? -1 : 0));
    }

    /// <summary>Number of rows.</summary>
    public int RowCount => rowStart.Length - 1;

    /// <summary>Number of stored entries.</summary>
    public int EntryCount => columns.Length;

    /// <summary>Builds a matrix from entries in any order; entries of one place add up.</summary>
    /// <param name="rowCount">Number of rows.</param>
    /// <param name="entries">Row, column and value of each entry.</param>
    /// <returns>The matrix.</returns>
    public static SparseMatrix FromEntries(int rowCount, IReadOnlyCollection<(int Row, int Column, Fr Value)> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var rowStart = new int[rowCount + 1];
        foreach ((int row, _, _) in entries)
            rowStart[row + 1]++;
        for (int row = 0; row < rowCount; row++)
            rowStart[row + 1] += rowStart[row];
        var columns = new int[entries.Count];
        var values = new Fr[entries.Count];
        int[] next = rowStart[..^1];
        foreach ((int row, int column, Fr value) in entries)
        {
            int place = next[row]++;
            columns[place] = column;
            values[place] = value;
        }

        return new SparseMatrix(rowStart, columns, values);
    }

    /// <summary>Columns with entries in a row.</summary>
    /// <param name="row">Index of the row.</param>
    /// <returns>The columns.</returns>
    public ReadOnlySpan<int> Columns(int row) => columns.AsSpan(rowStart[row], rowStart[row + 1] - rowStart[row]);

    /// <summary>Values of a row's entries, beside <see cref="Columns"/>.</summary>
    /// <param name="row">Index of the row.</param>
    /// <returns>The values.</returns>
    public ReadOnlySpan<Fr> Values(int row) => values.AsSpan(rowStart[row], rowStart[row + 1] - rowStart[row]);

    /// <summary>One row times a vector.</summary>
    /// <param name="row">Index of the row.</param>
    /// <param name="vector">A value for each column.</param>
    /// <returns>The product.</returns>
    public Fr Multiply(int row, ReadOnlySpan<Fr> vector)
    {
        Fr sum = Fr.Zero;
        for (int i = rowStart[row]; i < rowStart[row + 1]; i++)
        {
            sum = units[i] switch
            {
                1 => sum + vector[columns[i]],
                -1 => sum - vector[columns[i]],
                _ => sum + (values[i] * vector[columns[i]]),
            };
        }

        return sum;
    }

    /// <summary>Consecutive rows times a vector.</summary>
    /// <param name="first">Index of the first row.</param>
    /// <param name="vector">A value for each column.</param>
    /// <param name="products">A place for each row's product.</param>
    public void Multiply(int first, ReadOnlySpan<Fr> vector, Span<Fr> products)
    {
        for (int i = 0; i < products.Length; i++)
            products[i] = Multiply(first + i, vector);
    }
}

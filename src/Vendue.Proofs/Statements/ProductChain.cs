using Vendue.Proofs.Fields;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Statements;

/// <summary>
/// A circuit of any size, made to be measured: a chain of products, each next = (current + i)(current + previous). Every value is of
/// full width, so that no circuit of its size takes longer but one whose rows are longer. One public value, the first.
/// </summary>
public static class ProductChain
{
    const int First = 1;

    /// <summary>Rows of a key beside its constraints: for the constant and the public value.</summary>
    public const int FurtherRows = 2;

    /// <summary>Builds the circuit, and a witness of it.</summary>
    /// <param name="constraints">Its constraints, at least one; 2^k - <see cref="FurtherRows"/> fill a domain to the last row.</param>
    /// <returns>Both; the same for the same number.</returns>
    public static (R1cs Circuit, Witness Witness) Build(int constraints)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(constraints);
        (List<(int, int, Fr)> a, List<(int, int, Fr)> b, List<(int, int, Fr)> c) = ([], [], []);
        var values = new Fr[constraints + 2];
        values[0] = Fr.One;
        values[First] = Fr.FromInteger(0x9e3779b97f4a7c15);
        for (int i = 0; i < constraints; i++)
        {
            (int previous, int current, int next) = (i, i + 1, i + 2);
            var constant = Fr.FromInteger((ulong)i + 1);
            a.Add((i, current, Fr.One));
            a.Add((i, 0, constant));
            b.Add((i, current, Fr.One));
            b.Add((i, previous, Fr.One));
            c.Add((i, next, Fr.One));
            values[next] = (values[current] + constant) * (values[current] + values[previous]);
        }

        var circuit = new R1cs(
            values.Length, 1, SparseMatrix.FromEntries(constraints, a), SparseMatrix.FromEntries(constraints, b), SparseMatrix.FromEntries(constraints, c));
        return (circuit, new Witness((ReadOnlySpan<UInt256>)Array.ConvertAll(values, value => value.ToInteger())));
    }
}

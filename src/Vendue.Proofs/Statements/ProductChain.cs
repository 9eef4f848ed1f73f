using Vendue.Proofs.Fields;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Statements;

/// <summary>
/// A circuit of any size, made to be measured: a chain of products, each next = (current + i)(current + 3 previous). Every wire
/// after the first is of full width, so that no circuit of its size takes longer but one whose rows are longer. One public output,
/// the last; one public input, the first.
/// </summary>
public static class ProductChain
{
    const int Output = 1;
    const int Input = 2;

    /// <summary>Rows of a key beside its constraints: for the constant and the two public values.</summary>
    public const int FurtherRows = 3;

    /// <summary>Builds the circuit, and a witness of it.</summary>
    /// <param name="constraints">Its constraints, at least one; 2^k - <see cref="FurtherRows"/> fill a domain to the last row.</param>
    /// <returns>Both; the same for the same number.</returns>
    public static (R1cs Circuit, Witness Witness) Build(int constraints)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(constraints);
        int wires = constraints + 3;
        var a = new List<(int, int, Fr)>();
        var b = new List<(int, int, Fr)>();
        var c = new List<(int, int, Fr)>();
        var values = new Fr[wires];
        values[0] = Fr.One;
        values[Input] = Fr.FromInteger(0x1234567890abcdef);
        int previous = 0;
        int current = Input;
        for (int i = 0; i < constraints; i++)
        {
            int next = i == constraints - 1 ? Output : Input + 1 + i;
            var constant = Fr.FromInteger((ulong)i);
            var three = Fr.FromInteger(3);
            a.Add((i, current, Fr.One));
            a.Add((i, 0, constant));
            b.Add((i, current, Fr.One));
            b.Add((i, previous, three));
            c.Add((i, next, Fr.One));
            values[next] = (values[current] + constant) * (values[current] + (three * values[previous]));
            previous = current;
            current = next;
        }

        var circuit = new R1cs(
            wires,
            2,
            SparseMatrix.FromEntries(constraints, a),
            SparseMatrix.FromEntries(constraints, b),
            SparseMatrix.FromEntries(constraints, c));
        return (circuit, new Witness((ReadOnlySpan<UInt256>)Array.ConvertAll(values, value => value.ToInteger())));
    }
}

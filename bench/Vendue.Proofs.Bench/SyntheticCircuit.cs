using Vendue.Proofs.Fields;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Bench;

/// <summary>
/// A chain of multiplications: next = (current + i)(current + 3 previous). Every wire after the first is a full-width number,
/// so nothing is cheaper than in a hashing circuit. One public output, the last; one public input, the first.
/// </summary>
static class SyntheticCircuit
{
    const int Output = 1;
    const int Input = 2;

    public static (R1cs Circuit, Witness Witness) Build(int constraints)
    {
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

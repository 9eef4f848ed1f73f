using Vendue.Proofs.Fields;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Tests.Groth16;

/// <summary>
/// Random sparse constraints with a witness that satisfies them: rows that are empty or hold constants only, wires that no
/// row names, wires named twice in a row, none to several public values, domains down to two points.
/// </summary>
sealed class RandomCircuit
{
    readonly Random random;
    readonly List<Fr> values = [Fr.One];
    readonly List<(int, int, Fr)>[] sides = [[], [], []];

    RandomCircuit(int seed)
    {
        random = new Random(seed);
        int publics = random.Next(3) == 0 ? 0 : random.Next(7);
        int given = publics + 1 + random.Next(4);
        for (int i = 0; i < given; i++)
            values.Add(Element());
        int rows = random.Next(4) == 0 ? random.Next(3) : random.Next(1, 60);
        for (int row = 0; row < rows; row++)
            AddRow(row);
        for (int unused = random.Next(3); unused > 0; unused--)
            values.Add(Element());
        Circuit = new R1cs(
            values.Count, publics, SparseMatrix.FromEntries(rows, sides[0]), SparseMatrix.FromEntries(rows, sides[1]), SparseMatrix.FromEntries(rows, sides[2]));
        Witness = new Witness((ReadOnlySpan<UInt256>)[.. values.Select(value => value.ToInteger())]);
    }

    public R1cs Circuit { get; }

    public Witness Witness { get; }

    public static RandomCircuit Of(int seed) => new(seed);

    void AddRow(int row)
    {
        int kind = random.Next(10);
        Fr product = kind == 0
            ? Combination(row, 0, onlyConstant: true) * Combination(row, 1, onlyConstant: true)
            : Combination(row, 0) * Combination(row, 1);
        if (kind is 0 or 1)
        {
            sides[2].Add((row, 0, product));
        }
        else if (kind == 2)
        {
            Fr given = Combination(row, 2);
            sides[2].Add((row, 0, product - given));
        }
        else if (!product.IsZero || kind < 6)
        {
            Fr coefficient = Fr.FromInteger((ulong)random.Next(1, 5));
            sides[2].Add((row, values.Count, coefficient));
            values.Add(product * coefficient.Inverse());
        }
    }

    Fr Combination(int row, int side, bool onlyConstant = false)
    {
        Fr sum = Fr.Zero;
        for (int terms = random.Next(4); terms > 0; terms--)
        {
            int wire = onlyConstant ? 0 : random.Next(values.Count);
            Fr coefficient = Element();
            sides[side].Add((row, wire, coefficient));
            sum += coefficient * values[wire];
        }

        return sum;
    }

    Fr Element()
    {
        var bytes = new byte[UInt256.Size];
        random.NextBytes(bytes);
        return random.Next(6) switch
        {
            0 => Fr.Zero,
            1 => Fr.One,
            2 => -Fr.One,
            3 => Fr.FromInteger((ulong)random.Next()),
            _ => Fr.FromInteger(UInt256.ReadLittleEndian(bytes)),
        };
    }
}

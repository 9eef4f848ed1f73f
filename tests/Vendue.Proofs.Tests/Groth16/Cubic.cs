using Vendue.Proofs.Fields;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Tests.Groth16;

/// <summary>
/// "I know x with x^3 + x + k = out": out and k are public (wires 1 and 2), x is wire 3, its square wire 4, its cube wire 5.
/// </summary>
static class Cubic
{
    const int One = 0;
    const int Out = 1;
    const int K = 2;
    const int X = 3;
    const int Square = 4;
    const int Cube = 5;

    public static readonly R1cs Circuit = new(
        wireCount: 6,
        publicCount: 2,
        a: Rows([(X, 1)], [(Square, 1)], [(Cube, 1), (X, 1), (K, 1)]),
        b: Rows([(X, 1)], [(X, 1)], [(One, 1)]),
        c: Rows([(Square, 1)], [(Cube, 1)], [(Out, 1)]));

    public static readonly ZKey Key = DevelopmentSetup.Run(Circuit, "cubic"u8);

    public static readonly Groth16Prover Prover = new(Key);

    public static Witness Witness(ulong x, ulong k) => Values(1, (x * x * x) + x + k, k, x, x * x, x * x * x);

    public static Witness Values(params ulong[] values) =>
        new((ReadOnlySpan<UInt256>)Array.ConvertAll(values, value => new UInt256(value, 0, 0, 0)));

    static SparseMatrix Rows(params (int Wire, ulong Coefficient)[][] rows) => SparseMatrix.FromEntries(
        rows.Length,
        [.. rows.SelectMany((row, index) => row.Select(term => (index, term.Wire, Fr.FromInteger(term.Coefficient))))]);
}

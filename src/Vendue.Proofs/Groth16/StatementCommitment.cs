using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Sums;

namespace Vendue.Proofs.Groth16;

/// <summary>
/// Multiples of a key's points of G1: alpha and IC. Keys of few public values that are used again get tables, which make them
/// five times as fast.
/// </summary>
/// <param name="key">The key.</param>
sealed class StatementCommitment(VerifyingKey key)
{
    /// <summary>Most public values for which tables are kept: at most 160 KiB a key.</summary>
    const int MostTabled = 8;
    const int UsesBeforeTables = 2;
    static readonly ParallelOptions OneThread = new() { MaxDegreeOfParallelism = 1 };

    readonly Lazy<CombTable[]> tables = new(() => Array.ConvertAll(key.InputCommitments.ToArray(), point => new CombTable(point)));
    readonly Lazy<CombTable> alphaTable = new(() => new CombTable(key.Alpha));
    int uses;

    bool HasTables => key.PublicCount <= MostTabled && (tables.IsValueCreated || Interlocked.Increment(ref uses) > UsesBeforeTables);

    /// <summary>What a statement is checked by: IC[0] and each public value times its IC.</summary>
    /// <param name="publicValues">As many as the key has.</param>
    /// <returns>The commitment.</returns>
    public JacobianPoint<Fp> Of(PublicValues publicValues)
    {
        var integers = new UInt256[publicValues.Count];
        for (int i = 0; i < integers.Length; i++)
            integers[i] = publicValues.Elements[i].ToInteger();
        JacobianPoint<Fp> sum = HasTables
            ? CombTable.Sum(tables.Value.AsSpan(1), integers)
            : MultiScalarMultiplication.Sum(key.InputCommitments[1..], integers, OneThread);
        return sum.Add(key.InputCommitments.Span[0]);
    }

    /// <summary>The sum of several statements' commitments, each times a weight; and that sum of weights times alpha.</summary>
    /// <param name="scalars">The sum of weights, then the weighted sum of each public value.</param>
    /// <returns>Both sums.</returns>
    public (JacobianPoint<Fp> Statements, JacobianPoint<Fp> Alpha) OfWeighted(Fr[] scalars)
    {
        UInt256[] integers = Array.ConvertAll(scalars, scalar => scalar.ToInteger());
        return HasTables
            ? (CombTable.Sum(tables.Value, integers), CombTable.Sum([alphaTable.Value], integers.AsSpan(0, 1)))
            : (MultiScalarMultiplication.Sum(key.InputCommitments, integers, OneThread), JacobianPoint<Fp>.FromAffine(key.Alpha).Multiply(scalars[0]));
    }
}

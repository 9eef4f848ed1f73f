using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Groth16;

/// <summary>
/// The two secrets r and s that make one proof independent of its witness. Whoever learns them together with the proof can
/// test guesses of the witness, so they are multiplied in without secret-dependent branches or addresses, used for one proof,
/// and forgotten.
/// </summary>
sealed class Blinding : IDisposable
{
    Fr r;
    Fr s;

    Blinding(Fr r, Fr s)
    {
        this.r = r;
        this.s = s;
    }

    /// <summary>Draws both from the system's cryptographic generator.</summary>
    /// <returns>Fresh blinding.</returns>
    public static Blinding Draw() => new(RandomScalar.NextNonZero(), RandomScalar.NextNonZero());

    /// <summary>r times a point.</summary>
    /// <typeparam name="TCurve">The group.</typeparam>
    /// <typeparam name="TField">The field of the coordinates.</typeparam>
    /// <param name="point">The point.</param>
    /// <returns>The multiple.</returns>
    public JacobianPoint<TField> TimesR<TCurve, TField>(in JacobianPoint<TField> point)
        where TCurve : ICurve<TField>
        where TField : struct, IField<TField> => SecretMultiple.Of<TCurve, TField>(r, point);

    /// <summary>s times a point.</summary>
    /// <typeparam name="TCurve">The group.</typeparam>
    /// <typeparam name="TField">The field of the coordinates.</typeparam>
    /// <param name="point">The point.</param>
    /// <returns>The multiple.</returns>
    public JacobianPoint<TField> TimesS<TCurve, TField>(in JacobianPoint<TField> point)
        where TCurve : ICurve<TField>
        where TField : struct, IField<TField> => SecretMultiple.Of<TCurve, TField>(s, point);

    /// <summary>r s times a point.</summary>
    /// <typeparam name="TCurve">The group.</typeparam>
    /// <typeparam name="TField">The field of the coordinates.</typeparam>
    /// <param name="point">The point.</param>
    /// <returns>The multiple.</returns>
    public JacobianPoint<TField> TimesProduct<TCurve, TField>(in JacobianPoint<TField> point)
        where TCurve : ICurve<TField>
        where TField : struct, IField<TField> => SecretMultiple.Of<TCurve, TField>(r * s, point);

    /// <summary>Forgets both.</summary>
    public void Dispose()
    {
        r = default;
        s = default;
    }
}

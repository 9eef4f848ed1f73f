namespace Vendue.Proofs.Fields;

/// <summary>Elements of Fp12 as a Miller loop and the final exponentiation need them, whichever way they are stored.</summary>
/// <typeparam name="T">The element type itself.</typeparam>
interface ICyclotomic<T>
    where T : struct, ICyclotomic<T>
{
    /// <summary>Product.</summary>
    static abstract T operator *(in T left, in T right);

    /// <summary>The square.</summary>
    T Square();

    /// <summary>The p^6-th power: the inverse in the cyclotomic subgroup.</summary>
    T Conjugate();

    /// <summary>The p^power-th power.</summary>
    T Frobenius(int power);

    /// <summary>The square in the cyclotomic subgroup.</summary>
    T CyclotomicSquare();
}

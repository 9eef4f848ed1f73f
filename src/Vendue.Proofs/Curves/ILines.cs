namespace Vendue.Proofs.Curves;

/// <summary>The lines that one pair contributes to a Miller loop, evaluated at the pair's point of G1.</summary>
/// <typeparam name="T">How elements of Fp12 are stored.</typeparam>
interface ILines<T>
{
    /// <summary>Multiplies an accumulator by the line met at a step.</summary>
    /// <param name="accumulator">The Miller value so far.</param>
    /// <param name="step">0 is the first.</param>
    /// <returns>The product, up to a factor that the final exponentiation takes away.</returns>
    T MultiplyInto(in T accumulator, int step);
}

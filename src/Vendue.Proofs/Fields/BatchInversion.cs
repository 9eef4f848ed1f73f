namespace Vendue.Proofs.Fields;

/// <summary>Many inversions for the price of one and three multiplications each (Montgomery's trick).</summary>
public static class BatchInversion
{
    /// <summary>Replaces every element by its inverse; zeros stay zero.</summary>
    /// <typeparam name="T">The field.</typeparam>
    /// <param name="values">The elements.</param>
    /// <param name="scratch">As long as <paramref name="values"/>; its content is lost.</param>
    public static void Invert<T>(Span<T> values, Span<T> scratch)
        where T : struct, IField<T>
    {
        T product = T.One;
        for (int i = 0; i < values.Length; i++)
        {
            scratch[i] = product;
            if (!values[i].IsZero)
                product *= values[i];
        }

        T inverse = product.Inverse();
        for (int i = values.Length - 1; i >= 0; i--)
        {
            if (values[i].IsZero)
                continue;
            T original = values[i];
            values[i] = inverse * scratch[i];
            inverse *= original;
        }
    }
}

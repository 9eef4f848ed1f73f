using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Sums;

/// <summary>
/// What one thread needs to add points up, for either group made when first used. What is left in it tells of secret scalars,
/// and is forgotten when disposed of.
/// </summary>
/// <param name="cancellation">Looked at between batches of additions.</param>
sealed class BucketWorkspaces(CancellationToken cancellation) : IDisposable
{
    IDisposable? g1;
    IDisposable? g2;

    /// <summary>The workspace of a group.</summary>
    /// <typeparam name="TField">The field of its coordinates.</typeparam>
    /// <returns>The workspace.</returns>
    public BucketWorkspace<TField> Of<TField>()
        where TField : struct, IField<TField>
    {
        ref IDisposable? workspace = ref typeof(TField) == typeof(Fp) ? ref g1 : ref g2;
        return (BucketWorkspace<TField>)(workspace ??= new BucketWorkspace<TField>(cancellation));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        g1?.Dispose();
        g2?.Dispose();
    }
}

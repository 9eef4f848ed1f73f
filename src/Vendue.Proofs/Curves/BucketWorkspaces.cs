using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Curves;

/// <summary>What one thread needs to add points up, for either group made when first used.</summary>
/// <param name="cancellation">Looked at between batches of additions.</param>
sealed class BucketWorkspaces(CancellationToken cancellation)
{
    object? g1;
    object? g2;

    /// <summary>The workspace of a group.</summary>
    /// <typeparam name="TField">The field of its coordinates.</typeparam>
    /// <returns>The workspace.</returns>
    public BucketWorkspace<TField> Of<TField>()
        where TField : struct, IField<TField>
    {
        ref object? workspace = ref typeof(TField) == typeof(Fp) ? ref g1 : ref g2;
        return (BucketWorkspace<TField>)(workspace ??= new BucketWorkspace<TField>(cancellation));
    }
}

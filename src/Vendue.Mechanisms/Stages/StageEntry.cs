namespace Vendue.Mechanisms.Stages;

/// <summary>A stage in the catalogue, as a market's own mechanism.</summary>
/// <typeparam name="TParameters">Its parameters.</typeparam>
public abstract class StageEntry<TParameters> : CatalogueEntry<TParameters> where TParameters : class, new()
{
    /// <inheritdoc/>
    public sealed override IRequesterStrategy Requester { get; } = new PlainRequester();

    /// <inheritdoc/>
    public sealed override IReadOnlyList<string> AssetRoles { get; } = ["ETH"];

    /// <inheritdoc/>
    public sealed override bool StandsUnderPolicies => true;
}

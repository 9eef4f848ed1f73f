namespace Vendue.Mechanisms;

/// <summary>A mechanism of the catalogue: its description, its parameters, how to make it, and how its participants behave by default.</summary>
public abstract class CatalogueEntry
{
    /// <summary>What it says of itself.</summary>
    public abstract Description Description { get; }

    /// <summary>The encoding of its parameters; their meanings and defaults stand in its shape.</summary>
    public abstract Codec Parameters { get; }

    /// <summary>The default parameters, encoded.</summary>
    public abstract Bytes DefaultParameters { get; }

    /// <summary>Parameters, encoded, for a trial on one machine: proofs of a few thousand constraints, small sums, short rounds, time in milliseconds.</summary>
    public abstract Bytes TrialParameters { get; }

    /// <summary>What a prover does by default.</summary>
    public abstract IProverStrategy Prover { get; }

    /// <summary>What a requester does by default.</summary>
    public abstract IRequesterStrategy Requester { get; }

    /// <summary>The names of the assets it needs, by position: payment first, collateral second.</summary>
    public abstract IReadOnlyList<string> AssetRoles { get; }

    /// <summary>Its pure rules, by which vector files check it.</summary>
    public virtual IReadOnlyList<VectorRule> Rules => [];

    /// <summary>What is wrong with encoded parameters, in one sentence; null when nothing is.</summary>
    public abstract string? Check(Bytes parameters);

    /// <summary>Makes the mechanism over a market whose genesis names it.</summary>
    /// <exception cref="EncodingException">The genesis' parameters are not this mechanism's.</exception>
    public abstract Mechanism Create(Market market);
}

/// <summary>A mechanism of the catalogue whose parameters are of a known type.</summary>
/// <typeparam name="TParameters">The parameters: a record with defaults.</typeparam>
public abstract class CatalogueEntry<TParameters> : CatalogueEntry where TParameters : class, new()
{
    /// <inheritdoc/>
    public sealed override Codec Parameters => Codec<TParameters>.Of;

    /// <inheritdoc/>
    public sealed override Bytes DefaultParameters => new(Codec<TParameters>.Of.Encode(new TParameters()));

    /// <inheritdoc/>
    public sealed override Bytes TrialParameters => new(Codec<TParameters>.Of.Encode(Trial));

    /// <summary>Parameters for a trial on one machine; the defaults where they will do.</summary>
    protected virtual TParameters Trial => new();

    /// <summary>What is wrong with parameters, in one sentence; null when nothing is.</summary>
    protected abstract string? Check(TParameters parameters);

    /// <summary>Makes the mechanism.</summary>
    protected abstract Mechanism Create(Market market, TParameters parameters);

    /// <inheritdoc/>
    public sealed override string? Check(Bytes parameters)
    {
        try
        {
            return Check(Decode(parameters));
        }
        catch (EncodingException wrong)
        {
            return wrong.Message;
        }
    }

    /// <inheritdoc/>
    public sealed override Mechanism Create(Market market) => Create(market, Decode(market.Genesis.Parameters));

    static TParameters Decode(Bytes parameters) => Codec<TParameters>.Of.Decode(parameters.Span.ToArray());
}

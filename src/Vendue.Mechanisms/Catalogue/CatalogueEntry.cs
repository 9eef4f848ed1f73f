namespace Vendue.Mechanisms;

/// <summary>A mechanism of the catalogue: what it says of itself, how to make it, and how its participants behave by default.</summary>
public abstract class CatalogueEntry : ModuleEntry
{
    /// <summary>What a requester does by default.</summary>
    public abstract IRequesterStrategy Requester { get; }

    /// <summary>What a block producer does by default; null where nobody makes any.</summary>
    public virtual IProducerStrategy? Producer => null;

    /// <summary>Whether requesters ask for themselves; otherwise what they want is put into blocks by a producer.</summary>
    public virtual bool RequestersAsk => Producer is null;

    /// <summary>The offices that its producers must hold, besides the kernel's.</summary>
    public virtual IReadOnlyList<string> ProducerOffices => [];

    /// <summary>Whether it settles only what is final, so that it can stand under a finality policy. One that pays at acceptance cannot.</summary>
    public virtual bool StandsUnderPolicies => false;

    /// <summary>Makes the mechanism.</summary>
    /// <exception cref="EncodingException">The parameters are not this mechanism's.</exception>
    public abstract Mechanism Create(Scope scope, Bytes parameters);
}

/// <summary>A mechanism of the catalogue whose parameters are of a known type.</summary>
/// <typeparam name="TParameters">The parameters: a record with defaults.</typeparam>
public abstract class CatalogueEntry<TParameters> : CatalogueEntry where TParameters : class, new()
{
    /// <inheritdoc/>
    public sealed override Codec Parameters => Codec<TParameters>.Of;

    /// <inheritdoc/>
    public sealed override Bytes DefaultParameters => ParametersOf<TParameters>.Encode(new());

    /// <inheritdoc/>
    public sealed override Bytes TrialParameters => ParametersOf<TParameters>.Encode(Trial);

    /// <summary>Parameters for a trial on one machine; the defaults where they will do.</summary>
    protected virtual TParameters Trial => new();

    /// <summary>What is wrong with parameters, in one sentence; null when nothing is.</summary>
    protected abstract string? Check(TParameters parameters);

    /// <summary>Makes the mechanism.</summary>
    protected abstract Mechanism Create(Scope scope, TParameters parameters);

    /// <inheritdoc/>
    public sealed override string? Check(Bytes parameters) => ParametersOf<TParameters>.Check(parameters, Check);

    /// <inheritdoc/>
    public sealed override Mechanism Create(Scope scope, Bytes parameters) => Create(scope, ParametersOf<TParameters>.Decode(parameters));
}

namespace Vendue.Mechanisms;

/// <summary>A finality policy or reward schedule of the catalogue.</summary>
/// <typeparam name="TModule">Which of both.</typeparam>
public abstract class AddedEntry<TModule> : ModuleEntry where TModule : Module
{
    /// <summary>The mechanism that it stands over where nothing else is said.</summary>
    public abstract Name Host { get; }

    /// <summary>Why it cannot stand over a mechanism, in one sentence; null when it can.</summary>
    public virtual string? Refuses(CatalogueEntry host) => null;

    /// <summary>Makes the module.</summary>
    /// <exception cref="EncodingException">The parameters are not this module's.</exception>
    public abstract TModule Create(Scope scope, Bytes parameters);
}

/// <summary>A finality policy or reward schedule of the catalogue whose parameters are of a known type.</summary>
/// <typeparam name="TModule">Which of both.</typeparam>
/// <typeparam name="TParameters">The parameters: a record with defaults.</typeparam>
public abstract class AddedEntry<TModule, TParameters> : AddedEntry<TModule> where TModule : Module where TParameters : class, new()
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

    /// <summary>Makes the module.</summary>
    protected abstract TModule Create(Scope scope, TParameters parameters);

    /// <inheritdoc/>
    public sealed override string? Check(Bytes parameters) => ParametersOf<TParameters>.Check(parameters, Check);

    /// <inheritdoc/>
    public sealed override TModule Create(Scope scope, Bytes parameters) => Create(scope, ParametersOf<TParameters>.Decode(parameters));
}

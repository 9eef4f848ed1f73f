namespace Vendue.Mechanisms;

/// <summary>What the catalogue knows of a mechanism, a finality policy or a reward schedule: its description, its parameters, and how provers behave under it by default.</summary>
public abstract class ModuleEntry
{
    /// <summary>What it says of itself.</summary>
    public abstract Description Description { get; }

    /// <summary>The encoding of its parameters; their meanings and defaults stand in its shape.</summary>
    public abstract Codec Parameters { get; }

    /// <summary>The default parameters, encoded.</summary>
    public abstract Bytes DefaultParameters { get; }

    /// <summary>Parameters, encoded, for a trial on one machine: proofs of a few thousand constraints, small sums, short rounds, time in milliseconds.</summary>
    public abstract Bytes TrialParameters { get; }

    /// <summary>Published versions that differ, each as parameters of its own; none where there is one version.</summary>
    public virtual IReadOnlyList<Profile> Profiles => [];

    /// <summary>What a prover does by default about its opportunities; actions go by the module's own numbers.</summary>
    public abstract IProverStrategy Prover { get; }

    /// <summary>The names of the assets it needs, by position: payment first, collateral second, emission third.</summary>
    public abstract IReadOnlyList<string> AssetRoles { get; }

    /// <summary>The offices besides the kernel's that it asks for: who states facts from outside, approves or judges.</summary>
    public virtual IReadOnlyList<OfficeDescription> Offices => [];

    /// <summary>Its pure rules, by which vector files check it.</summary>
    public virtual IReadOnlyList<VectorRule> Rules => [];

    /// <summary>The ways to its rules from others, or from other parameters of the same. Without any it is never upgraded.</summary>
    public virtual IReadOnlyList<Migration> Migrations => [];

    /// <summary>What is wrong with encoded parameters, in one sentence; null when nothing is.</summary>
    public abstract string? Check(Bytes parameters);
}

/// <summary>An office that a module asks for.</summary>
/// <param name="Role">Its name in the genesis.</param>
/// <param name="Does">What its holder may do, in one sentence.</param>
public sealed record OfficeDescription(Name Role, string Does);

/// <summary>The parameters of a module: a record with defaults.</summary>
static class ParametersOf<T> where T : class, new()
{
    public static Bytes Encode(T parameters) => new(Codec<T>.Of.Encode(parameters));

    public static T Decode(Bytes parameters) => Codec<T>.Of.Decode(parameters.Span.ToArray());

    public static string? Check(Bytes parameters, Func<T, string?> check)
    {
        try
        {
            return check(Decode(parameters));
        }
        catch (EncodingException wrong)
        {
            return wrong.Message;
        }
    }
}

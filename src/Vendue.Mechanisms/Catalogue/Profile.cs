namespace Vendue.Mechanisms;

/// <summary>Parameters under a name of their own: one published version of a module, where documents and releases differ.</summary>
/// <param name="Name">Its name, unique within its module.</param>
/// <param name="Summary">What it is, in a sentence.</param>
/// <param name="Parameters">The parameters, encoded.</param>
public sealed record Profile(Name Name, string Summary, Bytes Parameters)
{
    /// <summary>A profile of parameters of a known type.</summary>
    public static Profile Of<TParameters>(Name name, string summary, TParameters parameters) => new(name, summary, new Bytes(Codec<TParameters>.Of.Encode(parameters)));
}

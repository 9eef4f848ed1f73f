namespace Vendue.Kernel;

/// <summary>What a field of an action, event, row or parameter record means, with its unit: shown in help, schema and docs.</summary>
/// <param name="text">One sentence or phrase.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MeaningAttribute(string text) : Attribute
{
    /// <summary>The meaning.</summary>
    public string Text => text;
}

/// <summary>A field that JSON may leave out; it then has its type's zero value.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionalAttribute : Attribute;

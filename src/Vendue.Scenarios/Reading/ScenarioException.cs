namespace Vendue.Scenarios;

/// <summary>A scenario or vector file cannot be used; the message names the field and what it should be.</summary>
public sealed class ScenarioException : Exception
{
    /// <summary>Says what is wrong.</summary>
    public ScenarioException(string message) : base(message) { }

    /// <summary>Says what is wrong, and what showed it.</summary>
    public ScenarioException(string message, Exception inner) : base(message, inner) { }

    /// <summary>Says that the file cannot be used.</summary>
    public ScenarioException() : base("The file cannot be used.") { }
}

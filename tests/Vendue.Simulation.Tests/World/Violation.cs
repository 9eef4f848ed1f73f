namespace Vendue.Simulation.Tests.World;

/// <summary>A promise of the node's is broken.</summary>
sealed class Violation : Exception
{
    public Violation() { }

    public Violation(string message) : base(message) { }

    public Violation(string message, Exception innerException) : base(message, innerException) { }
}

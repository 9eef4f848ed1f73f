namespace Vendue.Conformance.Tests.Playing;

/// <summary>A market broke one of the rules that every market keeps.</summary>
sealed class Violation : Exception
{
    public Violation(string message) : base(message) { }

    public Violation(string message, Exception cause) : base($"{message}: {cause.GetType().Name}: {cause.Message}", cause) { }

    public Violation() { }

    public static void Unless(bool kept, string broken)
    {
        if (!kept) throw new Violation(broken);
    }
}

namespace Vendue.Proofs.Witnesses;

/// <summary>Why a witness could not be made, in one sentence for a person and a stable code for a program.</summary>
public sealed class WitnessException : Exception
{
    /// <summary>A failure with its code (one of <see cref="WitnessErrors"/>) and a sentence naming cause and next step.</summary>
    public WitnessException(string code, string message)
        : base(message) => Code = code;

    /// <summary>A failure that has a cause of its own.</summary>
    public WitnessException(string code, string message, Exception cause)
        : base(message, cause) => Code = code;

    /// <summary>The stable code: one of <see cref="WitnessErrors"/>. Released codes never change their meaning.</summary>
    public string Code { get; }
}

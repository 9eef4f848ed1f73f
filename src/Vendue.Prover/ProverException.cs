using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Witnesses;

namespace Vendue.Prover;

/// <summary>A proof cannot be made.</summary>
public sealed class ProverException : Exception
{
    /// <summary>A failure without a message of its own.</summary>
    public ProverException() : this("failed", "The proof could not be made.") { }

    /// <summary>A failure told in one sentence.</summary>
    public ProverException(string message) : this("failed", message) { }

    /// <summary>A failure told in one sentence, and the error behind it.</summary>
    public ProverException(string message, Exception innerException) : base(message, innerException) => Code = "failed";

    /// <summary>A failure with a stable code, told in one sentence.</summary>
    public ProverException(string code, string message) : base(message) => Code = code;

    /// <summary>A stable code for machines.</summary>
    public string Code { get; }

    /// <summary>The code of an exception that says why a proof cannot be made; null for any other.</summary>
    internal static string? CodeOf(Exception exception) => exception switch
    {
        ProverException own => own.Code,
        WitnessException witness => witness.Code,
        ProvingException proving => proving.Code,
        ProofFormatException format => format.Code,
        Outside.OutsideException { IsFinal: true } outside => outside.Code,
        _ => null,
    };
}

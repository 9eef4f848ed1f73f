using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;

namespace Vendue.Proofs.Plonk;

/// <summary>Checks openings of polynomial commitments (Kate, Zaverucha, Goldberg 2010): tau in G2, and its pairing's lines.</summary>
sealed class OpeningKey
{
    static readonly Lazy<MillerLines> GeneratorLines = new(() => MillerLines.Prepare(G2.Generator));
    readonly Lazy<MillerLines> lines;

    /// <summary>Takes tau in G2.</summary>
    /// <param name="tau">A point validated already.</param>
    /// <exception cref="ProofFormatException">tau is 0, 1 or -1: anybody could open any commitment to any value.</exception>
    public OpeningKey(AffinePoint<Fp2> tau)
    {
        if (tau.IsInfinity || tau.X.Equals(G2.Generator.X))
            throw Degenerate("X_2 is infinity or the generator: the powers of tau had no contribution");
        Tau = tau;
        lines = new Lazy<MillerLines>(() => MillerLines.Prepare(tau));
    }

    /// <summary>tau in G2; snarkjs' X_2.</summary>
    public AffinePoint<Fp2> Tau { get; }

    /// <summary>The refusal of a key under which proofs mean nothing.</summary>
    /// <param name="why">What is wrong.</param>
    /// <returns>The exception.</returns>
    public static ProofFormatException Degenerate(string why) =>
        new("verifying-key-degenerate", $"Under this verifying key anybody can forge proofs ({why}); use a key from a completed setup.");

    /// <summary>Whether e(quotient, tau) = e(remainder, 1).</summary>
    /// <param name="quotient">In G1.</param>
    /// <param name="remainder">In G1.</param>
    /// <returns>True when it holds.</returns>
    public bool Holds(in JacobianPoint<Fp> quotient, in JacobianPoint<Fp> remainder) =>
        FinalExponentiation.Apply(Pairing.MillerLoop([-quotient, remainder], [lines.Value, GeneratorLines.Value])) == Fp12.One;
}

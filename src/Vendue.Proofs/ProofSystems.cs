using Vendue.Proofs.Fflonk;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Plonk;
using Vendue.Proofs.ZkVms;

namespace Vendue.Proofs;

/// <summary>The proof systems of this program.</summary>
public static class ProofSystems
{
    /// <summary>All that markets can settle on without anything else installed.</summary>
    public static IReadOnlyList<ProofSystem> All { get; } = [new Groth16Bn254(), new PlonkBn254(), new FflonkBn254(), new RiscZeroGroth16(), new Sp1Groth16()];

    /// <summary>The name on a market of what a verifying key verifies, after checking all of it.</summary>
    /// <param name="systems">The proof systems that it may be of.</param>
    /// <param name="verifyingKey">Canonical bytes of the key.</param>
    /// <returns>32 bytes.</returns>
    /// <exception cref="ProofFormatException">The bytes are of no key of these systems.</exception>
    public static byte[] ProgramOf(this IEnumerable<ProofSystem> systems, ReadOnlySpan<byte> verifyingKey) => Identify(systems, verifyingKey).Program;

    /// <summary>What a verifying key verifies and by which system, after checking all of it.</summary>
    /// <param name="systems">The proof systems that it may be of.</param>
    /// <param name="verifyingKey">Canonical bytes of the key.</param>
    /// <returns>The system, and the program's name on a market, 32 bytes.</returns>
    /// <exception cref="ProofFormatException">The bytes are of no key of these systems.</exception>
    public static (ProofSystem System, byte[] Program) Identify(this IEnumerable<ProofSystem> systems, ReadOnlySpan<byte> verifyingKey)
    {
        ArgumentNullException.ThrowIfNull(systems);
        foreach (ProofSystem system in systems)
        {
            if (system.ProgramOf(verifyingKey) is { } program)
                return (system, program);
        }

        throw new ProofFormatException("not-a-verifying-key", "The bytes are no verifying key of a proof system known here; send the canonical bytes of a key.");
    }
}

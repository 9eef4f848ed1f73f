using Vendue.Proofs;
using Vendue.Proofs.Formats;

namespace Vendue.Prover.Outside;

/// <summary>The forms in which an outside prover may hand over what a proof system consists of, for systems that are verified in this process.</summary>
sealed class ProofForms
{
    readonly ProofSystem system;

    ProofForms(ProofSystem system) => this.system = system;

    /// <summary>The forms of a system; null when this process cannot verify it.</summary>
    public static ProofForms? Of(Name system, ushort version) =>
        ProofSystems.All.FirstOrDefault(s => s.Name == system.ToString() && s.Version == version) is { } known ? new ProofForms(known) : null;

    /// <summary>Reads a verifying key: canonical bytes, or snarkjs's JSON.</summary>
    /// <exception cref="ProofFormatException">It is none of this system.</exception>
    public KnownKey ReadKey(ReadOnlyMemory<byte> bytes)
    {
        var key = ProgramKey.IsJson(bytes) ? SnarkjsKey.Parse(bytes) : ProgramKey.Parse(system, bytes.Span);
        if (key.System.Name != system.Name) throw new ProofFormatException("unsupported-protocol", $"The verifying key is of {key.System.Name}, not of {system.Name}; name the key of the program's own system.");
        return new KnownKey(key, new Hash32(system.ProgramOf(key.ToBytes())!));
    }
}

/// <summary>A verifying key that was read.</summary>
/// <param name="Key">The key.</param>
/// <param name="Program">Its hash, which names the program.</param>
sealed record KnownKey(ProgramKey Key, Hash32 Program)
{
    /// <summary>How many public values its proofs have; null where that is not fixed.</summary>
    public int? PublicCount => (Key as SnarkjsKey)?.PublicCount;

    /// <summary>A proof's canonical bytes, from these or from the JSON that the system's tools write.</summary>
    /// <exception cref="ProofFormatException">It is none.</exception>
    public byte[] ReadProof(byte[] proof) => ProgramKey.IsJson(proof) ? Key.ReadProof(proof) : proof;

    /// <summary>Whether a proof shows its statement.</summary>
    public bool Holds(ReadOnlySpan<byte> values, ReadOnlySpan<byte> proof) => Key.Verify(values, proof) == ProofVerdict.Valid;
}

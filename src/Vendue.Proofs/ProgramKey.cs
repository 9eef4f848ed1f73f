using Vendue.Proofs.Fflonk;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Plonk;
using Vendue.Proofs.ZkVms;

namespace Vendue.Proofs;

/// <summary>The verifying key of a program, and the forms in which files hold what goes with it.</summary>
public abstract class ProgramKey
{
    private protected ProgramKey(ProofSystem system) => System = system;

    /// <summary>The proof system.</summary>
    public ProofSystem System { get; }

    /// <summary>Reads canonical bytes of a key.</summary>
    /// <param name="system">One of <see cref="ProofSystems.All"/>.</param>
    /// <param name="canonical">The bytes.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ProofFormatException">They are no key of the system.</exception>
    public static ProgramKey Parse(ProofSystem system, ReadOnlySpan<byte> canonical) => system switch
    {
        Groth16Bn254 => SnarkjsKey.Of(VerifyingKey.Parse(canonical)),
        PlonkBn254 => SnarkjsKey.Of(PlonkVerifyingKey.Parse(canonical)),
        FflonkBn254 => SnarkjsKey.Of(FflonkVerifyingKey.Parse(canonical)),
        ReceiptSystem zkVm => ReceiptProgram.Parse(zkVm, canonical),
        _ => throw new ArgumentException("The proof system is not one of this program's.", nameof(system)),
    };

    /// <summary>The canonical bytes of the key.</summary>
    /// <returns>A copy.</returns>
    public abstract byte[] ToBytes();

    /// <summary>Reads a proof from the JSON that the system's tools write.</summary>
    /// <param name="utf8">The file's bytes.</param>
    /// <returns>The proof's canonical bytes; it may still be false.</returns>
    /// <exception cref="ProofFormatException">The text is not such a proof.</exception>
    public abstract byte[] ReadProof(ReadOnlyMemory<byte> utf8);

    /// <summary>Reads public values: canonical bytes, or the JSON that the system's tools write of them where there is one.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <returns>The canonical bytes.</returns>
    /// <exception cref="ProofFormatException">They are none.</exception>
    public abstract byte[] ReadPublicValues(ReadOnlyMemory<byte> file);

    /// <summary>Writes a proof as the system's tools do.</summary>
    /// <param name="proof">The proof's canonical bytes.</param>
    /// <param name="stream">Where to.</param>
    /// <exception cref="ProofFormatException">The bytes are no such proof.</exception>
    public abstract void WriteProof(ReadOnlySpan<byte> proof, Stream stream);

    /// <summary>Writes public values as the system's tools do.</summary>
    /// <param name="values">Their canonical bytes.</param>
    /// <param name="stream">Where to.</param>
    /// <exception cref="ProofFormatException">The bytes are none.</exception>
    public abstract void WritePublicValues(ReadOnlySpan<byte> values, Stream stream);

    /// <summary>Checks a proof.</summary>
    /// <param name="values">Canonical bytes of the public values.</param>
    /// <param name="proof">The proof's canonical bytes.</param>
    /// <returns>The verdict.</returns>
    public ProofVerdict Verify(ReadOnlySpan<byte> values, ReadOnlySpan<byte> proof) => System.Verify(ToBytes(), values, proof);

    /// <summary>Whether a file is JSON. No canonical bytes of a key, a proof or an element of a field over BN254 begin with a brace or a bracket.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <returns>True when it begins so.</returns>
    public static bool IsJson(ReadOnlyMemory<byte> file) => file.Span.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];
}

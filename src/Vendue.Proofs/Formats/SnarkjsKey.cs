using Vendue.Proofs.Fflonk;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Plonk;

namespace Vendue.Proofs.Formats;

/// <summary>A verifying key of any proof system that snarkjs' files are of, and what goes with it.</summary>
public sealed class SnarkjsKey
{
    delegate byte[] Reader(ReadOnlyMemory<byte> utf8);

    delegate void Writer(ReadOnlySpan<byte> proof, Stream stream);

    readonly byte[] canonical;
    readonly Reader read;
    readonly Writer write;

    SnarkjsKey(ProofSystem system, string protocol, int publicCount, byte[] canonical, Reader read, Writer write)
    {
        System = system;
        Protocol = protocol;
        PublicCount = publicCount;
        this.canonical = canonical;
        this.read = read;
        this.write = write;
    }

    /// <summary>The proof system.</summary>
    public ProofSystem System { get; }

    /// <summary>snarkjs' name of the proof system.</summary>
    public string Protocol { get; }

    /// <summary>Number of public values of the circuit.</summary>
    public int PublicCount { get; }

    /// <summary>Takes a key of Groth16.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The same.</returns>
    public static SnarkjsKey Of(VerifyingKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new SnarkjsKey(
            new Groth16Bn254(), SnarkjsProtocol.Groth16, key.PublicCount, key.ToBytes(),
            utf8 => ProofJson.Parse(utf8).ToBytes(), (proof, stream) => ProofJson.Write(Groth16Proof.Parse(proof), stream));
    }

    /// <summary>Takes a key of PLONK.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The same.</returns>
    public static SnarkjsKey Of(PlonkVerifyingKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new SnarkjsKey(
            new PlonkBn254(), SnarkjsProtocol.Plonk, key.Circuit.PublicCount, key.ToBytes(),
            utf8 => PlonkProofJson.Parse(utf8).ToBytes(), (proof, stream) => PlonkProofJson.Write(PlonkProof.Parse(proof), stream));
    }

    /// <summary>Takes a key of FFLONK.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The same.</returns>
    public static SnarkjsKey Of(FflonkVerifyingKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new SnarkjsKey(
            new FflonkBn254(), SnarkjsProtocol.Fflonk, key.Circuit.PublicCount, key.ToBytes(),
            utf8 => FflonkProofJson.Parse(utf8).ToBytes(), (proof, stream) => FflonkProofJson.Write(FflonkProof.Parse(proof), stream));
    }

    /// <summary>Reads a verification_key.json of whichever proof system it names.</summary>
    /// <param name="utf8">The file's bytes, at most <see cref="VerifyingKeyJson.MaxBytes"/>.</param>
    /// <returns>A key whose points are all of their groups.</returns>
    /// <exception cref="ProofFormatException">The text is not such a key.</exception>
    public static SnarkjsKey Parse(ReadOnlyMemory<byte> utf8) => SnarkjsProtocol.Of(utf8) switch
    {
        SnarkjsProtocol.Plonk => Of(PlonkVerifyingKeyJson.Parse(utf8)),
        SnarkjsProtocol.Fflonk => Of(FflonkVerifyingKeyJson.Parse(utf8)),
        _ => Of(VerifyingKeyJson.Parse(utf8)),
    };

    /// <summary>The canonical bytes of the key.</summary>
    /// <returns>A copy.</returns>
    public byte[] ToBytes() => [.. canonical];

    /// <summary>Reads a proof.json of the key's proof system.</summary>
    /// <param name="utf8">The file's bytes, at most <see cref="ProofJson.MaxBytes"/>.</param>
    /// <returns>The proof's canonical bytes; it may still be false.</returns>
    /// <exception cref="ProofFormatException">The text is not such a proof.</exception>
    public byte[] ReadProof(ReadOnlyMemory<byte> utf8) => read(utf8);

    /// <summary>Writes a proof as snarkjs does.</summary>
    /// <param name="proof">The proof's canonical bytes.</param>
    /// <param name="stream">Where to.</param>
    /// <exception cref="ProofFormatException">The bytes are no such proof.</exception>
    public void WriteProof(ReadOnlySpan<byte> proof, Stream stream) => write(proof, stream);

    /// <summary>Checks a proof.</summary>
    /// <param name="values">The statement.</param>
    /// <param name="proof">The proof's canonical bytes.</param>
    /// <returns>The verdict.</returns>
    public ProofVerdict Verify(PublicValues values, ReadOnlySpan<byte> proof)
    {
        ArgumentNullException.ThrowIfNull(values);
        return System.Verify(canonical, values.ToBytes(), proof);
    }
}

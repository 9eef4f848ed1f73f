using Vendue.Proofs.Fflonk;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Plonk;

namespace Vendue.Proofs.Formats;

/// <summary>A verifying key of any proof system that snarkjs' files are of.</summary>
public sealed class SnarkjsKey : ProgramKey
{
    delegate byte[] Reader(ReadOnlyMemory<byte> utf8);

    delegate void Writer(ReadOnlySpan<byte> proof, Stream stream);

    readonly byte[] canonical;
    readonly Reader read;
    readonly Writer write;

    SnarkjsKey(ProofSystem system, string protocol, int publicCount, byte[] canonical, Reader read, Writer write)
        : base(system)
    {
        Protocol = protocol;
        PublicCount = publicCount;
        this.canonical = canonical;
        this.read = read;
        this.write = write;
    }

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

    /// <inheritdoc/>
    public override byte[] ToBytes() => [.. canonical];

    /// <inheritdoc/>
    /// <remarks>A proof.json of the key's proof system, at most <see cref="ProofJson.MaxBytes"/>.</remarks>
    public override byte[] ReadProof(ReadOnlyMemory<byte> utf8) => read(utf8);

    /// <inheritdoc/>
    public override byte[] ReadPublicValues(ReadOnlyMemory<byte> file) => (IsJson(file) ? PublicValuesJson.Parse(file) : PublicValues.Parse(file.Span)).ToBytes();

    /// <inheritdoc/>
    public override void WriteProof(ReadOnlySpan<byte> proof, Stream stream) => write(proof, stream);

    /// <inheritdoc/>
    public override void WritePublicValues(ReadOnlySpan<byte> values, Stream stream) => PublicValuesJson.Write(PublicValues.Parse(values), stream);
}

using System.Security.Cryptography;
using Vendue.Proofs.Formats;

namespace Vendue.Proofs.ZkVms;

/// <summary>
/// What a request pins of a zkVM program: which program, and under which releases' parameters a receipt counts. Its hash is the
/// program's name on a market. Receipts and public values are written raw, as they go on chain.
/// </summary>
public sealed class ReceiptProgram : ProgramKey
{
    /// <summary>Length of a program's identity, bytes.</summary>
    public const int IdSize = 32;

    /// <summary>Most releases that a program may accept.</summary>
    public const int MaxVerifiers = 16;
    const int MagicLength = 8;
    const int HeaderLength = MagicLength + IdSize + 1;
    readonly ReceiptSystem system;
    readonly byte[] id;
    readonly ReceiptVerifier[] verifiers;

    ReceiptProgram(ReceiptSystem system, byte[] id, ReceiptVerifier[] verifiers)
        : base(system)
    {
        this.system = system;
        this.id = id;
        this.verifiers = verifiers;
    }

    /// <summary>The program's identity: RISC Zero's image id, or the hash of SP1's program key.</summary>
    public ReadOnlySpan<byte> Id => id;

    /// <summary>The releases under which a receipt counts, in the order of their digests.</summary>
    public IReadOnlyList<ReceiptVerifier> Verifiers => verifiers;

    /// <summary>Pins a program.</summary>
    /// <param name="system">The zkVM.</param>
    /// <param name="id">The program's identity, 32 bytes.</param>
    /// <param name="versions">The releases to accept; none for all that are <see cref="Standing.Current"/>.</param>
    /// <returns>The pinned program.</returns>
    /// <exception cref="ProofFormatException">The identity is none, or a release is not known.</exception>
    public static ReceiptProgram Of(ReceiptSystem system, ReadOnlySpan<byte> id, params IEnumerable<string> versions)
    {
        ArgumentNullException.ThrowIfNull(system);
        ReceiptVerifier[] named = [.. versions.Distinct().Select(system.Named)];
        ReceiptVerifier[] accepted = named.Length > 0 ? named : [.. system.Verifiers.Where(v => v.Standing == Standing.Current)];
        Array.Sort(accepted, (a, b) => a.Digest.SequenceCompareTo(b.Digest));
        return new ReceiptProgram(system, Checked(system, id), accepted);
    }

    /// <summary>
    /// Reads canonical bytes: eight that name system and version of the encoding, the identity, the number of releases in a byte, and
    /// each release's digest, in ascending order.
    /// </summary>
    /// <param name="system">The zkVM.</param>
    /// <param name="bytes">The whole.</param>
    /// <returns>The pinned program.</returns>
    /// <exception cref="ProofFormatException">Wrong form, length or order, no identity, or a release that this program does not know.</exception>
    public static ReceiptProgram Parse(ReceiptSystem system, ReadOnlySpan<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(system);
        if (bytes.Length < HeaderLength || !bytes.StartsWith(system.Magic))
            throw new ProofFormatException("not-a-program-key", $"The bytes do not pin a program of {system.Name}; make them with `vendue proof program`.");
        int count = bytes[HeaderLength - 1];
        if (count is 0 or > MaxVerifiers || bytes.Length != HeaderLength + (count * TaggedHash.Size))
            throw new ProofFormatException("program-key-length", $"A program accepts 1 to {MaxVerifiers} releases, and its key's length must fit their number; make it again.");
        byte[] id = Checked(system, bytes.Slice(MagicLength, IdSize));
        var verifiers = new ReceiptVerifier[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> digest = bytes.Slice(HeaderLength + (i * TaggedHash.Size), TaggedHash.Size);
            if (i > 0 && verifiers[i - 1].Digest.SequenceCompareTo(digest) >= 0)
                throw new ProofFormatException("program-key-order", "The releases of the program's key are not in ascending order of their digests; make it again.");
            verifiers[i] = system.WithDigest(digest);
        }

        return new ReceiptProgram(system, id, verifiers);
    }

    /// <inheritdoc/>
    /// <returns>41 bytes and 32 for each release, which <see cref="Parse"/> reads.</returns>
    public override byte[] ToBytes()
    {
        var bytes = new List<byte>([.. system.Magic, .. id, (byte)verifiers.Length]);
        foreach (ReceiptVerifier verifier in verifiers)
            bytes.AddRange(verifier.Digest);
        return [.. bytes];
    }

    /// <summary>The program's name on a market: SHA-256 of a domain tag and the canonical bytes.</summary>
    /// <returns>32 bytes.</returns>
    public byte[] Hash() => SHA256.HashData([.. "vendue.zkvm.program.v1\0"u8, .. ToBytes()]);

    /// <inheritdoc/>
    public override byte[] ReadProof(ReadOnlyMemory<byte> utf8) => system.ReadJson(utf8).Proof;

    /// <inheritdoc/>
    /// <remarks>A journal may be any text, so there is no other form than the bytes themselves.</remarks>
    public override byte[] ReadPublicValues(ReadOnlyMemory<byte> file) => file.ToArray();

    /// <inheritdoc/>
    public override void WriteProof(ReadOnlySpan<byte> proof, Stream stream) => Write(proof, stream);

    /// <inheritdoc/>
    public override void WritePublicValues(ReadOnlySpan<byte> values, Stream stream) => Write(values, stream);

    static void Write(ReadOnlySpan<byte> bytes, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(bytes);
    }

    static byte[] Checked(ReceiptSystem system, ReadOnlySpan<byte> id) =>
        id.Length == IdSize && system.IsIdentity(id)
            ? id.ToArray()
            : throw new ProofFormatException("not-a-program", $"The identity of a program of {system.Name} has {IdSize} bytes, not all zero, and must be one that its circuit can state; copy it again.");
}

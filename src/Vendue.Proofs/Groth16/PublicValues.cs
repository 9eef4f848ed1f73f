using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;

namespace Vendue.Proofs.Groth16;

/// <summary>The public outputs and inputs that a proof is about, in the circuit's order.</summary>
public sealed class PublicValues
{
    readonly Fr[] elements;

    /// <summary>Takes the values.</summary>
    /// <param name="elements">In the circuit's order.</param>
    public PublicValues(ReadOnlySpan<Fr> elements)
    {
        this.elements = elements.ToArray();
    }

    /// <summary>Number of values.</summary>
    public int Count => elements.Length;

    /// <summary>The values.</summary>
    public ReadOnlySpan<Fr> Elements => elements;

    /// <summary>Reads the canonical bytes: 32 big-endian bytes for each value, each below r.</summary>
    /// <param name="bytes">At most <see cref="VerifyingKey.MaxPublicValues"/> values.</param>
    /// <returns>The values.</returns>
    /// <exception cref="ProofFormatException">Wrong length, or a value not below r.</exception>
    public static PublicValues Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % UInt256.Size != 0 || bytes.Length / UInt256.Size > VerifyingKey.MaxPublicValues)
            throw new ProofFormatException("public-length", $"Public values are 32 bytes each and at most {VerifyingKey.MaxPublicValues}; encode them again.");
        var elements = new Fr[bytes.Length / UInt256.Size];
        for (int i = 0; i < elements.Length; i++)
        {
            if (!Fr.TryRead(bytes.Slice(i * UInt256.Size, UInt256.Size), out elements[i]))
                throw NotCanonical(i);
        }

        return new PublicValues(elements);
    }

    /// <summary>The canonical bytes read by <see cref="Parse"/>.</summary>
    /// <returns>32 bytes for each value.</returns>
    public byte[] ToBytes()
    {
        var bytes = new byte[elements.Length * UInt256.Size];
        for (int i = 0; i < elements.Length; i++)
            elements[i].Write(bytes.AsSpan(i * UInt256.Size));
        return bytes;
    }

    internal static ProofFormatException NotCanonical(int index) =>
        new("public-not-canonical", $"Public value {index} is not below the scalar field's prime; reduce it before stating it.");
}

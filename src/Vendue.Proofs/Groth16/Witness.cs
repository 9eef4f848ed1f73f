using System.Runtime.InteropServices;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;

namespace Vendue.Proofs.Groth16;

/// <summary>A value below r for each wire of a circuit; the first is one. It is secret: never log it.</summary>
public sealed class Witness
{
    readonly UInt256[] values;

    /// <summary>Takes the values.</summary>
    /// <param name="values">A value for each wire, each below r, the first one.</param>
    /// <exception cref="ProofFormatException">A value is not below r, or the first is not one.</exception>
    public Witness(ReadOnlySpan<UInt256> values)
        : this(values.ToArray())
    {
    }

    internal Witness(UInt256[] owned)
    {
        if (owned.Length == 0 || owned[0] != new UInt256(1, 0, 0, 0))
            throw new ProofFormatException("witness-constant", "The witness does not begin with the constant one; calculate it again.");
        foreach (ref readonly UInt256 value in owned.AsSpan())
        {
            if (!value.IsBelow(Fr.Modulus))
                throw new ProofFormatException("witness-not-canonical", "A witness value is not below the field's prime; calculate the witness again.");
        }

        values = owned;
    }

    /// <summary>Number of wires.</summary>
    public int Count => values.Length;

    /// <summary>The values as integers.</summary>
    public ReadOnlyMemory<UInt256> Values => values;

    /// <summary>Takes values as 32 little-endian bytes each, one after the other, as witness generators hand them out.</summary>
    /// <param name="bytes">32 bytes for each wire.</param>
    /// <returns>The witness.</returns>
    /// <exception cref="ProofFormatException">Wrong length, a value not below r, or the first not one.</exception>
    public static Witness FromLittleEndian(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % UInt256.Size != 0)
            throw new ProofFormatException("witness-length", "A witness is 32 bytes for each wire; calculate it again.");
        var values = new UInt256[bytes.Length / UInt256.Size];
        bytes.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        return new Witness(values);
    }

    /// <summary>The public values: wires 1 to count.</summary>
    /// <param name="count">The circuit's number of public values.</param>
    /// <returns>The values.</returns>
    public PublicValues PublicValues(int count)
    {
        var elements = new Fr[count];
        for (int i = 0; i < count; i++)
            elements[i] = Fr.FromInteger(values[i + 1]);
        return new PublicValues(elements);
    }

    /// <summary>The values as field elements.</summary>
    /// <returns>A new array.</returns>
    internal Fr[] ToField()
    {
        var elements = new Fr[values.Length];
        for (int i = 0; i < elements.Length; i++)
            elements[i] = Fr.FromInteger(values[i]);
        return elements;
    }
}

using System.Buffers.Binary;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Plonk;

/// <summary>What the verifier must know of a circuit's shape: the same for PLONK and FFLONK.</summary>
public sealed class PlonkCircuit
{
    /// <summary>Length of the canonical bytes.</summary>
    internal const int Size = (2 * sizeof(uint)) + (2 * UInt256.Size);

    /// <summary>States a shape.</summary>
    /// <param name="publicCount">Number of public values, at most 8192 and at most the number of rows.</param>
    /// <param name="logDomainSize">Binary logarithm of the number of rows, 1 to 28.</param>
    /// <param name="k1">Names the cells of the second column: row i is k1 w^i.</param>
    /// <param name="k2">Names the cells of the third column: row i is k2 w^i.</param>
    /// <exception cref="ProofFormatException">A number out of range, or names that two cells would share.</exception>
    public PlonkCircuit(int publicCount, int logDomainSize, Fr k1, Fr k2)
    {
        if (logDomainSize is < 1 or > EvaluationDomain.MaxLogSize)
            throw new ProofFormatException("verifying-key-domain", $"The verifying key's power must be 1 to {EvaluationDomain.MaxLogSize}; export it again.");
        if (publicCount is < 0 or > VerifyingKey.MaxPublicValues || publicCount > 1 << logDomainSize)
            throw new ProofFormatException("verifying-key-length", $"A verifying key is for at most {VerifyingKey.MaxPublicValues} public values, and for no more than its circuit has rows; export it again.");
        PublicCount = publicCount;
        LogDomainSize = logDomainSize;
        K1 = k1;
        K2 = k2;
        Root = EvaluationDomain.RootOfUnity(logDomainSize);
        Fr coset1 = Vanishing(k1);
        Fr coset2 = Vanishing(k2);
        if (k1.IsZero || k2.IsZero || coset1.IsZero || coset2.IsZero || coset1 == coset2)
            throw new ProofFormatException("verifying-key-cosets", "The verifying key's k1 and k2 give two cells of the circuit one name, so that copies between cells are not enforced; export it again.");
    }

    /// <summary>Number of public values.</summary>
    public int PublicCount { get; }

    /// <summary>Binary logarithm of the number n of rows; snarkjs' "power".</summary>
    public int LogDomainSize { get; }

    /// <summary>The second column's coset.</summary>
    public Fr K1 { get; }

    /// <summary>The third column's coset.</summary>
    public Fr K2 { get; }

    /// <summary>w, the primitive n-th root of unity that names the rows; it follows from n, so no key can choose another.</summary>
    public Fr Root { get; }

    /// <summary>The domain's vanishing polynomial, X^n - 1.</summary>
    /// <param name="point">Where.</param>
    /// <returns>Its value.</returns>
    internal Fr Vanishing(Fr point)
    {
        for (int i = 0; i < LogDomainSize; i++)
            point = point.Square();
        return point - Fr.One;
    }

    /// <summary>Reads number of public values, power, k1, k2.</summary>
    /// <param name="bytes">At least <see cref="Size"/> bytes; reduced by what is read.</param>
    /// <returns>The shape.</returns>
    internal static PlonkCircuit Read(ref ReadOnlySpan<byte> bytes)
    {
        uint publics = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        uint power = BinaryPrimitives.ReadUInt32BigEndian(bytes[sizeof(uint)..]);
        bytes = bytes[(2 * sizeof(uint))..];
        Fr k1 = ProofLayout.ReadScalar(ref bytes, "k1");
        Fr k2 = ProofLayout.ReadScalar(ref bytes, "k2");
        return new PlonkCircuit((int)Math.Min(publics, int.MaxValue), (int)Math.Min(power, int.MaxValue), k1, k2);
    }

    /// <summary>Writes what <see cref="Read"/> reads.</summary>
    /// <param name="bytes">At least <see cref="Size"/> bytes; reduced by what is written.</param>
    internal void Write(ref Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)PublicCount);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[sizeof(uint)..], (uint)LogDomainSize);
        K1.Write(bytes[(2 * sizeof(uint))..]);
        K2.Write(bytes[((2 * sizeof(uint)) + UInt256.Size)..]);
        bytes = bytes[Size..];
    }
}

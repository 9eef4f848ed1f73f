using System.Security.Cryptography;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Groth16;

/// <summary>Uniform scalars from the system's cryptographic generator.</summary>
static class RandomScalar
{
    /// <summary>Clears the top two of 256 bits: r has 254.</summary>
    const byte TopMask = 0x3f;

    /// <summary>A uniform element other than zero, by rejection.</summary>
    /// <returns>The element.</returns>
    public static Fr NextNonZero()
    {
        Span<byte> bytes = stackalloc byte[UInt256.Size];
        Fr element;
        do
        {
            RandomNumberGenerator.Fill(bytes);
            bytes[0] &= TopMask;
        }
        while (!Fr.TryRead(bytes, out element) || element.IsZero);
        CryptographicOperations.ZeroMemory(bytes);
        return element;
    }
}

using System.Numerics;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Tests.Witnesses;

static class WitnessReading
{
    internal static BigInteger Wire(this Witness witness, int wire) => witness.Values.Span[wire].ToBigInteger();

    internal static byte[] ToFile(this Witness witness)
    {
        using var stream = new MemoryStream();
        WitnessFile.Write(witness, stream);
        return stream.ToArray();
    }
}

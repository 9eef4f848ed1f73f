using Vendue.Proofs.Fflonk;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Plonk;

namespace Vendue.Proofs.Tests.Snarkjs;

/// <summary>A proof that snarkjs made, as files and as canonical bytes: see README.md.</summary>
public sealed record SnarkjsFixture(string Protocol, int PublicCount)
{
    public static int[] Counts { get; } = [0, 1, 3, 20];

    public byte[] KeyJson => Read($"publics-{PublicCount}.{Protocol}.vkey.json");

    public byte[] ProofJson => Read($"publics-{PublicCount}.{Protocol}.proof.json");

    public byte[] Key => Protocol == "plonk" ? PlonkVerifyingKeyJson.Parse(KeyJson).ToBytes() : FflonkVerifyingKeyJson.Parse(KeyJson).ToBytes();

    public byte[] Proof => Protocol == "plonk" ? PlonkProofJson.Parse(ProofJson).ToBytes() : FflonkProofJson.Parse(ProofJson).ToBytes();

    public byte[] Public => PublicValuesJson.Parse(Read($"publics-{PublicCount}.public.json")).ToBytes();

    public ProofSystem Native => Protocol == "plonk" ? new PlonkBn254() : new FflonkBn254();

    /// <summary>Points of the proof; scalars follow.</summary>
    public int PointCount => Protocol == "plonk" ? 9 : 4;

    static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Snarkjs", name));
}

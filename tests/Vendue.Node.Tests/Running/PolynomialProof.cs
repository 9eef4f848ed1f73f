using Vendue.Proofs.Formats;

namespace Vendue.Node.Tests.Running;

/// <summary>A PLONK or FFLONK proof that snarkjs made, from its files.</summary>
sealed record PolynomialProof(string System, byte[] Key, byte[] Proof, byte[] PublicValues)
{
    public static PolynomialProof Of(string protocol)
    {
        var key = SnarkjsKey.Parse(Read($"{protocol}.vkey.json"));
        return new(key.System.Name, key.ToBytes(), key.ReadProof(Read($"{protocol}.proof.json")), PublicValuesJson.Parse(Read("public.json")).ToBytes());
    }

    static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Snarkjs", $"publics-3.{name}"));
}

using System.CommandLine;
using Vendue.Cli.CommandLine;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;

namespace Vendue.Cli.Requests;

/// <summary>Where a proof and its public values are to go; either may be left out.</summary>
sealed record ProofOutput(FileInfo? Proof, FileInfo? PublicValues)
{
    internal static Option<FileInfo?> ProofOption() => new("--proof") { Description = "Where the proof goes, as snarkjs writes it, once the request has ended.", HelpName = "FILE" };

    internal static Option<FileInfo?> PublicValuesOption() => new("--public-out") { Description = "Where its public values go, as snarkjs writes them.", HelpName = "FILE" };

    internal bool IsWanted => Proof is not null || PublicValues is not null;

    /// <summary>Finds out that they can be written before anything is asked for.</summary>
    internal OutputFiles Open(IReadOnlyCollection<FileInfo> inputs) => new([.. new[] { Proof, PublicValues }.OfType<FileInfo>()], inputs);

    internal void Write(OutputFiles files, SnarkjsKey key, byte[] proof, PublicValues values)
    {
        if (Proof is not null) files.Write(Proof, stream => key.WriteProof(proof, stream));
        if (PublicValues is not null) files.Write(PublicValues, stream => PublicValuesJson.Write(values, stream));
        files.Commit();
    }
}

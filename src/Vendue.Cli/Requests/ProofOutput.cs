using System.CommandLine;
using Vendue.Cli.CommandLine;
using Vendue.Proofs;

namespace Vendue.Cli.Requests;

/// <summary>Where a proof and its public values are to go; either may be left out.</summary>
sealed record ProofOutput(FileInfo? Proof, FileInfo? PublicValues)
{
    internal static Option<FileInfo?> ProofOption() => new("--proof") { Description = "Where the proof goes once the request has ended: as snarkjs writes it, or a zkVM's receipt as it goes on chain.", HelpName = "FILE" };

    internal static Option<FileInfo?> PublicValuesOption() => new("--public-out") { Description = "Where its public values go: as snarkjs writes them, or a zkVM's raw.", HelpName = "FILE" };

    internal bool IsWanted => Proof is not null || PublicValues is not null;

    /// <summary>Finds out that they can be written before anything is asked for.</summary>
    internal OutputFiles Open(IReadOnlyCollection<FileInfo> inputs) => new([.. new[] { Proof, PublicValues }.OfType<FileInfo>()], inputs);

    internal void Write(OutputFiles files, ProgramKey key, byte[] proof, byte[] values)
    {
        if (Proof is not null) files.Write(Proof, stream => key.WriteProof(proof, stream));
        if (PublicValues is not null) files.Write(PublicValues, stream => key.WritePublicValues(values, stream));
        files.Commit();
    }
}

using Vendue.Cli.CommandLine;
using Vendue.Proofs;

namespace Vendue.Cli.Requests;

/// <summary>Where a proof and its public values are to go; either may be left out.</summary>
sealed record ProofOutput(FileInfo? Proof, FileInfo? PublicValues)
{
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

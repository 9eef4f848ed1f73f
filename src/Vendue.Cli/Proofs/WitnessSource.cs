using Vendue.Cli.CommandLine;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Witnesses;

namespace Vendue.Cli.Proofs;

/// <summary>Where a witness comes from: a generator with an input, or a file.</summary>
abstract record WitnessSource
{
    /// <summary>The files that are read.</summary>
    internal abstract IReadOnlyList<FileInfo> Files { get; }

    internal abstract Witness Compute(CancellationToken cancellation);

    internal static WitnessSource Of(FileInfo? generator, FileInfo? input, FileInfo? witness) => (generator, input, witness) switch
    {
        (null, null, { } file) => new Ready(file),
        ({ } wasm, { } json, null) => new Generated(wasm, json),
        _ => throw new CommandException("usage", "Give either --wasm with --input, or --witness: see `vendue proof prove --help`."),
    };

    sealed record Generated(FileInfo Generator, FileInfo Input) : WitnessSource
    {
        internal override IReadOnlyList<FileInfo> Files => [Generator, Input];

        internal override Witness Compute(CancellationToken cancellation)
        {
            var limits = WitnessLimits.Default;
            var input = WitnessInput.Parse(InputFile.Read(Input, limits.InputBytes), limits);
            using var generator = CircomWitness.Load(InputFile.Read(Generator, limits.ModuleBytes), limits);
            return generator.Compute(input, cancellation);
        }
    }

    sealed record Ready(FileInfo File) : WitnessSource
    {
        internal override IReadOnlyList<FileInfo> Files => [File];

        internal override Witness Compute(CancellationToken cancellation)
        {
            InputFile.RequireReadable(File, WitnessFile.DefaultMaxBytes);
            return WitnessFile.Read(File.FullName);
        }
    }
}

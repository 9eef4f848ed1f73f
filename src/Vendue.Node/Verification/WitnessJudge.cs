using Vendue.Node.Storage;
using Vendue.Proofs.Witnesses;

namespace Vendue.Node.Verification;

/// <summary>
/// Computes witnesses again, to judge reports of impossible work. The limits are the same on every machine and count
/// instructions and bytes, not time, so that an audit finds the same.
/// </summary>
/// <param name="blobs">The generators and inputs.</param>
/// <param name="runner">Where generators are run.</param>
sealed class WitnessJudge(BlobStore blobs, IWitnessRunner runner)
{
    static readonly WitnessLimits limits = WitnessLimits.Default with { ModuleBytes = 16 << 20, MemoryBytes = 512 << 20, Fuel = 50_000_000_000 };

    public async Task<Verdict> JudgeAsync(WitnessClaim claim, CancellationToken cancellation)
    {
        var module = await blobs.GetAsync(claim.Generator, cancellation).ConfigureAwait(false)
            ?? throw new StorageException("generator-missing", $"The market does not store the witness generator {claim.Generator}; send it with PUT /v1/blobs first.");
        var input = await blobs.GetAsync(claim.Input, cancellation).ConfigureAwait(false);
        return input is null || !await HasWitnessAsync(module, input, cancellation).ConfigureAwait(false) ? Verdict.Unexecutable : Verdict.Valid;
    }

    async Task<bool> HasWitnessAsync(byte[] module, byte[] input, CancellationToken cancellation)
    {
        try
        {
            await runner.ComputeAsync(module, WitnessInput.Parse(input, limits), limits, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (WitnessException none) when (!WitnessErrors.IsOfTheMachine(none.Code))
        {
            return false;
        }
    }
}

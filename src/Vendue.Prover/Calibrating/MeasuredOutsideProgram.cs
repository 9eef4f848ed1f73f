using System.Security.Cryptography;
using Vendue.Mechanisms;
using Vendue.Prover.Outside;
using Vendue.Prover.Programs;

namespace Vendue.Prover.Calibrating;

/// <summary>A program of an outside prover, measured by jobs of the contract that are those of an agent: with the files, the foretelling and the verification.</summary>
/// <param name="program">The program; it goes with its prover.</param>
/// <param name="declared">The unit of its work.</param>
/// <param name="work">How much work the input is.</param>
/// <param name="input">An input as a requester sends it.</param>
public sealed class MeasuredOutsideProgram(OutsideProgram program, DeclaredWork declared, ulong work, byte[] input) : ICalibrationSubject
{
    /// <inheritdoc/>
    public string Label => program.Name;

    /// <inheritdoc/>
    public Name System => program.System;

    /// <inheritdoc/>
    public ushort SystemVersion => program.Version;

    /// <inheritdoc/>
    public WorkUnit Unit => declared.Unit;

    /// <inheritdoc/>
    public Hash32? Program => program.Program;

    /// <inheritdoc/>
    public ulong Work => work;

    /// <inheritdoc/>
    public Task PrepareAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Has one proof made; how many threads it takes is the outside prover's affair.</summary>
    public async Task ProveAsync(int threads, CancellationToken cancellation)
    {
        // Whoever is calibrated no more wants no proof any more.
        var order = new ProofOrder { Id = new Hash32(RandomNumberGenerator.GetBytes(Hash32.Size)), Input = input, Unwanted = cancellation };
        try
        {
            await program.ProveAsync(order, CancellationToken.None).ConfigureAwait(false);
        }
        catch (OutsideException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        program.Forget(order.Id);
    }

    /// <summary>Does nothing: the program goes with its prover.</summary>
    public void Dispose()
    {
    }
}

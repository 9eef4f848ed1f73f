using Vendue.Mechanisms;

namespace Vendue.Prover.Calibrating;

/// <summary>
/// Something whose proving is measured: one program at one size, of whatever proof system, in this process or outside.
/// Calibration knows no more of a prover than this.
/// </summary>
public interface ICalibrationSubject : IDisposable
{
    /// <summary>What it is called; those of one series have the same.</summary>
    string Label { get; }

    /// <summary>The proof system.</summary>
    Name System { get; }

    /// <summary>Its version.</summary>
    ushort SystemVersion { get; }

    /// <summary>The unit of its size.</summary>
    WorkUnit Unit { get; }

    /// <summary>The program, as a market knows it; null for something made only to be measured.</summary>
    Hash32? Program { get; }

    /// <summary>Its size, in the unit.</summary>
    ulong Work { get; }

    /// <summary>Makes what a prover does not: not measured, called once before all else.</summary>
    Task PrepareAsync(CancellationToken cancellation);

    /// <summary>Makes one proof. The first call also loads and prepares whatever a prover loads for its first proof.</summary>
    /// <param name="threads">Most threads at work.</param>
    /// <param name="cancellation">Stops the work.</param>
    Task ProveAsync(int threads, CancellationToken cancellation);
}

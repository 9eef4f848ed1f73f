namespace Vendue.Mechanisms.EscalationLadder;

/// <summary>Where a request stands on its ladder.</summary>
/// <param name="Format">The stage's format, by its place among the ladder's.</param>
/// <param name="Attempt">The stage's number, from 0; a runner-up asked is no attempt.</param>
/// <param name="Failures">How many stages of this format found no or too few offers.</param>
/// <param name="Start">Where a Dutch price begins, in base units.</param>
/// <param name="Ceiling">The stage's ceiling, in base units.</param>
/// <param name="Window">How long the stage takes offers, in the market's time unit.</param>
/// <param name="ProvingTime">How long an assigned prover has, in the market's time unit.</param>
/// <param name="MinOffers">How many offers are wanted.</param>
public readonly record struct Rung(byte Format, byte Attempt, byte Failures, UInt128 Start, UInt128 Ceiling, ulong Window, ulong ProvingTime, byte MinOffers);

/// <summary>What follows when a stage has failed.</summary>
public enum Step : byte
{
    /// <summary>The next rung, after its backoff.</summary>
    Climb,
    /// <summary>Nothing until there is time for one proof only; then a race.</summary>
    AwaitRace,
    /// <summary>The request ends.</summary>
    Stop,
}

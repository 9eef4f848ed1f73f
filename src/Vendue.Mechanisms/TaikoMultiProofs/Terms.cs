namespace Vendue.Mechanisms.TaikoMultiProofs;

/// <summary>What a watcher needs to know to contest.</summary>
/// <param name="Parent">The parent of the claim.</param>
/// <param name="Result">What it says the result is.</param>
/// <param name="Tier">Its tier.</param>
public readonly record struct ContestTerms(Hash32 Parent, Hash32 Result, Name Tier);

namespace Vendue.Mechanisms.LagrangeDara;

/// <summary>What a prover needs to know to ask in a round.</summary>
/// <param name="Round">The round's number.</param>
/// <param name="IsSealed">Whether asks are sealed.</param>
/// <param name="SizeUnit">How much work a unit is.</param>
/// <param name="HighestAsk">rMax.</param>
/// <param name="ProvingTime">What capacity is measured by, in the market's time unit.</param>
public readonly record struct AskTerms(ulong Round, bool IsSealed, ulong SizeUnit, UInt128 HighestAsk, ulong ProvingTime);

/// <summary>What a participant needs to know to open its sealed offer.</summary>
/// <param name="Round">The round's number.</param>
/// <param name="Capacity">Of an ask: its capacity.</param>
/// <param name="Memo">Of an ask: what was sent with it.</param>
/// <param name="Commitment">The seal.</param>
public readonly record struct RevealTerms(ulong Round, ulong Capacity, Hash32 Memo, Hash32 Commitment);

/// <summary>What a prover needs to know to deliver a slice.</summary>
/// <param name="Slice">The slice, by its number within the job.</param>
/// <param name="Units">How many units it has.</param>
public readonly record struct SliceTerms(uint Slice, ulong Units);

namespace Vendue.Mechanisms.TaikoMultiProofs;

#pragma warning disable CS1573 // Fields that their names explain are not explained twice.

/// <summary>A request that the policy knows.</summary>
/// <param name="Place">Its place in the order of finality, from 1; 0 for none.</param>
/// <param name="Assignee">Who was to prove it.</param>
/// <param name="Claims">How many claims it had, over all parents.</param>
/// <param name="HasEnded">Whether it has ended without becoming final and waits to be passed over.</param>
readonly record struct RequestRow(Handle<Request> Request, ulong Place, Account Assignee, uint Claims, bool HasEnded);

/// <summary>The claim that stands for a request and parent.</summary>
/// <param name="Tier">The position of its tier.</param>
/// <param name="Bond">The validity bond; none at the top tier.</param>
/// <param name="Contester">Who contests it; none when nobody does.</param>
/// <param name="Contest">The contest bond.</param>
/// <param name="At">When the last step was taken; the cooldown counts from here.</param>
/// <param name="IsCooled">Whether its cooldown is over.</param>
/// <param name="Timer">The timer of its cooldown, or of its contest.</param>
readonly record struct ClaimRow(
    Handle<Request> Request, Hash32 Parent, Hash32 Result, byte Tier, Account Prover, Handle<Holding> Bond, Account Contester, Handle<Holding> Contest, ulong At, bool IsCooled, Handle<Kernel.Timer> Timer);

/// <summary>Finds a claim.</summary>
readonly record struct ClaimKey(Handle<Request> Request, Hash32 Parent);

/// <summary>Where finality stands.</summary>
/// <param name="LastPlace">The last place given.</param>
/// <param name="Final">The last place that is final or passed over.</param>
/// <param name="Result">The last final result.</param>
/// <param name="ResumedAt">When the last pause ended.</param>
readonly record struct FinalityState(ulong LastPlace, ulong Final, Hash32 Result, bool IsPaused, ulong ResumedAt);

namespace Vendue.Mechanisms.TaikoMultiProofs;

/// <summary>Somebody contests the claim that stands.</summary>
/// <param name="Request">The request.</param>
/// <param name="Parent">The parent of the claim; zero where results form no chain.</param>
/// <param name="Result">What the contester says the result is; it must differ, and needs no proof.</param>
[Action(Tag, "contest", "Contests the claim that stands, under the contest bond of its tier and without a proof, before its cooldown is over.")]
public readonly record struct Contest(
    [property: Meaning("The request")] Hash32 Request,
    [property: Meaning("The parent of the claim; zero where results form no chain"), Optional] Hash32 Parent,
    [property: Meaning("What the contester says the result is; it must differ, and needs no proof")] Hash32 Result)
{
    /// <summary>The action's number.</summary>
    public const ushort Tag = 64;
}

/// <summary>Somebody makes final what can be.</summary>
/// <param name="Most">How many blocks at most, up to 64.</param>
[Action(Tag, "verify", "Makes final, in order, the blocks whose claims stood their cooldown.")]
public readonly record struct Verify(
    [property: Meaning("How many blocks at most, up to 64")] uint Most)
{
    /// <summary>The action's number.</summary>
    public const ushort Tag = 65;
}

/// <summary>The watchdog pauses proofs, contests and finality, or lets them go on.</summary>
/// <param name="Paused">Whether it pauses.</param>
[Action(Tag, "pause", "The watchdog pauses proofs, contests and finality, or lets them go on; cooldowns then begin anew.")]
public readonly record struct Pause(
    [property: Meaning("Whether it pauses")] bool Paused)
{
    /// <summary>The action's number.</summary>
    public const ushort Tag = 66;
}

namespace Vendue.Kernel;

/// <summary>What became of a command or of one item of a batch.</summary>
public enum OutcomeKind : byte
{
    /// <summary>It was done.</summary>
    Applied,
    /// <summary>It was accepted and recorded, and had a lesser effect than hoped for: a soft failure that changes state.</summary>
    Marked,
    /// <summary>Nothing changed.</summary>
    Refused,
}

/// <summary>What became of a command or of one item of a batch, and why.</summary>
/// <param name="Kind">Which of the three outcomes it is.</param>
/// <param name="Reason">Why it is marked or refused; null when applied.</param>
/// <param name="First">A number that the reason's sentence mentions as {0}.</param>
/// <param name="Second">A number that the reason's sentence mentions as {1}.</param>
public readonly record struct Outcome(OutcomeKind Kind, Reason? Reason, Int128 First, Int128 Second)
{
    /// <summary>It was done.</summary>
    public static Outcome Applied => default;

    /// <summary>Whether it was done.</summary>
    public bool IsApplied => Kind == OutcomeKind.Applied;

    /// <summary>Whether nothing changed.</summary>
    public bool IsRefused => Kind == OutcomeKind.Refused;

    /// <summary>A stable code for machines: "applied", or the reason's code.</summary>
    public string Code => Reason?.Code ?? "applied";

    /// <summary>One sentence for people.</summary>
    public string Sentence => Reason is null ? "Done." : string.Format(System.Globalization.CultureInfo.InvariantCulture, Reason.Sentence, First, Second);

    /// <inheritdoc/>
    public override string ToString() => Reason is null ? "applied" : $"{(IsRefused ? "refused" : "marked")} {Code}: {Sentence}";
}

/// <summary>Why a command is refused or marked: a stable code for machines and a sentence for people.</summary>
/// <param name="Code">Lower-case words joined by hyphens; never changed once released.</param>
/// <param name="Sentence">The cause and the next step; {0} and {1} stand for the outcome's numbers.</param>
public sealed record Reason(string Code, string Sentence)
{
    /// <summary>A refusal for this reason.</summary>
    public Outcome With(Int128 first = default, Int128 second = default) => new(OutcomeKind.Refused, this, first, second);

    /// <summary>A mark for this reason.</summary>
    public Outcome Mark(Int128 first = default, Int128 second = default) => new(OutcomeKind.Marked, this, first, second);

    /// <summary>A refusal for this reason, without numbers.</summary>
    public static implicit operator Outcome(Reason reason) => reason.With();
}

namespace Vendue.Conformance.Tests;

/// <summary>What Conformance is run over: a genesis, how a market is made from it, and how its participants behave by default.</summary>
/// <param name="Name">The mechanism's or composition's name.</param>
/// <param name="Profile">Which of its settings this is.</param>
/// <param name="Genesis">The genesis.</param>
/// <param name="Open">Makes a market that begins.</param>
/// <param name="Restore">Makes a market that goes on from a snapshot.</param>
/// <param name="Roles">What provers, requesters and producers do by default.</param>
/// <param name="Patience">How long requesters wait, in multiples of some seconds: a market of short rounds is asked for short ones.</param>
sealed record Subject(
    string Name, string Profile, Genesis Genesis, Func<Genesis, Market> Open, Func<Genesis, ReadOnlyMemory<byte>, Market> Restore,
    Roles Roles, IReadOnlyList<ulong> Patience)
{
    /// <summary>How many of the market's time units a second has.</summary>
    public ulong UnitsPerSecond => Genesis.Time == TimeUnit.Milliseconds ? 1_000UL : 1;

    public override string ToString() => $"{Name} ({Profile})";
}

/// <summary>How the participants of a market behave by default.</summary>
/// <param name="Prover">What provers do.</param>
/// <param name="Requester">What requesters do.</param>
/// <param name="Producer">What block producers do; null where there are none.</param>
sealed record Roles(IProverStrategy Prover, IRequesterStrategy Requester, IProducerStrategy? Producer = null);

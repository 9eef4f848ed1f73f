namespace Vendue.Conformance.Tests.Playing;

/// <summary>What somebody is about to send, before it has an envelope.</summary>
/// <param name="Sender">Who sends it.</param>
/// <param name="Tag">The action's number.</param>
/// <param name="Body">Its bytes.</param>
/// <param name="Receipt">The receipt under which its proofs were received; zero for none.</param>
sealed record Intent(Name Sender, ushort Tag, byte[] Body, Hash32 Receipt = default)
{
    public static Intent Of(Name sender, Deed deed) => new(sender, deed.Action, deed.Body.Span.ToArray());

    public static Intent Of<T>(Name sender, in T action) where T : struct => Of(sender, Deed.Of(action));
}

/// <summary>Something to be done later: an intent that waits for its instant, or a proof under way that will be delivered.</summary>
/// <param name="At">The first instant.</param>
/// <param name="AtBlock">The first block.</param>
/// <param name="Intent">What is sent; null where a proof is delivered.</param>
/// <param name="Sender">Who acts.</param>
/// <param name="Proven">The opportunity that a proof is made for.</param>
sealed record Waiting(ulong At, ulong AtBlock, Intent? Intent, Name Sender, Opportunity? Proven = null);

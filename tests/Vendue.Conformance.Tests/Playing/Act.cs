namespace Vendue.Conformance.Tests.Playing;

/// <summary>How an act is given to the twin of the market under test.</summary>
enum TwinMode : byte
{
    /// <summary>As the same canonical bytes, where the market under test takes the typed record.</summary>
    Bytes,
    /// <summary>As a tick under the same envelope where it is refused: a refused action has changed nothing else.</summary>
    TickIfRefused,
    /// <summary>As the same bytes, after the twin was restored from a snapshot of the market under test.</summary>
    AfterRestore,
    /// <summary>As the same bytes, after the twin was restored from a snapshot of its own.</summary>
    AfterOwnRestore,
}

/// <summary>One command of a game, complete: a script of these plays the game again without the generator.</summary>
/// <param name="Now">The instant.</param>
/// <param name="Block">The block.</param>
/// <param name="Sender">Who sends it; a name that no account has is sent as an account that does not exist.</param>
/// <param name="Tag">The action's number.</param>
/// <param name="Body">Its bytes, canonical or not.</param>
/// <param name="Mode">How the twin takes it.</param>
sealed record Act(ulong Now, ulong Block, Name Sender, ushort Tag, byte[] Body, TwinMode Mode)
{
    public Hash32 Key { get; init; }

    public ushort Lane { get; init; }

    public ulong Nonce { get; init; }

    public ulong Expires { get; init; }

    public Hash32 Receipt { get; init; }

    public Verdict[] Verdicts { get; init; } = [];

    public Hash32[] Draws { get; init; } = [];

    /// <summary>The command, as one market knows its sender.</summary>
    public Command In(Market market) => new()
    {
        Now = Now,
        Block = Block,
        Sender = market.Ledger.TryFind(Sender, out Account sender) ? sender : new Account(int.MaxValue),
        Key = Key,
        Lane = Lane,
        Nonce = Nonce,
        Expires = Expires,
        Receipt = Receipt,
        Verdicts = Verdicts,
        Draws = Draws,
    };
}
